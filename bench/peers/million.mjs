// node bench/peers/million.mjs [--documents N] [--gigabytes N] [--minutes N] [--collection] [--searches] [--report]
//
// Builds an index of a million made documents, and searches it from nothing and while it is typed: what becomes of time, memory and
// bytes far beyond the size that most sites have. --gigabytes (12) and --minutes (60) end the build when it takes more. --collection
// only writes the documents, to dist/peers/million; --searches asks the index that is there and keeps what its build took. The
// results go to dist/peers/results/million.json, and with --report into bench/RESULTS.md.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch, Stand } from "./browser.mjs";
import { statisticsOf, writeCollection } from "./collection.mjs";
import { ROOT, WORK } from "./corpora.mjs";
import { ENGINES, versionOf } from "./engines.mjs";
import { sizeOf } from "./files.mjs";
import { asked } from "./million-queries.mjs";
import { watched } from "./process.mjs";
import { writeReport } from "./report.mjs";
import { typed } from "./typing.mjs";

const { values: options } = parseArgs({
  options: {
    documents: { type: "string", default: "1000000" },
    gigabytes: { type: "string", default: "12" },
    minutes: { type: "string", default: "60" },
    collection: { type: "boolean" },
    searches: { type: "boolean" },
    report: { type: "boolean" },
  },
});
const documents = Number(options.documents);
const folder = path.join(WORK, "million");
const file = path.join(folder, `documents-${documents}.jsonl`);
const out = path.join(folder, "keyseek");
const results = path.join(WORK, "results/million.json");
const engine = ENGINES.keyseek;

/**
 * @typedef {object} Million
 * @property {number} documents
 * @property {number} inputBytes
 * @property {string} version
 * @property {string} date
 * @property {number} load of the machine when the build began
 * @property {string} [failed]
 * @property {import("./process.mjs").Usage} [build]
 * @property {{ bytes: number, files: number }} [output]
 * @property {ColdOfKind[]} [cold] unshaped
 * @property {ColdOfKind[]} [slow] the same queries behind the slow link
 * @property {Warm[]} [warm]
 *
 * @typedef {import("./browser.mjs").Cold & { kind: string }} ColdOfKind
 *
 * @typedef {object} Warm
 * @property {string} kind
 * @property {number} queries
 * @property {number[]} times milliseconds, a number for each key
 */

const blog = path.join(path.resolve(process.env.KEYSEEK_SHARED ?? path.join(ROOT, "../shared")), "corpora/yceffort-blog/posts");
if (!existsSync(blog)) throw new Error("corpora/yceffort-blog is missing; set KEYSEEK_SHARED to the folder that holds it");
const statistics = statisticsOf(blog);
mkdirSync(folder, { recursive: true });
if (!existsSync(file)) {
  await writeCollection(statistics, documents, `${file}.part`);
  renameSync(`${file}.part`, file);
}
console.log(`${documents} documents, ${statSync(file).size} bytes`);
if (!options.collection) {
  /** @type {Million} */
  const result = {
    documents,
    inputBytes: statSync(file).size,
    version: versionOf(engine),
    date: new Date().toISOString().slice(0, 10),
    load: os.loadavg()[0],
  };
  try {
    if (options.searches) Object.assign(result, kept());
    else await build(result);
    await search(result);
  } catch (error) {
    result.failed = /** @type {Error} */ (error).message;
    console.error(result.failed);
  }
  mkdirSync(path.dirname(results), { recursive: true });
  writeFileSync(results, JSON.stringify(result));
  if (options.report) writeReport();
}

/** What a build before took. */
function kept() {
  const { load, build: usage, output } = /** @type {Million} */ (JSON.parse(readFileSync(results, "utf8")));
  return { load, build: usage, output };
}

/** @param {Million} result */
async function build(result) {
  rmSync(out, { recursive: true, force: true });
  const limits = { bytes: Number(options.gigabytes) * 1e9, seconds: Number(options.minutes) * 60 };
  result.build = await watched(engine.command({ pages: file, documents: file, out, language: "ko" }), limits);
  result.output = sizeOf(out);
  console.log(result.build, result.output);
}

/** @param {Million} result */
async function search(result) {
  const { cold, warm } = await asked(statistics, file);
  const browser = await launch();
  const stand = await Stand.open(engine, out, path.join(WORK, "keys"));
  result.cold = [];
  result.slow = [];
  for (const { kind, query } of cold) {
    for (const slow of [false, true]) {
      const one = await stand.cold(browser, query, slow);
      console.log(`${kind} "${query}": ${one.bytes} bytes, ${one.requests.length} requests, ${one.rounds} rounds, ${one.ms.toFixed(0)} ms, ${one.hits} hits`);
      result[slow ? "slow" : "cold"]?.push({ kind, ...one });
    }
  }
  result.warm = [];
  for (const { kind, queries } of warm) {
    const times = await stand.typed(browser, queries.map(typed));
    result.warm.push({ kind, queries: queries.length, times });
    console.log(`${kind}: ${times.length} keys`);
  }
  await stand.close();
  await browser.close();
}
