// Lists in tiers: a page answers as the command does, loads the best of a word first, and the widget says that there are more.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildSite } from "./support/build-site.mjs";
import { launch, newPage } from "./support/chromium.mjs";
import { serve } from "./support/serve.mjs";

const COMMAND = fileURLToPath(new URL("../../target/release/keyseek", import.meta.url));
const TIERS = /\/tiers-/;
const SECONDARY = /keyseek-secondary-/;
const SPELLING = /\/spelling-/;
const DOCUMENTS = 300;
const FIRST_TIER = 24;
const TAG = '<script type="module" src="/search/keyseek-search.js"></script><keyseek-search></keyseek-search>';

/** @type {import("./support/build-site.mjs").BuiltSite} */
let built;
/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/chromium.mjs").WatchedPage} */
let watched;
/** @type {import("playwright-core").Page} */
let page;
/** @type {RegExp | undefined} what the console may hold */
let allowed;

before(async () => {
  const sources = await mkdtemp(path.join(tmpdir(), "keyseek-tiers-"));
  const lines = Array.from({ length: DOCUMENTS }, (_, at) => {
    const body = `${"turbine ".repeat((at % 7) + 1)}${at % 3 ? "valve" : "검색을 rotor"} ${at % 50 ? "" : "gasket"}`;
    return JSON.stringify({ url: `/${at}/`, title: `Page ${at}`, body });
  });
  await writeFile(path.join(sources, "tiers.jsonl"), lines.join("\n"));
  built = await buildSite(sources, ["--first-tier", String(FIRST_TIER)]);
  await rm(sources, { recursive: true });
  const page = (/** @type {string} */ body) => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>tiers</title>${body}`;
  await writeFile(path.join(built.folder, "index.html"), page(""));
  await writeFile(path.join(built.folder, "tag.html"), page(TAG));
  site = await serve(built.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await built?.remove();
});
beforeEach(async () => {
  watched = await newPage(browser);
  page = watched.page;
  allowed = undefined;
  site.faults.clear();
  await page.goto(site.url);
  site.forget();
});
afterEach(async () => {
  watched.assertClean(allowed);
  await watched.close();
});

/**
 * What searches of one opened index give, without the time, or their errors.
 * @param {[query: string, options?: object][]} searches
 * @returns {Promise<any[]>}
 */
const search = (searches) =>
  page.evaluate(async (searches) => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    const index = await open();
    const answers = [];
    for (const [query, options] of searches) {
      answers.push(await index.search(query, options).then((/** @type {object} */ answer) => ({ ...answer, took_ms: 0 }), String));
    }
    return answers;
  }, searches);

const loaded = (/** @type {RegExp} */ pattern) => site.requests.filter(({ path }) => pattern.test(path)).length;

/** A number as single precision holds it, in which scores are computed. @param {string} _ @param {unknown} value */
const rounded = (_, value) => (typeof value === "number" ? Math.fround(value) : value);

test("answers are those of the command", async () => {
  const queries = ["turbine ", "turbine valve ", "검색 rotor ", "turb", "gasket turbine ", '"turbine valve"', "turbine -valve ", "valev ", "balve ", "turbnie rotor ", "turibn", "덤색 "];
  const answers = await search(queries.map((query) => [query]));
  for (const [at, query] of queries.entries()) {
    const { stdout } = await promisify(execFile)(COMMAND, ["search", built.search, query, "--json"]);
    const { took_ms, ...expected } = JSON.parse(stdout, rounded);
    const { missing, took_ms: _, ...given } = JSON.parse(JSON.stringify(answers[at]), rounded);
    assert.deepEqual([missing, given], [[], expected], query);
  }
});

test("of a frequent word the first tier is loaded, and all where all is asked for", async () => {
  const [best] = await search([["turbine "]]);
  assert.deepEqual([best.total, best.at_least, best.hits.length], [FIRST_TIER, true, 10]);
  assert.deepEqual([loaded(TIERS), loaded(SECONDARY)], [1, 1]);
  site.forget();
  const [all] = await search([["turbine ", { facets: ["lang"] }]]);
  assert.deepEqual([all.total, all.at_least], [DOCUMENTS, undefined]);
  assert.equal(loaded(TIERS), 3);
});

test("without the second part of the module nothing is found, and it says why", async () => {
  site.faults.set(SECONDARY, "missing");
  allowed = /404 \(Not Found\)/;
  const [answer] = await search([["turbine "]]);
  assert.match(answer, /secondary/);
});

test("a tier that cannot be had is missing", async () => {
  site.faults.set(TIERS, "missing");
  allowed = /404 \(Not Found\)/;
  const [answer, sound] = await search([["turbine gasket "], ["page "]]);
  assert.match(answer.missing?.join() ?? answer, /tiers-/);
  assert.match(String(sound.missing ?? sound), /tiers-/);
  site.faults.clear();
  const [again] = await search([["turbine "]]);
  assert.deepEqual([again.missing, again.total], [[], FIRST_TIER]);
});

test("a misspelt word is looked for among frequent ones, and is none where these cannot be had", async () => {
  site.faults.set(SPELLING, "missing");
  allowed = /404 \(Not Found\)/;
  const [answer] = await search([["balve turbine "]]);
  assert.deepEqual([answer.corrected, answer.hits.length], [null, 10]);
  assert.match(answer.missing.join(), /^spelling-[^,]*(,spelling-[^,]*)*$/);
  site.faults.clear();
  site.forget();
  const [again] = await search([["balve turbine "]]);
  assert.deepEqual([again.corrected, again.missing], ["valve turbine ", []]);
  assert.ok(loaded(SPELLING) > 0);
});

test("the widget says that there are more, and goes on beyond what was counted", async () => {
  await page.goto(`${site.url}tag.html`);
  const box = page.locator("keyseek-search input");
  await box.click();
  await box.fill("turbine ");
  const total = page.locator("keyseek-search .total");
  await total.waitFor();
  assert.match((await total.textContent()) ?? "", new RegExp(`^${FIRST_TIER}\\+ results`));
  const options = page.locator('keyseek-search [role="option"]');
  await page.waitForFunction(() => (document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll('[role="option"]').length ?? 0) === 10);
  for (let pages = 2; pages <= 4; pages += 1) {
    await page.locator("keyseek-search .foot button, keyseek-search [part~='more']").first().click();
    await page.waitForFunction((count) => document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll('[role="option"]').length === count, pages * 10);
  }
  const urls = await options.evaluateAll((options) => options.map((option) => option.getAttribute("href")));
  assert.equal(new Set(urls).size, 40);
});
