/**
 * The API: opens an index and searches it.
 *
 *     import { open } from "/search/keyseek.js";
 *     const index = await open();
 *     const { total, hits } = await index.search("kafka 모니터링", { limit: 10 });
 *
 * What a caller may ask is checked here, and answers become what he is promised. They come from the module, written in Rust, which
 * decides everything about text, matching and ranking: `searcher.js` asks it on this thread, `remote.js` in a worker. How files are
 * got is `loader.js`; where they are, unless told, is `home.js`.
 */

import { addresses, folderAt } from "./addresses.js";
import { carried, loadRemote, startModule } from "./home.js";
import { inFolder, inflate, persistently } from "./loader.js";
import { COMPLETIONS, SIMILAR, asked, checkQuery, wholeNumber } from "./options.js";
import { MANIFEST, Searcher } from "./searcher.js";
import { PRIMARY, SECONDARY, modules } from "./start.js";

/**
 * Bytes of files, inflated, that are kept for the next search unless told. The 440 keys of 50 queries over 48,526 pages load 42 MB, and
 * with half of this each of them, asked again, would load what the others let go.
 */
const MEMORY = 64 * 1024 * 1024;
/**
 * Documents from which on a worker searches unless told. Over 5,494 documents one search of 90 takes a fast processor more than half a
 * frame, over 10,965 seven do (`bench/PAINT.md`).
 */
const MANY = 10_000;

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
 * @property {boolean} [at_least] true where there may be more than `total`: of words that very many documents hold only the best of
 *   these were looked through
 * @property {number} took_ms milliseconds from the call to the answer
 * @property {string | null} reading the best hit's; null when nothing was found
 * @property {string | null} corrected the query as it was understood, when words of it were read as typing errors or
 *   typed on the other layout
 * @property {Hit[]} hits best first
 * @property {string[]} warnings what was wrong with the query, if anything, and which files are missing
 * @property {string[]} missing names of files of the index that could not be loaded, or `secondary` for the part of the module
 *   that few searches need; what they hold is not in this answer. Of the
 *   hits from `offset` on, those whose texts are in such a file are counted in `total` and left out of `hits`, so the
 *   next page still starts at `offset + limit`. The next search tries the files again
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

/** An opened index. Get one from {@link open}. */
export class Index {
  #searcher;

  /**
   * @param {import("./searcher.js").Answerer} searcher
   * @param {Promise<import("./searcher.js").Answerer>} [other] takes over once it is there
   */
  constructor(searcher, other) {
    this.#searcher = searcher;
    other?.then((other) => (this.#searcher = other)).catch(() => {});
  }

  /** How many documents the index holds. */
  get documents() {
    return this.#searcher.module.documents;
  }

  /**
   * What can be filtered, sorted and counted by.
   * @returns {Column[]}
   */
  get columns() {
    const names = this.#searcher.module.columns;
    return names.flatMap((name, at) => (at % 2 ? [] : [{ name, kind: names[at + 1] }]));
  }

  /**
   * Searches. A strange query is not an error: it gives an empty answer, or one with `warnings`. An empty query that comes
   * with `filters`, `facets` or `sort` finds all documents that pass.
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   * @throws {TypeError} when `query` is not a string, or an option is of a type that it cannot have
   * @throws {Error} when parts of the index cannot be loaded or are damaged, and without them there is nothing to show
   */
  async search(query, options = {}) {
    checkQuery("search", query);
    const limit = wholeNumber("limit", options.limit ?? 10);
    const offset = wholeNumber("offset", options.offset ?? 0);
    const pairs = asked(options);
    const start = performance.now();
    /** @type {Map<string, unknown>} */
    const failed = new Map();
    const answer = await this.#searcher.ask([query, limit, offset, pairs], failed);
    const missing = [...failed.keys()];
    // Where hits should be and none can be shown, or nothing was found, it is better to say why.
    const expected = answer.total > offset && limit > 0;
    if (missing.length && !answer.hits.length && (expected || !answer.total)) throw failed.get(missing[0]);
    for (const name of missing) {
      const what = name === SECONDARY ? "A part of the module" : `index/${name}`;
      answer.warnings.push(`${what} could not be loaded and is missing from this answer.`);
    }
    return { ...answer, missing, took_ms: performance.now() - start };
  }

  /**
   * Completes the last word of a query: whole queries, those whose last word stands in most documents first.
   * @param {string} query
   * @param {number} [limit]
   * @returns {Promise<string[]>}
   * @throws {TypeError} when `query` is not a string
   * @throws {Error} when a part of the index cannot be loaded or is damaged
   */
  async suggest(query, limit = 8) {
    checkQuery("suggest", query);
    const most = wholeNumber("limit", limit);
    return (await this.#searcher.ask([query, most, 0, COMPLETIONS])).suggestions;
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
      const { hits } = await this.#searcher.ask([address, most, 0, SIMILAR]);
      if (hits.length) return hits;
    }
    return [];
  }
}

/**
 * Opens an index. Without a url: the one that was embedded, else the folder that this file stands in.
 * @param {string | URL} [url] the folder that `keyseek build` wrote, relative to the page
 * @param {object} [options]
 * @param {number} [options.memory] bytes of the index, inflated, that are kept for the next search, 64 MiB unless told; what
 *   was not used for the longest time goes first, and is loaded again when it is needed
 * @param {boolean} [options.worker] whether a worker searches, so that the page is never kept waiting by a search: unless told, for an
 *   index of many documents. Until it runs, and where the browser or the page's policy allows none, the page does it itself
 * @returns {Promise<Index>}
 * @throws {Error} when the module or the manifest cannot be loaded; opening again tries again
 */
export async function open(url, { memory = MEMORY, worker } = {}) {
  if (!(memory >= 0)) throw new TypeError("memory must be a number from 0 on");
  const base = folderAt(url);
  const start = (/** @type {import("./start.js").Part} */ part) => startModule(part, base);
  const place = (url === undefined && (await carried(start))) || inFolder(base);
  /** @param {RequestCache} [cache] */
  const getManifest = (cache) => persistently((again) => inflate(place, MANIFEST, cache ?? again));
  const [manifest] = await Promise.all([getManifest().catch(explain), start(PRIMARY)]);
  const searcherOf = (/** @type {Uint8Array<ArrayBuffer>} */ manifest) => new Searcher(manifest, place, start, memory);
  let searcher;
  try {
    searcher = searcherOf(manifest);
  } catch {
    // It may have been damaged, or out of step with this script, in the browser's cache only.
    searcher = searcherOf(await getManifest("reload"));
  }
  return new Index(searcher, (worker ?? searcher.module.documents >= MANY) ? remoteOf(searcher, base.href, memory) : undefined);
}

/**
 * What has a worker answer in the place of the page. It is loaded once the page has answered what it was asked first, which then comes
 * sooner; what was loaded for that is kept for the worker.
 * @param {Searcher} searcher
 * @param {string} base
 * @param {number} memory
 */
async function remoteOf(searcher, base, memory) {
  searcher.kept = new Map();
  try {
    await searcher.idle();
    const { Remote } = await loadRemote();
    return new Remote(searcher, base, memory, modules);
  } catch (error) {
    searcher.kept = undefined;
    throw error;
  }
}

/**
 * @param {Error} cause
 * @returns {never}
 */
function explain(cause) {
  throw new Error(`${cause.message} Is this the folder that \`keyseek build\` wrote?`, { cause });
}
