// Measures engines over a corpus, step by step. A step that fails is a result: the others are measured all the same, where they
// can be.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch, Stand } from "./browser.mjs";
import { WORK } from "./corpora.mjs";
import { versionOf } from "./engines.mjs";
import { sizeOf } from "./files.mjs";
import { BUILD, HEAVY_MS, LONG_MS, SLOW_S, WARM_MS } from "./limits.mjs";
import { FAR } from "./link.mjs";
import { watched } from "./process.mjs";
import { documentsOf, queriesFor } from "./queries.mjs";
import { transferSeconds } from "./summary.mjs";
import { typed } from "./typing.mjs";

/** The first of the words are those that fewest pages hold. */
const RARE = 3;
/** Runs over the slow link and of warm searches, at most. */
const FEW = 3;

/**
 * What is measured of an engine, step by step.
 *
 * @typedef {"start" | "build" | "open" | "cold" | "slow" | "rare" | "warm" | "found"} Step
 */

/** @type {Set<Step>} without these there is nothing more to measure */
const VITAL = new Set(["start", "build", "open"]);

/**
 * @typedef {object} CorpusResults
 * @property {string} [missing] why there are no results
 * @property {string} [note] what is not as one run gave it; a new run has none
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
 * @property {Failure[]} failures what could not be measured, and why
 * @property {import("./process.mjs").Usage[]} builds
 * @property {{ bytes: number, files: number }} output
 * @property {import("./browser.mjs").Cold[]} cold
 * @property {import("./browser.mjs").Cold[]} slow the same over the slow link
 * @property {import("./browser.mjs").Cold[]} [far] the same over a link with its latency alone, where the slow one would take too long
 * @property {import("./browser.mjs").Cold[]} rare over the slow link, words that only a few pages hold
 * @property {number[][]} warm milliseconds of each search, by run
 * @property {{ words: Found[], prefixes: Found[] }} found
 *
 * @typedef {{ step: Step, reason: string }} Failure
 *
 * @typedef {{ query: string, wanted: number, got: number, found: number }} Found pages that the scan finds, how many of
 *   them the engine does, and how many pages it finds in all
 *
 * @typedef {object} Options
 * @property {number} [runs] of cold searches
 * @property {boolean} [keep] takes indexes that are built already as they are, with the numbers of that build
 * @property {(text: string) => void} say what is being done
 */

/** The file that holds what was measured over a corpus. */
export const resultsOf = (/** @type {string} */ id) => path.join(WORK, "results", `${id}.json`);

/**
 * Measures, and keeps what was measured beside what there is of other engines.
 *
 * @param {import("./corpora.mjs").Corpus} corpus
 * @param {Record<string, import("./engines.mjs").Engine>} engines
 * @param {Options} options
 */
export async function measure(corpus, engines, { runs = 5, keep = false, say }) {
  const kept = resultsOf(corpus.id);
  /** @type {CorpusResults} */
  const results = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : { engines: {} };
  const loadBefore = os.loadavg()[0];
  const run = new Date().toISOString();
  const save = () => {
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, JSON.stringify(results));
  };
  let pages;
  try {
    pages = corpus.folder();
    delete results.missing;
    delete results.note;
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
  const outOf = (/** @type {string} */ id) => path.join(WORK, "built", corpus.id, id);
  for (const [id, { name, settings }] of Object.entries(engines)) {
    results.engines[id] = {
      run,
      name,
      version: "",
      settings: settings(corpus.language),
      failures: [],
      builds: keep ? (results.engines[id]?.builds ?? []) : [],
      output: { bytes: 0, files: 0 },
      cold: [],
      slow: [],
      rare: [],
      warm: [],
      found: { words: [], prefixes: [] },
    };
  }

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
  /**
   * The step for all engines, in turn, that have come so far.
   *
   * @param {Step} step
   * @param {(id: string, result: Result, engine: import("./engines.mjs").Engine) => Promise<void>} action
   * @param {string} [which] of several
   */
  async function each(step, action, which = "") {
    for (const [id, engine] of Object.entries(engines)) {
      const result = results.engines[id];
      if (result.failures.some((failure) => VITAL.has(failure.step) || failure.step === step)) continue;
      say(`${corpus.id}: ${engine.name}: ${step}${which}`);
      try {
        await retried(() => action(id, result, engine));
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        result.failures.push({ step, reason: message.split("\n")[0] });
        say(`${corpus.id}: ${engine.name}: failed: ${message}`);
      }
      save();
    }
  }

  await each("start", async (_, result, engine) => void (result.version = versionOf(engine)));
  for (let at = 0; at < corpus.builds; at += 1) {
    await each("build", async (id, { builds }, engine) => {
      if (at >= (engine.builds ?? Infinity) || (keep && existsSync(outOf(id)))) return;
      rmSync(outOf(id), { recursive: true, force: true });
      mkdirSync(path.dirname(outOf(id)), { recursive: true });
      const command = engine.command({ pages, documents, out: outOf(id), language: corpus.language });
      builds.push(await watched(command, BUILD));
    });
  }

  /** @type {Map<string, Stand>} */
  const stands = new Map();
  const standOf = (/** @type {string} */ id) => /** @type {Stand} */ (stands.get(id));
  await each("open", async (id, result, engine) => {
    result.output = sizeOf(outOf(id));
    stands.set(id, await Stand.open(engine, outOf(id), path.join(WORK, "keys")));
    // Once without counting: the browser has started, the server has compressed.
    await standOf(id).cold(browser, cold[0], false);
  });
  const isLong = (/** @type {import("./browser.mjs").Cold} */ { ms }) => ms > LONG_MS;
  for (let at = 0; at < runs; at += 1) {
    await each("cold", async (id, { cold: measured }) => {
      for (const query of cold) {
        const isEnough = measured.some(isLong) || (query !== cold[0] && measured.some(({ ms }) => ms > HEAVY_MS));
        if (!isEnough) measured.push(await standOf(id).cold(browser, query, false));
      }
    }, ` ${at + 1} of ${runs}`);
  }
  const isTooSlow = (/** @type {Result} */ result) => (transferSeconds(result) ?? 0) > SLOW_S;
  for (let at = 0; at < Math.min(FEW, runs); at += 1) {
    await each("slow", async (id, result) => {
      if (isTooSlow(result)) {
        result.far ??= [await standOf(id).coldBehind(browser, cold[0], FAR)];
        return;
      }
      for (const query of cold) {
        if (!result.slow.some(isLong)) result.slow.push(await standOf(id).cold(browser, query, true));
      }
    }, ` ${at + 1} of ${Math.min(FEW, runs)}`);
  }
  await each("rare", async (id, result) => {
    if (isTooSlow(result) || result.slow.some(isLong)) return;
    for (const { query } of words.slice(0, RARE)) result.rare.push(await standOf(id).cold(browser, query, true));
  });
  for (let at = 0; at < FEW; at += 1) {
    await each("warm", async (id, { cold: loads, warm }) => {
      const isLongPass = (/** @type {number[]} */ times) => times.reduce((a, b) => a + b, 0) > WARM_MS;
      const isEnough = warm.length > 0 && (warm.some(isLongPass) || loads.some(isLong));
      if (!isEnough) warm.push(await standOf(id).warm(browser, states));
    }, ` ${at + 1} of ${FEW}`);
  }
  await each("found", async (id, result, engine) => {
    const all = [...words, ...prefixes];
    const asked = all.map(({ query }) => query);
    const named = await (engine.findAll?.(outOf(id), asked) ?? standOf(id).all(browser, asked, engine.remembers ?? false));
    const addresses = engine.addresses?.(outOf(id));
    const scored = all.map(({ query, urls }, at) => {
      const pagesFound = named[at].map((name) => addresses?.get(name) ?? engine.siteUrl(name));
      const found = new Set(pagesFound.map((url) => twins[url] ?? url));
      return { query, wanted: urls.length, got: urls.filter((url) => found.has(url)).length, found: found.size };
    });
    result.found = { words: scored.slice(0, words.length), prefixes: scored.slice(words.length) };
  });
  for (const stand of stands.values()) await stand.close();
  results.browser = browser.version();
  for (const id of Object.keys(engines)) results.engines[id].load = [loadBefore, os.loadavg()[0]];
  await browser.close();
  save();
}
