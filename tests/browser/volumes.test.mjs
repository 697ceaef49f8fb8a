// Parts of files, from hosts that give them and from hosts that always give whole files.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { readFile, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { newPage } from "./support/chromium.mjs";
import { buildLarge, serveLarge } from "./support/large.mjs";
import { serve } from "./support/serve.mjs";

/** Of every kind of file; the first needs one shard of terms, so that its answer is the first that is known of the host. */
const QUERIES = ["keystroke ", "검색 엔진", "keystorke 검ㅅ", "ㄱㅅ ", '"keystroke 검색"', "k"];
const OPTIONS = { facets: ["tags"], sort: "-date", limit: 30 };

/** @typedef {import("./support/serve.mjs").Fault} Fault */

/** @type {string} */
let sources;
/** @type {import("./support/build-site.mjs").BuiltSite} */
let built;
/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/chromium.mjs").WatchedPage} */
let watched;

serveLarge((large) => ({ sources, built, site, browser } = large));

beforeEach(async () => {
  watched = await newPage(browser);
  site.givesParts = true;
  site.caching = "no-store";
  site.intercept = undefined;
});

afterEach(() => watched.close());

/**
 * What a page that has loaded nothing answers to all queries, one after the other, from a site.
 * @param {import("./support/serve.mjs").Site} site
 */
async function answers(site) {
  await watched.page.goto(site.url);
  site.forget();
  return watched.page.evaluate(
    async ([queries, options]) => {
      const { open } = await import(`${location.origin}/search/keyseek.js`);
      const index = await open();
      const answers = [];
      for (const query of queries) {
        answers.push({ ...(await index.search(query)), took_ms: 0 }, { ...(await index.search(query, options)), took_ms: 0 });
      }
      return [...answers, await index.similar(answers[0].hits[0].url)];
    },
    /** @type {const} */ ([QUERIES, OPTIONS]),
  );
}

/** What was asked for of the index: the path of each file and the part, if one was asked for. */
const asked = () =>
  site.requests
    .filter(({ path }) => path.includes("/index/"))
    .map(({ path, bytes }) => ({ file: path.split("?")[0], part: path.split("?")[1], bytes }));

test("a host that gives parts is asked for no byte too much", async () => {
  await answers(site);
  const requests = asked();
  assert.ok(requests.some(({ part }) => part));
  for (const { file, part, bytes } of requests) {
    const [first, last] = (part ?? `0-${(await stat(path.join(built.folder, file))).size - 1}`).split("-").map(Number);
    assert.equal(bytes, last - first + 1, `${file} ${part}`);
  }
  const names = requests.map(({ file, part }) => `${file}?${part}`);
  assert.equal(new Set(names).size, names.length);
  watched.assertClean();
});

test("blocks of documents are inflated behind the primer", async () => {
  const [{ hits }] = await answers(site);
  const manifest = inflateRawSync(await readFile(path.join(built.search, "manifest.keyseek")));
  const length = manifest.readUInt16LE(11);
  const primer = manifest.subarray(10, 15 + length);
  assert.ok(length > 300, `${length}`);
  const blocks = asked().filter(({ file }) => file.includes("/documents-"));
  let texts = "";
  let alone = 0;
  for (const { file, part } of blocks) {
    const [first, last] = (part ?? "0-").split("-");
    const stored = (await readFile(path.join(built.folder, file))).subarray(+first, last ? +last + 1 : undefined);
    texts += inflateRawSync(Buffer.concat([primer, stored])).toString("utf8", length);
    try {
      inflateRawSync(stored);
      alone += 1;
    } catch {
      // It refers back to what is not there.
    }
  }
  assert.ok(hits.length && hits.every((/** @type {{ title: string }} */ { title }) => texts.includes(title)));
  assert.ok(alone < blocks.length, `${alone} of ${blocks.length} refer to nothing`);
});

test("a host that gives whole files answers the same, and each is loaded once", async () => {
  const expected = await answers(site);
  site.givesParts = false;
  site.caching = "max-age=600";
  assert.deepEqual(await answers(site), expected);
  // The host is known from the first answer on, which the browser's cache has under the address of the part.
  const [first, ...requests] = asked();
  assert.ok(first.part && requests.length > 2 && requests.every(({ part }) => !part), JSON.stringify(requests));
  assert.equal(new Set(requests.map(({ file }) => file)).size, requests.length, JSON.stringify(requests));
  watched.assertClean();
});

test("parts and whole files that fail are asked for again", async () => {
  const expected = await answers(site);
  for (const givesParts of [true, false]) {
    site.givesParts = givesParts;
    for (const fault of /** @type {Fault[]} */ (["error", "cut", "short", "damaged", "shifted"])) {
      if (fault === "shifted" && !givesParts) continue;
      const failed = new Set();
      site.intercept = (path) => {
        if (!path.includes("/index/") || failed.has(path)) return undefined;
        failed.add(path);
        return fault;
      };
      const what = `${fault}, ${givesParts ? "parts" : "whole files"}`;
      assert.deepEqual(await answers(site), expected, what);
      assert.ok(asked().length > failed.size, what);
    }
  }
});

test("a whole file that fails is asked for once more, however many parts of it are waited for", async () => {
  site.givesParts = false;
  for (const fault of /** @type {Fault[]} */ (["error", "cut", "short", "damaged"])) {
    await watched.page.goto(site.url);
    const search = (/** @type {string} */ query) =>
      watched.page.evaluate(async (query) => {
        const { open } = await import(`${location.origin}/search/keyseek.js`);
        const page = /** @type {any} */ (window);
        page.index ??= await open();
        return (await page.index.search(query, { limit: 30 })).hits.length;
      }, query);
    await search("keystroke ");
    const failed = new Set();
    site.forget();
    site.intercept = (path) => {
      if (!path.includes("/index/") || failed.has(path)) return undefined;
      failed.add(path);
      return fault;
    };
    assert.equal(await search("k"), 30);
    assert.ok(failed.size > 0, fault);
    // What is damaged or cut off may be none of the parts that are waited for.
    const [files, times] = [asked().map(({ file }) => file), fault === "error" || fault === "cut" ? [2] : [1, 2]];
    for (const file of files) {
      assert.ok(times.includes(files.filter((other) => other === file).length), `${fault}: ${files}`);
    }
    site.intercept = undefined;
  }
});

test("an index for hosts without parts has a file for each", async () => {
  const expected = await answers(site);
  const without = await buildLarge("posts", sources, ["--no-ranges"]);
  const other = await serve(without.folder);
  try {
    assert.deepEqual(await answers(other), expected);
    const requests = other.requests.map(({ path }) => path).filter((path) => path.includes("/index/"));
    assert.ok(requests.every((path) => !path.includes("?")));
    assert.equal(new Set(requests).size, requests.length);
    const files = async (/** @type {string} */ folder) => (await readdir(path.join(folder, "index"))).length;
    assert.ok((await files(without.search)) > (await files(built.search)));
    watched.assertClean();
  } finally {
    await other.close();
    await without.remove();
  }
});
