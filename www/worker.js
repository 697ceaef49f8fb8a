/**
 * Runs in a worker: answers the questions of a page, which `remote.js` passes on. A script by itself, with all that it needs, since
 * not all browsers know modules in workers.
 *
 * Of several questions that wait the latest is answered first: who types on waits for that one, and no longer for the others.
 */

import { startModule } from "./home.js";
import { inFolder } from "./loader.js";
import { Searcher } from "./searcher.js";
import { PRIMARY, SECONDARY, modules, once, use } from "./start.js";

/** @typedef {import("./remote.js").Asked} Asked */
/** @typedef {import("./remote.js").Reply} Reply */
/** @typedef {import("./remote.js").Start} Start */

/** @type {Searcher | undefined} */
let searcher;
/** The manifest of the index that the page knows of. @type {Uint8Array | undefined} */
let known;
/** @type {Asked[]} */
const waiting = [];
/** A message to oneself comes after those that are there already. */
const { port1, port2 } = new MessageChannel();

/** @param {Reply | "ready" | "lost"} reply */
const say = (reply) => postMessage(reply);

/** @param {MessageEvent<Start | Asked>} event */
onmessage = ({ data }) => {
  if ("question" in data) {
    if (waiting.push(data) === 1) goOn();
  } else {
    start(data).then(goOn, () => say("lost"));
  }
};
// What came cannot be read, or is not allowed here though it may be in the page: a worker has a policy of its own.
onmessageerror = () => say("lost");
addEventListener("securitypolicyviolation", ({ disposition }) => {
  if (disposition === "enforce") say("lost");
});
port1.onmessage = () => {
  answer(/** @type {Asked} */ (waiting.pop()));
  goOn();
};
say("ready");

function goOn() {
  if (searcher && waiting.length) port2.postMessage(0);
}

/** @param {Start} given */
async function start({ base, memory, modules: compiled, manifest, files }) {
  Object.assign(modules, compiled);
  for (const part of /** @type {import("./start.js").Part[]} */ ([PRIMARY, SECONDARY])) {
    const module = modules[part];
    if (module) await once(part, () => use(part, module));
  }
  const folder = new URL(base);
  searcher = new Searcher(manifest, inFolder(folder), (part) => startModule(part, folder), memory);
  searcher.kept = files;
  known = manifest;
}

/** @param {Asked} asked */
async function answer({ id, question, goesOn }) {
  const asked = /** @type {Searcher} */ (searcher);
  /** @type {import("./searcher.js").Failures | undefined} */
  const failed = goesOn ? new Map() : undefined;
  /** @type {Reply} */
  const reply = { id };
  try {
    reply.answer = await asked.ask(question, failed);
    reply.failed = [...(failed ?? [])].map(([name, problem]) => [name, message(problem)]);
  } catch (problem) {
    reply.error = message(problem);
  }
  // What the page had loaded was for the question that it handed over with.
  asked.kept = undefined;
  if (known !== asked.manifest) {
    known = asked.manifest;
    reply.about = { documents: asked.module.documents, columns: asked.module.columns };
  }
  say(reply);
}

/** Not all browsers can pass an error on. @param {unknown} problem */
const message = (problem) => /** @type {Error} */ (problem).message;
