// How many requests of a cold search have to wait for each other, and which files it asks for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage } from "./support/chromium.mjs";
import { coldSearch } from "./support/cold.mjs";
import { serveLarge } from "./support/large.mjs";

/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;

serveLarge((large) => ({ site, browser } = large));

/**
 * Searches cold and compares what was loaded, as "kind:round", the module and the manifest aside.
 * @param {string} query
 * @param {string[]} expected
 * @param {object} [options]
 */
async function check(query, expected, options) {
  const { answer, loaded } = await coldSearch(browser, site.url, query, options);
  assert.ok(answer.total > 0, query);
  const kind = (/** @type {string} */ path) => path.split("/").pop()?.replace("keyseek-secondary", "secondary").replace(/[-.].*/, "");
  const files = loaded.map(({ path, round }) => `${kind(path)}:${round}`);
  assert.deepEqual(files.slice(0, 2).sort(), ["keyseek:1", "manifest:1"], query);
  // Files of one round are asked for in no order that matters.
  const byRound = (/** @type {string} */ file) => file.split(":").reverse().join();
  const sorted = [...new Set(files.slice(2))].sort((a, b) => (byRound(a) < byRound(b) ? -1 : 1));
  assert.deepEqual(sorted, expected, query);
}

test("what strict readings find takes three rounds", async () => {
  await check("keystroke ", ["terms:2", "documents:3"]);
  await check("keystroke를 검색 ", ["positions:2", "terms:2", "documents:3"]);
  // So short a beginning has its answer prepared.
  await check("k", ["prepared:2", "documents:3"]);
  // The second part of the module comes with the terms.
  await check("ㄱㅅ ", ["secondary:2", "terms:2", "documents:3"]);
  await check('"keystroke 검색"', ["positions:2", "secondary:2", "terms:2", "documents:3"]);
});

test("synonyms in other shards cost no round", async () => {
  const { answer, rounds, loaded } = await coldSearch(browser, site.url, "server ");
  assert.ok(loaded.filter(({ path }) => path.includes("/terms-")).length > 1);
  assert.ok(answer.hits.length > 0);
  assert.equal(rounds, 3);
});

test("columns and the code for them come with the terms", () =>
  check("keystroke ", ["columns:2", "secondary:2", "terms:2", "documents:3"], { facets: ["tags"], sort: "-date" }));

test("looser readings name what they need together", async () => {
  // What is near a word is known to the second part of the module, which comes with the shards of its pieces.
  await check("keystorke ", ["terms:2", "secondary:3", "terms:3", "terms:4", "documents:5"]);
  // Few documents hold it as a term, so that it may also be two words.
  await check("keystr", ["terms:2", "terms:3", "positions:4", "documents:5"]);
  // 검ㅅ may be the word 검 with the start of another, as 웹플ㄹ is: that is known once the terms of both are there.
  await check("검ㅅ", ["terms:2", "terms:3", "positions:4", "documents:5"]);
});

test("a slow processor has its turn between the requests of a round", async () => {
  const { page, close } = await newPage(browser);
  await page.goto(site.url);
  const turns = await page.evaluate(async () => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    const index = await open("/search/");
    let now = 0;
    performance.now = () => (now += 20);
    const { scheduler, fetch } = /** @type {any} */ (window);
    const rest = scheduler.yield.bind(scheduler);
    let turn = 0;
    scheduler.yield = () => {
      turn += 1;
      return rest();
    };
    /** @type {number[]} */
    const turns = [];
    window.fetch = (...given) => {
      turns.push(turn);
      return fetch(...given);
    };
    await index.search("keystroke를 검색 ");
    return turns;
  });
  await close();
  assert.ok(turns.length > 5, `${turns.length} requests`);
  assert.equal(new Set(turns).size, turns.length);
});
