// node bench/paint.mjs [SCRIPTS…]
//
// From a key to painted results: how long the page's main thread works for it, at what, and when the reader sees them. Over
// the LibreOffice help in Korean and English, in headless Chromium, with the widget in a page and every key pressed by itself,
// on this processor and on one slowed six times. Writes bench/PAINT.md.
//
// SCRIPTS are folders that scripts/module.sh wrote, dist/module unless told; several take turns within the run, so that two
// states of the widget are compared under the same load, and are printed instead of written. The index is built by
// target/release/keyseek, and kept in dist/paint.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serve } from "../tests/browser/support/serve.mjs";
import { profile } from "./paint/profile.mjs";
import { QUERIES } from "./paint/queries.mjs";
import { report, table } from "./paint/report.mjs";
import { CORPORA, ROOT } from "./peers/corpora.mjs";

const WORK = path.join(ROOT, "dist/paint");
const COMMAND = path.join(ROOT, "target/release/keyseek");
/** Frames as the screen takes them, and as fast as they come: what is left of the first is waiting. */
const RATES = ["60 Hz", "unlimited"];
/** How often all is measured; the keystrokes of all rounds are taken together. */
const ROUNDS = Number(process.env.ROUNDS ?? 2);

/**
 * @typedef {import("./paint/profile.mjs").Profile & { corpus: string, scripts: string, rate: string, slowdown: number }} Run
 */

const folders = process.argv.slice(2);
const scripts = (folders.length ? folders : ["dist/module"]).map((folder) => path.resolve(folder));
const corpora = CORPORA.filter(({ id }) => id in QUERIES);

/** @type {Run[]} */
const runs = [];
for (const corpus of corpora) {
  const folder = site(corpus);
  const served = await serve(folder);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const rate of RATES) {
      for (const slowdown of [1, 6]) {
        for (const at of scripts.keys()) {
          const measured = await profile(`${served.url}with-${at}.html`, QUERIES[corpus.id], rate === "unlimited", slowdown);
          runs.push({ ...measured, corpus: corpus.id, scripts: scripts[at], rate, slowdown });
          console.error(corpus.id, rate, `× ${slowdown}`, path.basename(scripts[at]), table([runs[runs.length - 1]])[0]);
        }
      }
    }
  }
  await served.close();
}
if (folders.length > 1) console.log(report(runs));
else writeFileSync(path.join(ROOT, "bench/PAINT.md"), report(runs));

/**
 * A folder with the index and, for each of the scripts, a page.
 *
 * @param {import("./peers/corpora.mjs").Corpus} corpus
 */
function site({ id, language, folder }) {
  const root = path.join(WORK, id);
  mkdirSync(root, { recursive: true });
  if (!existsSync(path.join(root, "search/manifest.keyseek"))) {
    execFileSync(COMMAND, ["build", folder(), "--out", path.join(root, "search"), "--quiet"], { stdio: "inherit" });
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
