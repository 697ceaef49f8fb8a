// node bench/peers/main.mjs [--only CORPUS,…] [--engines ENGINE,…] [--runs N] [--keep] [--profile] [--report]
//
// Measures Keyseek beside other engines for static sites, each with its own API in the same Chromium, and writes
// bench/RESULTS.md. What was measured stays in dist/peers/results, a file a corpus, so that a run can be limited to some
// corpora or engines; the report is made of all that is there. --keep takes indexes that are built already as they are,
// with the numbers of that build; --profile measures nothing but the widget; --report only writes the report.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch, Stand } from "./browser.mjs";
import { CORPORA, WORK } from "./corpora.mjs";
import { ENGINES, versionOf } from "./engines.mjs";
import { sizeOf } from "./files.mjs";
import { watched } from "./process.mjs";
import { profile } from "./profile.mjs";
import { documentsOf, queriesFor } from "./queries.mjs";
import { writeReport } from "./report.mjs";
import { typed } from "./typing.mjs";

/** What a peer may take to build an index. */
const LIMITS = { bytes: 6 * 2 ** 30, seconds: 600 };
/** A search over the slow link that takes longer is not repeated: its time is all transfer. */
const LONG_MS = 15_000;
/** The same without the link: it is all parsing, whatever is asked, and one query stands for all. */
const HEAVY_MS = 2_000;
/** The first of the words are those that fewest pages hold. */
const RARE = 3;
/** Without these there is nothing to measure. */
const VITAL = new Set(["start", "build", "serve"]);

/**
 * @typedef {object} CorpusResults
 * @property {string} [missing] why there are no results
 * @property {number} documents
 * @property {number} textBytes
 * @property {string[]} cold the queries of cold searches
 * @property {string} browser its version
 * @property {Record<string, Result>} engines
 *
 * @typedef {object} Result of one engine over one corpus; what is not there was not measured
 * @property {string} run when the run began, the same for all that was measured side by side
 * @property {string} name
 * @property {string} version
 * @property {string} settings
 * @property {number[]} [load] of the machine over the last minute, when the run began and ended
 * @property {string[]} failures what could not be measured, and why
 * @property {boolean} [broken] whether nothing more can be
 * @property {import("./process.mjs").Usage[]} builds
 * @property {{ bytes: number, files: number }} output
 * @property {import("./browser.mjs").Cold[]} cold
 * @property {import("./browser.mjs").Cold[]} slow the same over the slow link
 * @property {import("./browser.mjs").Cold[]} rare over the slow link, words that only a few pages hold
 * @property {number[][]} warm milliseconds of each search, by run
 * @property {{ words: Found[], prefixes: Found[] }} found
 *
 * @typedef {{ query: string, wanted: number, got: number, found: number }} Found pages that the scan finds, how many of
 *   them the engine does, and how many pages it finds in all
 */

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    engines: { type: "string" },
    runs: { type: "string" },
    keep: { type: "boolean" },
    profile: { type: "boolean" },
    report: { type: "boolean" },
  },
});
const run = new Date().toISOString();
const say = (/** @type {string} */ text) => console.log(`${new Date().toTimeString().slice(0, 8)} ${text}`);

/**
 * @template T
 * @param {T[]} all
 * @param {(item: T) => string} idOf
 * @param {string | undefined} wanted
 */
function select(all, idOf, wanted) {
  const ids = wanted?.split(",") ?? all.map(idOf);
  const unknown = ids.filter((id) => !all.some((item) => idOf(item) === id));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there are ${all.map(idOf).join(", ")}`);
  return all.filter((item) => ids.includes(idOf(item)));
}

/** @param {import("./corpora.mjs").Corpus} corpus */
async function measure(corpus) {
  const kept = path.join(WORK, "results", `${corpus.id}.json`);
  /** @type {CorpusResults} */
  const results = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : { engines: {} };
  const loadBefore = os.loadavg()[0];
  const save = () => {
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, JSON.stringify(results));
  };
  let pages;
  try {
    pages = corpus.folder();
    delete results.missing;
  } catch (error) {
    results.missing = /** @type {Error} */ (error).message;
    say(`${corpus.id}: left out: ${results.missing}`);
    return save();
  }
  say(`${corpus.id}: reading`);
  const documents = await documentsOf(corpus);
  const { cold, typed: queries, words, prefixes, twins, ...sizes } = await queriesFor(corpus);
  Object.assign(results, sizes, { cold });
  const states = queries.flatMap(typed).slice(0, corpus.keys);
  const chosen = select(Object.keys(ENGINES), (id) => id, options.engines);
  const outOf = (/** @type {string} */ id) => path.join(WORK, "built", corpus.id, id);
  for (const id of chosen) {
    const before = results.engines[id];
    results.engines[id] = {
      run,
      name: ENGINES[id].name,
      version: "",
      failures: [],
      settings: ENGINES[id].settings(corpus.language),
      builds: options.keep ? (before?.builds ?? []) : [],
      output: { bytes: 0, files: 0 },
      cold: [],
      slow: [],
      rare: [],
      warm: [],
      found: { words: [], prefixes: [] },
    };
  }
  /** @param {string} id @param {string} what @param {() => Promise<void>} action */
  const attempt = async (id, what, action) => {
    const result = results.engines[id];
    if (result.broken) return;
    say(`${corpus.id}: ${result.name}: ${what}`);
    await retried(action).catch((error) => {
      result.failures.push(`${what}: ${error.message.split("\n")[0]}`);
      result.broken = VITAL.has(what);
      say(`${corpus.id}: ${result.name}: failed: ${error.message}`);
    });
    save();
  };

  let browser = await launch();
  /** A browser that has ended takes nothing with it but the step that it was at. */
  async function retried(/** @type {() => Promise<void>} */ action) {
    try {
      await action();
    } catch (error) {
      if (browser.isConnected()) throw error;
      browser = await launch();
      await action();
    }
  }
  for (const id of chosen) {
    await attempt(id, "start", async () => void (results.engines[id].version = versionOf(ENGINES[id])));
  }
  for (let at = 0; at < corpus.builds; at += 1) {
    for (const id of chosen) {
      if (at >= (ENGINES[id].builds ?? Infinity) || (options.keep && existsSync(outOf(id)))) continue;
      await attempt(id, "build", async () => {
        rmSync(outOf(id), { recursive: true, force: true });
        mkdirSync(path.dirname(outOf(id)), { recursive: true });
        const command = ENGINES[id].command({ pages, documents, out: outOf(id), language: corpus.language });
        results.engines[id].builds.push(await watched(command, LIMITS));
      });
    }
  }

  /** @type {Map<string, Stand>} */
  const stands = new Map();
  for (const id of chosen) {
    await attempt(id, "serve", async () => {
      results.engines[id].output = sizeOf(outOf(id));
      stands.set(id, await Stand.open(ENGINES[id], outOf(id), path.join(WORK, "keys")));
      // Once without counting: the browser has started, the server has compressed.
      await stands.get(id)?.cold(browser, cold[0], false);
    });
  }
  const repeats = Number(options.runs ?? 5);
  for (let at = 0; at < repeats; at += 1) {
    for (const [id, stand] of stands) {
      await attempt(id, `cold ${at + 1} of ${repeats}`, async () => {
        const isHeavy = () => results.engines[id].cold.some(({ ms }) => ms > HEAVY_MS);
        for (const query of cold) {
          if (query === cold[0] || !isHeavy()) results.engines[id].cold.push(await stand.cold(browser, query, false));
        }
      });
    }
  }
  for (let at = 0; at < Math.min(3, repeats); at += 1) {
    for (const [id, stand] of stands) {
      const { slow } = results.engines[id];
      if (slow.some(({ ms }) => ms > LONG_MS)) continue;
      await attempt(id, `slow ${at + 1} of ${Math.min(3, repeats)}`, async () => {
        for (const query of cold) {
          if (!slow.some(({ ms }) => ms > LONG_MS)) slow.push(await stand.cold(browser, query, true));
        }
      });
    }
  }
  for (const [id, stand] of stands) {
    const { slow, rare } = results.engines[id];
    if (slow.some(({ ms }) => ms > LONG_MS)) continue;
    await attempt(id, "rare words", async () => {
      for (const { query } of words.slice(0, RARE)) rare.push(await stand.cold(browser, query, true));
    });
  }
  for (let at = 0; at < 3; at += 1) {
    for (const [id, stand] of stands) {
      await attempt(id, `warm ${at + 1} of 3`, async () => {
        results.engines[id].warm.push(await stand.warm(browser, states));
      });
    }
  }
  for (const [id, stand] of stands) {
    await attempt(id, "found", async () => {
      const all = [...words, ...prefixes];
      const asked = all.map(({ query }) => query);
      const engine = ENGINES[id];
      const named = await (engine.findAll?.(outOf(id), asked) ?? stand.all(browser, asked, engine.remembers ?? false));
      const addresses = engine.addresses?.(outOf(id));
      const scored = all.map(({ query, urls }, at) => {
        const pagesFound = named[at].map((name) => addresses?.get(name) ?? engine.siteUrl(name));
        const found = new Set(pagesFound.map((url) => twins[url] ?? url));
        return { query, wanted: urls.length, got: urls.filter((url) => found.has(url)).length, found: found.size };
      });
      results.engines[id].found = { words: scored.slice(0, words.length), prefixes: scored.slice(words.length) };
    });
  }
  for (const stand of stands.values()) await stand.close();
  results.browser = browser.version();
  for (const id of chosen) results.engines[id].load = [loadBefore, os.loadavg()[0]];
  await browser.close();
  save();
}

/** @param {import("./corpora.mjs").Corpus} corpus */
async function measureWidget({ id, ...corpus }) {
  const { typed: queries } = await queriesFor({ id, ...corpus });
  say(`${id}: the widget`);
  const before = os.loadavg()[0];
  const profiles = await profile(path.join(WORK, "built", id, "keyseek"), queries);
  const kept = path.join(WORK, "results", `${id}.widget.json`);
  writeFileSync(kept, JSON.stringify({ profiles, load: [before, os.loadavg()[0]] }));
}

const corpora = options.report ? [] : select(CORPORA, ({ id }) => id, options.only);
for (const corpus of corpora) {
  if (!options.profile) await measure(corpus);
  const asksWidget = corpus.profiled && (options.engines?.split(",").includes("keyseek") ?? true);
  if (asksWidget && existsSync(path.join(WORK, "built", corpus.id, "keyseek"))) await measureWidget(corpus);
  writeReport();
}
writeReport();
