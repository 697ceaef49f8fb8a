/**
 * The API: opens an index and searches it.
 *
 *     import { open } from "/search/keyseek.js";
 *     const index = await open();
 *     const { total, hits } = await index.search("kafka 모니터링", { limit: 10 });
 *
 * This file owns what only JavaScript can do: finding the module and the manifest, starting both requests at
 * once, and the clock. Every decision about text, matching and ranking is in the module, written in Rust.
 */

import init, { Index as Module } from "./keyseek_module.js";

/** The WebAssembly file beside this one. Packing rewrites this to the name that carries the content's hash. */
const MODULE_FILE = "keyseek_module_bg.wasm";

/**
 * Where a bare `open()` looks: `"embedded"`, `"folder"`, or `"ask"` the module once it is loaded. Packing may
 * rewrite this too: knowing it before the module arrives saves the folder one round of requests.
 * @type {string}
 */
const PLACEMENT = "ask";

/**
 * @typedef {object} SnippetPart
 * @property {string} text plain text, never markup
 * @property {boolean} mark whether the query matched here
 *
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} title
 * @property {number} score
 * @property {SnippetPart[]} snippet
 * @property {string[]} [tags]
 * @property {string | null} [date]
 * @property {string | null} [lang]
 * @property {Record<string, unknown>} [meta] what the source held beyond these fields
 * @property {string} [reading] how this hit was found: as written, as a prefix, with a typo…
 *
 * @typedef {object} Answer
 * @property {string} query the query as it was understood
 * @property {number} total how many documents match; `hits` is the asked-for part of them
 * @property {number} took_ms milliseconds from the call to the answer
 * @property {string} reading the strictest reading that matched
 * @property {Hit[]} hits best first
 * @property {string[]} warnings what was wrong with the query, if anything
 *
 * @typedef {object} SearchOptions
 * @property {number} [limit] hits at most, 10 unless told
 * @property {number} [offset] hits to skip
 * @property {boolean} [typing] the last word may be unfinished: a search box says so
 */

/** An opened index. Get one from {@link open}. */
export class Index {
  #module;

  /** @param {Module} module */
  constructor(module) {
    this.#module = module;
  }

  /** How many documents the index holds. */
  get documents() {
    return this.#module.documents;
  }

  /**
   * Searches. A strange query is not an error: it gives an empty answer, or one with `warnings`.
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   * @throws {TypeError} when `query` is not a string
   * @throws {Error} when a part of the index cannot be loaded or is damaged
   */
  async search(query, options = {}) {
    if (typeof query !== "string") {
      throw new TypeError(`search() takes the query as a string, not ${query === null ? "null" : typeof query}`);
    }
    const start = performance.now();
    const answer = await this.#module.search(wellFormed(query), options);
    return { ...answer, took_ms: performance.now() - start };
  }
}

/**
 * Opens an index. Without a url: the one embedded in the module, else the folder that this file stands in.
 * @param {string | URL} [url] the folder that `keyseek build` wrote, relative to the page
 * @returns {Promise<Index>}
 * @throws {Error} when the module or the manifest cannot be loaded; opening again tries again
 */
export async function open(url) {
  if (url === undefined && PLACEMENT !== "folder") {
    await load();
    if (Module.hasEmbedded()) return new Index(Module.embedded());
  }
  const base = folder(url);
  const [manifest] = await Promise.all([fetchManifest(base), load()]);
  return new Index(await Module.open(base.href, manifest));
}

/** @type {Promise<unknown> | undefined} */
let loading;

/** Starts the module, once a page however many indexes are opened. A failure is forgotten, so that one can retry. */
function load() {
  const url = new URL(`./${MODULE_FILE}`, import.meta.url);
  loading ??= init({ module_or_path: url }).catch((cause) => {
    loading = undefined;
    throw new Error(
      `The Keyseek module at ${url} did not start: ${cause.message}. ` +
        "Is the file there, and does the page's Content-Security-Policy allow script-src 'wasm-unsafe-eval'?",
      { cause },
    );
  });
  return loading;
}

/** @param {URL} base */
async function fetchManifest(base) {
  const url = new URL("manifest.keyseek", base);
  let problem;
  try {
    const response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    problem = `HTTP ${response.status}`;
  } catch (cause) {
    problem = /** @type {Error} */ (cause).message;
  }
  throw new Error(`No Keyseek index at ${url}: ${problem}. Is this the folder that \`keyseek build\` wrote?`);
}

/**
 * The index folder as a URL that ends in a slash, so that file names resolve inside it.
 * @param {string | URL} [url]
 */
function folder(url) {
  if (url === undefined) return new URL("./", import.meta.url);
  const base = new URL(url, globalThis.document?.baseURI ?? import.meta.url);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  return base;
}

/**
 * The text with each lone surrogate replaced by U+FFFD: such halves cannot cross into the module.
 * @param {string} text
 * @returns {string}
 */
function wellFormed(text) {
  return text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
