// node bench/peers/main.mjs [--only CORPUS,…] [--engines ENGINE,…] [--runs N] [--keep] [--profile] [--report]
//
// Measures Keyseek beside other engines for static sites, each with its own API in the same Chromium, and writes
// bench/RESULTS.md. What was measured stays in dist/peers/results, a file a corpus, so that a run can be limited to some
// corpora or engines; the report is made of all that is there. --keep takes indexes that are built already as they are,
// with the numbers of that build; --profile measures nothing but the widget; --report only writes the report.

import { existsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { CORPORA, WORK } from "./corpora.mjs";
import { ENGINES } from "./engines.mjs";
import { measure } from "./measure.mjs";
import { profile } from "./profile.mjs";
import { queriesFor } from "./queries.mjs";
import { writeReport } from "./report.mjs";

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
// Playwright closes its browsers and goes on, and a browser that has ended is started again.
process.once("SIGTERM", () => process.exit(143));
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
async function measureWidget({ id, ...corpus }) {
  const { typed: queries } = await queriesFor({ id, ...corpus });
  say(`${id}: the widget`);
  const before = os.loadavg()[0];
  const profiles = await profile(path.join(WORK, "built", id, "keyseek"), queries);
  const kept = path.join(WORK, "results", `${id}.widget.json`);
  writeFileSync(kept, JSON.stringify({ profiles, load: [before, os.loadavg()[0]] }));
}

const corpora = options.report ? [] : select(CORPORA, ({ id }) => id, options.only);
const engines = Object.fromEntries(select(Object.entries(ENGINES), ([id]) => id, options.engines));
for (const corpus of corpora) {
  if (!options.profile) {
    const runs = options.runs === undefined ? corpus.runs : Number(options.runs);
    await measure(corpus, engines, { runs, keep: options.keep, say });
  }
  const asksWidget = corpus.profiled && "keyseek" in engines;
  if (asksWidget && existsSync(path.join(WORK, "built", corpus.id, "keyseek"))) await measureWidget(corpus);
  writeReport();
}
writeReport();
