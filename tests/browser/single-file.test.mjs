// `keyseek build --single-file`: one classic script in a page that is opened from the disk, with no server at all.

import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { buildSite } from "./support/build-site.mjs";
import { launch, newPage } from "./support/chromium.mjs";

const HEAD = '<!doctype html><html lang="ko"><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>';
const PAGE = `${HEAD}<script src="search/keyseek-single.js"></script><keyseek-search></keyseek-search>`;

/** @type {import("./support/build-site.mjs").BuiltSite} */
let built;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/chromium.mjs").WatchedPage} */
let watched;
/** @type {string[]} */
let requests;

before(async () => {
  // From a disk there is no root of a site: addresses are relative to the page.
  built = await buildSite("posts", ["--single-file", "--base-url", "."]);
  await writeFile(path.join(built.folder, "index.html"), PAGE);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await built?.remove();
});

beforeEach(async () => {
  watched = await newPage(browser);
  requests = [];
  watched.page.on("request", (request) => requests.push(request.url()));
  await watched.page.goto(pathToFileURL(path.join(built.folder, "index.html")).href);
});

afterEach(async () => {
  watched.assertClean();
  await watched.close();
});

test("the folder holds the script and the list of what was written", async () => {
  assert.deepEqual((await readdir(built.search)).sort(), ["keyseek-files.json", "keyseek-single.js"]);
});

test("the tag searches as the reader types, and nothing is asked for", async () => {
  const { page } = watched;
  await page.locator("keyseek-search input").click();
  for (const state of ["ㄱ", "거", "검", "검ㅅ", "검새", "검색"]) {
    await page.locator("keyseek-search input").fill(state);
    await page.locator('keyseek-search [role="option"]').first().waitFor();
  }
  const href = await page.locator('keyseek-search [role="option"]').first().getAttribute("href");
  assert.match(href?.replace(pathToFileURL(built.folder).href, "") ?? "", /^\/(ko|en)\/[a-z-]+\/$/);
  assert.deepEqual(requests.map((url) => path.basename(url)), ["index.html", "keyseek-single.js"]);
});

test("the API is a global", async () => {
  const answer = await watched.page.evaluate(async () => {
    // A wish that is not granted: there is no file to start a worker from.
    const index = await /** @type {any} */ (window).keyseek.open(undefined, { worker: true });
    return index.search("keystroke 검색", { facets: "tags" });
  });
  assert.ok(answer.total > 0 && answer.facets.tags.distinct > 0);
  assert.deepEqual(answer.missing, []);
  assert.deepEqual([watched.page.workers().length, requests.length], [0, 2]);
  const folder = await buildSite("posts");
  try {
    assert.ok((await readdir(folder.search)).every((name) => name !== "keyseek-single.js"));
  } finally {
    await folder.remove();
  }
});
