// node bench/peers/million.mjs [--documents N] [--gigabytes N] [--minutes N] [--collection]
//
// Builds an index of a million made documents and searches it once cold: what becomes of time, memory and bytes far beyond the
// size that Keyseek is meant for. --gigabytes (12) and --minutes (60) end the build when it takes more. --collection only writes
// the documents, to dist/peers/million/documents.jsonl.

import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch, Stand } from "./browser.mjs";
import { statisticsOf, writeCollection } from "./collection.mjs";
import { ROOT, WORK } from "./corpora.mjs";
import { ENGINES, versionOf } from "./engines.mjs";
import { sizeOf } from "./files.mjs";
import { watched } from "./process.mjs";
import { writeReport } from "./report.mjs";

/** Places in the order of frequency of the words that are asked for, alone and together. */
const RANKS = [[300], [3000], [20000], [150, 1200]];

const { values: options } = parseArgs({
  options: {
    documents: { type: "string", default: "1000000" },
    gigabytes: { type: "string", default: "12" },
    minutes: { type: "string", default: "60" },
    collection: { type: "boolean" },
  },
});
const documents = Number(options.documents);
const folder = path.join(WORK, "million");
const file = path.join(folder, "documents.jsonl");
const out = path.join(folder, "keyseek");
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
 * @property {import("./browser.mjs").Cold[]} [cold]
 * @property {import("./browser.mjs").Cold[]} [slow]
 */

const blog = path.join(path.resolve(process.env.KEYSEEK_SHARED ?? path.join(ROOT, "../shared")), "corpora/yceffort-blog/posts");
if (!existsSync(blog)) throw new Error("corpora/yceffort-blog is missing; set KEYSEEK_SHARED to the folder that holds it");
const statistics = statisticsOf(blog);
mkdirSync(folder, { recursive: true });
await writeCollection(statistics, documents, file);
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
    await measure(result);
  } catch (error) {
    result.failed = /** @type {Error} */ (error).message;
    console.error(result.failed);
  }
  mkdirSync(path.join(WORK, "results"), { recursive: true });
  writeFileSync(path.join(WORK, "results/million.json"), JSON.stringify(result));
  writeReport();
}

/** @param {Million} result */
async function measure(result) {
  rmSync(out, { recursive: true, force: true });
  const limits = { bytes: Number(options.gigabytes) * 1e9, seconds: Number(options.minutes) * 60 };
  result.build = await watched(engine.command({ pages: file, documents: file, out, language: "ko" }), limits);
  result.output = sizeOf(out);
  console.log(result.build, result.output);
  const browser = await launch();
  const stand = await Stand.open(engine, out, path.join(WORK, "keys"));
  const plain = statistics.words.filter((word) => /^[a-z가-힣]{2,}$/.test(word));
  const queries = RANKS.map((ranks) => ranks.map((rank) => plain[Math.min(rank, plain.length - 1)]).join(" "));
  result.cold = [];
  result.slow = [];
  for (const query of queries) {
    result.cold.push(await stand.cold(browser, query, false));
    result.slow.push(await stand.cold(browser, query, true));
  }
  await stand.close();
  await browser.close();
}
