// What a search takes on the page's thread, and in a worker that the page asks. Nothing is drawn.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { typed } from "../peers/typing.mjs";
import { launch } from "../../tests/browser/support/chromium.mjs";

/** Chromium's throttle slows the page's thread and no worker. */
const SLOWDOWNS = [1, 6];

const WORKER = `import { open } from "/search-api.js";
let index;
onmessage = async ({ data: query }) => {
  index ??= await open("/search/");
  postMessage(await index.search(query));
};`;

/**
 * @typedef {object} Asked milliseconds, by the clock unless it says otherwise
 * @property {number} slowdown
 * @property {number[]} work of each search on the page's thread, which it blocks: processor time
 * @property {number[]} page of the same
 * @property {number[]} worker from the question to the answer of a worker
 * @property {number} start from the creation of the worker to its first answer
 * @property {number} startInPage from opening the index to the first answer
 */

/**
 * @param {string} folder of the site
 * @param {string} api the script of the API, from the site's root
 * @param {string} url of the site
 * @param {string[]} queries
 * @returns {Promise<Asked[]>}
 */
export async function askWorker(folder, api, url, queries) {
  writeFileSync(path.join(folder, "worker.js"), WORKER.replace("/search-api.js", api));
  writeFileSync(path.join(folder, "empty.html"), '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>worker</title>');
  const browser = await launch();
  const states = queries.flatMap(typed);
  const asked = [];
  for (const slowdown of SLOWDOWNS) {
    const page = await browser.newPage();
    await page.goto(`${url}empty.html`);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const times = await page.evaluate(inPage, { states, api });
    asked.push({ slowdown, work: await work(page, session, states), ...times });
    await page.close();
  }
  await browser.close();
  return asked;
}

/**
 * Processor time of the page's thread for each search, what asking the page for it takes left out.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").CDPSession} session
 * @param {string[]} states
 */
async function work(page, session, states) {
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const taken = async (/** @type {string | null} */ query) => {
    const before = await spent();
    await page.evaluate((query) => query !== null && /** @type {any} */ (globalThis).index.search(query).then(() => {}), query);
    return (await spent()) - before;
  };
  const times = [];
  for (const state of states) {
    const nothing = await taken(null);
    times.push(Math.max(0, (await taken(state)) - nothing));
  }
  return times;
}

/**
 * Runs in the page.
 * @param {{ states: string[], api: string }} given
 */
async function inPage({ states, api }) {
  const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
  /** @param {(query: string) => Promise<unknown>} search */
  const timed = async (search) => {
    const times = [];
    // Once to load what is needed, and once with the clock.
    for (const state of states) await search(state);
    for (const state of states) {
      await rest();
      const began = performance.now();
      await search(state);
      times.push(performance.now() - began);
    }
    return times;
  };

  const beganInPage = performance.now();
  const { open } = await import(api);
  const index = await open("/search/");
  Object.assign(globalThis, { index });
  await index.search(states[0]);
  const startInPage = performance.now() - beganInPage;
  const page = await timed((query) => index.search(query));

  const began = performance.now();
  const worker = new Worker("/worker.js", { type: "module" });
  const ask = (/** @type {string} */ query) =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(query);
    });
  await ask(states[0]);
  const start = performance.now() - began;
  return { page, worker: await timed(ask), start, startInPage };
}
