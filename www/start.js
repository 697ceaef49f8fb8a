/** Starts the WebAssembly module, part by part. Where it comes from is not known here. */

import { joinStreams } from "./join-streams.js";
import { inflated } from "./loader.js";

/** The module has two parts: what every search runs, and what the engine asks for by this name when it first needs it. */
export const SECONDARY = "secondary";
export const PRIMARY = "primary";

/** @typedef {typeof PRIMARY | typeof SECONDARY} Part */

/** @type {Partial<Record<Part, Promise<void>>>} */
const starting = {};
/** What was compiled, for others to use as well; with it what joined its streams. @type {Partial<Record<Part | "joiner", WebAssembly.Module>>} */
export const modules = {};
/** What the primary part exports. @type {any} */
export let primary;
/** What the primary part calls in the secondary one. @type {Record<string, Function>} */
let doors;

/**
 * Starts a part, once a page however many indexes are opened. A failure is forgotten, so that one can retry.
 * @param {Part} part
 * @param {() => Promise<void>} start
 */
export function once(part, start) {
  return (starting[part] ??= start().catch((cause) => {
    starting[part] = undefined;
    throw new Error(
      `The Keyseek module did not start: ${cause.message} ` +
        "Is the file there, and does the page's Content-Security-Policy allow script-src 'wasm-unsafe-eval'?",
      { cause },
    );
  }));
}

/**
 * Compiles a part and starts it.
 * @param {Part} part
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 */
export async function instantiate(part, stored) {
  await use(part, (modules[part] = await WebAssembly.compile(joinStreams(await inflated(stored), modules))));
}

/**
 * Takes a part that was compiled into use. How the two import each other is said in `scripts/wasm/split.mjs`.
 * @param {Part} part
 * @param {WebAssembly.Module} module
 */
export async function use(part, module) {
  const isPrimary = part === PRIMARY;
  /** @type {WebAssembly.Table} */
  const table = primary?.T;
  /** @param {(name: any) => WebAssembly.ImportValue} get */
  const byName = (get) => new Proxy({}, { get: (_, name) => get(name) });
  /** @type {WebAssembly.Imports} */
  const given = isPrimary
    ? { d: byName((name) => (/** @type {unknown[]} */ ...values) => doors[name](...values)) }
    : { p: byName((name) => primary[name] ?? table.get(table.length - 1 - name)) };
  const instance = await WebAssembly.instantiate(module, given);
  if (isPrimary) primary = instance.exports;
  else doors = /** @type {Record<string, Function>} */ (instance.exports);
}
