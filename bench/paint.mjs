// node bench/paint.mjs [--goals] [SCRIPTS…]
//
// From a key to painted results: how long the page's main thread works for it, at what, and when the reader sees them. Over
// the LibreOffice help in Korean and English, in headless Chromium, with the widget in a page and every key pressed by itself,
// on this processor and on one slowed six times; then what a search takes in the page and in a worker, over the Rust
// documentation, too. Writes bench/PAINT.md, corpus by corpus.
//
// SCRIPTS are folders that scripts/module.sh wrote, dist/module unless told. Several take turns within the run, so that two
// states of the widget are compared under the same load. ROUNDS says how often all is done, once unless told. Indexes are built
// by target/release/keyseek, and kept in dist/paint.
//
// With --goals it measures what goals are about and nothing else, at 60 Hz at full speed and slowed, and prints the table that sets
// it beside them; that takes some five minutes.
//
// For a quick look ONLY names corpora and QUERIES says how many of the queries of each are typed, as in ONLY=help-ko QUERIES=3; the
// report, without workers, is then printed and not kept.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serve } from "../tests/browser/support/serve.mjs";
import { profile } from "./paint/profile.mjs";
import { QUERIES } from "./paint/queries.mjs";
import { goals, report } from "./paint/report.mjs";
import { askWorker } from "./paint/worker.mjs";
import { CORPORA, ROOT } from "./peers/corpora.mjs";

const WORK = path.join(ROOT, "dist/paint");
const COMMAND = path.join(ROOT, "target/release/keyseek");
/** Frames as a screen takes them, and as fast as they come: what the first takes longer is waiting. And the processor's slowdown. */
const SETTINGS = /** @type {[string, number][]} */ ([["60 Hz", 1], ["unlimited", 1], ["60 Hz", 6]]);

/**
 * @typedef {import("./paint/profile.mjs").Profile & { corpus: string, scripts: string, rate: string, slowdown: number }} Run
 * @typedef {{ corpus: string, asked: import("./paint/worker.mjs").Asked[] }} Searched
 */

const forGoals = process.argv[2] === "--goals";
const folders = process.argv.slice(forGoals ? 3 : 2);
const scripts = (folders.length ? folders : ["dist/module"]).map((folder) => path.resolve(folder));
const { ROUNDS = 1, ONLY, QUERIES: MOST } = process.env;
const isQuick = forGoals || Boolean(ONLY || MOST);
const corpora = CORPORA.filter(({ id, profiled }) => id in QUERIES && (profiled || !isQuick) && (!ONLY || ONLY.split(",").includes(id)));

/** @type {Run[]} */
const runs = [];
/** @type {Searched[]} */
const searched = [];
for (const { id, language, profiled, folder } of corpora) {
  const queries = QUERIES[id].slice(0, MOST ? Number(MOST) : undefined);
  const root = site(id, language, folder);
  const served = await serve(root);
  for (let round = 0; profiled && round < Number(ROUNDS); round += 1) {
    for (const [rate, slowdown] of SETTINGS.filter(([rate]) => !forGoals || rate !== "unlimited")) {
      for (const [at, name] of scripts.entries()) {
        const measured = await profile(`${served.url}with-${at}.html`, queries, rate === "unlimited", slowdown);
        runs.push({ ...measured, corpus: id, scripts: path.basename(name), rate, slowdown });
      }
    }
  }
  if (!isQuick) searched.push({ corpus: id, asked: await askWorker(root, "/with-0/keyseek.js", served.url, queries) });
  await served.close();
  console.error(`${id} is measured`);
  if (!isQuick) writeFileSync(path.join(ROOT, "bench/PAINT.md"), report(runs, searched));
}
if (isQuick) console.log(forGoals ? goals(runs) : report(runs, searched));

/**
 * A folder with the index and, for each of the scripts, a page.
 *
 * @param {string} id
 * @param {string} language
 * @param {() => string} pages
 */
function site(id, language, pages) {
  const root = path.join(WORK, id);
  mkdirSync(root, { recursive: true });
  // An index of an older command may have a form that the scripts cannot read.
  const manifest = path.join(root, "search/manifest.keyseek");
  if (!existsSync(manifest) || statSync(manifest).mtimeMs < statSync(COMMAND).mtimeMs) {
    execFileSync(COMMAND, ["build", pages(), "--out", path.join(root, "search"), "--quiet"], { stdio: "inherit" });
  }
  for (const [at, target] of scripts.entries()) {
    const link = path.join(root, `with-${at}`);
    rmSync(link, { force: true });
    symlinkSync(target, link);
    writeFileSync(`${link}.html`, `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>help</title>
<script type="module" src="/with-${at}/keyseek-search.js"></script><keyseek-search index="/search/"></keyseek-search>`);
  }
  return root;
}
