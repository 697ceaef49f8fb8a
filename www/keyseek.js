/**
 * The API: opens an index and searches it.
 *
 *     import { open } from "/search/keyseek.js";
 *     const index = await open();
 *     const { total, hits } = await index.search("kafka 모니터링", { limit: 10 });
 *
 * This file owns what the browser does better than the module could: requests, decompression and the clock. Every
 * decision about text, matching and ranking is in the module, written in Rust; it says which files it needs.
 */

import init, { Index as Module, embeddedFile } from "./keyseek_module.js";

/** The WebAssembly file beside this one. Packing rewrites this to the name that carries the content's hash. */
const MODULE_FILE = "keyseek_module_bg.wasm";

/** The one file of an index with a fixed name. */
const MANIFEST = "manifest.keyseek";

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
 * @property {string[]} tags
 * @property {string} [date] empty when unknown
 * @property {string} [lang] empty when unknown
 * @property {Record<string, unknown>} meta what the source held beyond these fields
 * @property {string} reading how this hit was found: `exact`, `prefix`, `segments`…
 *
 * @typedef {object} Answer
 * @property {string} query the query as it was asked
 * @property {number} total how many documents match; `hits` is the asked-for part of them
 * @property {number} took_ms milliseconds from the call to the answer
 * @property {string | null} reading the best hit's; null when nothing was found
 * @property {string | null} corrected the query as it was understood, when words of it were read as typing errors or
 *   typed on the other layout
 * @property {Hit[]} hits best first
 * @property {string[]} warnings what was wrong with the query, if anything
 *
 * @typedef {object} SearchOptions
 * @property {number} [limit] hits at most, 10 unless told
 * @property {number} [offset] hits to skip
 */

/**
 * Gives a file of an index by its path in the index folder, as it is stored.
 * @callback Place
 * @param {string} path
 * @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>>>}
 */

/** An opened index. Get one from {@link open}. */
export class Index {
  #module;
  #place;
  /** @type {Map<string, Promise<void>>} Files on their way, so that two searches that need one load it once. */
  #loading = new Map();

  /**
   * @param {Module} module
   * @param {Place} place
   */
  constructor(module, place) {
    this.#module = module;
    this.#place = place;
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
   * @throws {TypeError} when `query` is not a string, or an option not a whole number from 0 on
   * @throws {Error} when a part of the index cannot be loaded or is damaged
   */
  async search(query, options = {}) {
    if (typeof query !== "string") {
      throw new TypeError(`search() takes the query as a string, not ${query === null ? "null" : typeof query}`);
    }
    const limit = wholeNumber("limit", options.limit ?? 10);
    const offset = wholeNumber("offset", options.offset ?? 0);
    const text = wellFormed(query);
    const start = performance.now();
    for (;;) {
      const step = this.#module.search(text, limit, offset);
      if (!Array.isArray(step)) return { ...step, took_ms: performance.now() - start };
      await Promise.all(step.map((name) => this.#load(name)));
    }
  }

  /** @param {string} name */
  #load(name) {
    const underway = this.#loading.get(name);
    if (underway) return underway;
    const loading = this.#supply(name).finally(() => this.#loading.delete(name));
    this.#loading.set(name, loading);
    return loading;
  }

  /** @param {string} name */
  async #supply(name) {
    const path = `index/${name}`;
    this.#module.supply(name, await inflate(await this.#place(path), path));
  }
}

/**
 * Opens an index. Without a url: the one embedded in the module, else the folder that this file stands in.
 * @param {string | URL} [url] the folder that `keyseek build` wrote, relative to the page
 * @returns {Promise<Index>}
 * @throws {Error} when the module or the manifest cannot be loaded; opening again tries again
 */
export async function open(url) {
  let place = inFolder(folder(url));
  if (url === undefined && PLACEMENT !== "folder") {
    await load();
    if (embeddedFile(MANIFEST)) place = embedded;
  }
  const [manifest] = await Promise.all([place(MANIFEST).then((stored) => inflate(stored, MANIFEST)), load()]);
  return new Index(new Module(manifest), place);
}

/** @type {Place} */
async function embedded(path) {
  const stored = embeddedFile(/** @type {string} */ (path.split("/").pop()));
  if (!stored) throw new Error(`The Keyseek module carries no ${path}; build it again.`);
  return new Blob([stored]).stream();
}

/**
 * @param {URL} base
 * @returns {Place}
 */
function inFolder(base) {
  return async (path) => {
    const url = new URL(path, base);
    let problem;
    try {
      const response = await fetch(url);
      if (response.ok && response.body) return response.body;
      problem = `HTTP ${response.status}`;
    } catch (cause) {
      problem = /** @type {Error} */ (cause).message;
    }
    const hint = path === MANIFEST ? " Is this the folder that `keyseek build` wrote?" : "";
    throw new Error(`${url} could not be loaded: ${problem}.${hint}`);
  };
}

/**
 * Raw DEFLATE to bytes, by the browser's own decompressor.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 * @param {string} path for the message
 */
async function inflate(stored, path) {
  const inflated = new Response(stored.pipeThrough(new DecompressionStream("deflate-raw")));
  try {
    return new Uint8Array(await inflated.arrayBuffer());
  } catch (cause) {
    throw new Error(`${path} is damaged or broke off; load the page again, or build the index again.`, { cause });
  }
}

/**
 * @param {string} name
 * @param {number} value
 */
function wholeNumber(name, value) {
  if (!Number.isInteger(value) || value < 0) throw new TypeError(`${name} must be a whole number from 0 on`);
  return value;
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

/**
 * The index folder as a URL that ends in a slash, so that file names resolve inside it.
 * @param {string | URL} [url]
 */
function folder(url) {
  if (url === undefined) return new URL("./", import.meta.url);
  const base = new URL(url, globalThis.document?.baseURI ?? import.meta.url);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  base.search = base.hash = "";
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
