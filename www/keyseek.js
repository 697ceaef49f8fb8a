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
import { asked, wellFormed } from "./options.js";

/**
 * The WebAssembly file beside this one, compressed as the index is: few servers compress it, and none as well. Packing
 * rewrites this to the name that carries the content's hash.
 */
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
 * @typedef {object} Section
 * @property {string} url the page's with the fragment of the heading
 * @property {string} title the heading
 * @property {SnippetPart[]} snippet the best place of the section, or its opening; empty when it has no text
 *
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} title
 * @property {SnippetPart[]} title_marks the title, with what matched
 * @property {number} score
 * @property {SnippetPart[]} snippet
 * @property {Section[]} sections at most three of a long page that hold what was asked for, in its order
 * @property {string[]} tags
 * @property {string} [date] empty when unknown
 * @property {string} [lang] empty when unknown
 * @property {Record<string, unknown>} meta what the source held beyond these fields
 * @property {string} reading how this hit was found: `exact`, `prefix`, `segments`…
 * @property {Explanation} [explanation] how the score came about, when that was asked for
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
 * @property {string[]} suggestions when nothing was found: words of the index that begin like those of the query
 * @property {Record<string, Facet>} [facets] by column, for those of the asked-for `facets` that the index has; not there when
 *   none were asked for
 *
 * @typedef {object} Facet how many of the found documents hold each value of a column; a filter of this same column that
 *   wants `any` of several values is left out of account, so that the others show what choosing them would bring
 * @property {number} distinct how many values there are
 * @property {{ value: string | number, count: number }[]} values the first 100 of them, those of most documents first
 *
 * @typedef {object} Explanation the sum of what the clauses add, times the factors, is the score
 * @property {{ clause: number, reading: string, occurrences: Record<string, number>, rarity: number, words: number,
 *   proximity: number }[]} clauses by place in the query
 * @property {number} title_factor more than 1 when the title is the query
 * @property {number} prior_factor what the prior makes of it
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {"text" | "number" | "date"} kind what its values are; a date is a text such as `2018-05-31`
 *
 * @typedef {import("./options.js").SearchOptions} SearchOptions
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
   * What can be filtered, sorted and counted by.
   * @returns {Column[]}
   */
  get columns() {
    const names = this.#module.columns;
    return names.flatMap((name, at) => (at % 2 ? [] : [{ name, kind: names[at + 1] }]));
  }

  /**
   * Searches. A strange query is not an error: it gives an empty answer, or one with `warnings`. An empty query that comes
   * with `filters`, `facets` or `sort` finds all documents that pass.
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   * @throws {TypeError} when `query` is not a string, or an option is of a type that it cannot have
   * @throws {Error} when a part of the index cannot be loaded or is damaged
   */
  async search(query, options = {}) {
    if (typeof query !== "string") {
      throw new TypeError(`search() takes the query as a string, not ${query === null ? "null" : typeof query}`);
    }
    const limit = wholeNumber("limit", options.limit ?? 10);
    const offset = wholeNumber("offset", options.offset ?? 0);
    const pairs = asked(options);
    const text = wellFormed(query);
    const start = performance.now();
    const answer = await this.#ask((module) => module.search(text, limit, offset, pairs));
    return { ...answer, took_ms: performance.now() - start };
  }

  /**
   * Completes the last word of a query: whole queries, those whose last word stands in most documents first.
   * @param {string} query
   * @param {number} [limit]
   * @returns {Promise<string[]>}
   * @throws {Error} when a part of the index cannot be loaded or is damaged
   */
  async suggest(query, limit = 8) {
    const most = wholeNumber("limit", limit);
    return (await this.#ask((module) => module.suggest(wellFormed(query), most))).suggestions;
  }

  /**
   * The documents most like the one with an address, the most alike first; none when the index does not hold it. Their scores
   * say how alike they are, 1 for the same text.
   * @param {string} url as hits give it, or the whole address of the page
   * @param {number} [limit] at most five are listed
   * @returns {Promise<Hit[]>}
   * @throws {Error} when a part of the index cannot be loaded or is damaged
   */
  async similar(url, limit = 5) {
    const most = wholeNumber("limit", limit);
    for (const address of addresses(url)) {
      const { hits } = await this.#ask((module) => module.similar(address, most));
      if (hits.length) return hits;
    }
    return [];
  }

  /**
   * Asks the module until it has what it needs to answer.
   * @param {(module: Module) => Omit<Answer, "took_ms"> | string[]} ask
   */
  async #ask(ask) {
    for (;;) {
      const step = ask(this.#module);
      if (!Array.isArray(step)) return step;
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
 * Raw DEFLATE to what is in it, by the browser's own decompressor.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 * @param {string} [type]
 */
function inflated(stored, type = "application/octet-stream") {
  const headers = { "content-type": type };
  return new Response(stored.pipeThrough(new DecompressionStream("deflate-raw")), { headers });
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 * @param {string} path for the message
 */
async function inflate(stored, path) {
  try {
    return new Uint8Array(await inflated(stored).arrayBuffer());
  } catch (cause) {
    throw new Error(`${path} is damaged or broke off; load the page again, or build the index again.`, { cause });
  }
}

/**
 * What an index may call a page: its address as given, or what of it stands behind the host, with `index.html` or without.
 * @param {string} url
 */
function addresses(url) {
  const { pathname } = new URL(url, globalThis.location?.href ?? "http://localhost/");
  let readable = pathname;
  try {
    readable = decodeURI(pathname);
  } catch {
    // A stray percent sign: the address stays as it is.
  }
  return new Set([url, pathname, readable, readable.replace(/index\.html$/, "")].map(wellFormed));
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

/** The module is compiled while it is still arriving. */
async function start() {
  const stored = await inFolder(new URL("./", import.meta.url))(MODULE_FILE);
  return init({ module_or_path: inflated(stored, "application/wasm") });
}

/** Starts the module, once a page however many indexes are opened. A failure is forgotten, so that one can retry. */
function load() {
  loading ??= start().catch((cause) => {
    loading = undefined;
    throw new Error(
      `The Keyseek module did not start: ${cause.message} ` +
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
