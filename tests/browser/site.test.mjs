// A folder that `keyseek build` wrote, through the API: what it answers, what it loads and when, and how it fails.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { buildSite } from "./support/build-site.mjs";
import { launch, newPage } from "./support/chromium.mjs";
import { serve } from "./support/serve.mjs";

const EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>';
const TAG = `${EMPTY}<script type="module" src="/search/keyseek-search.js"></script><keyseek-search></keyseek-search>`;

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

before(async () => {
  built = await buildSite("posts");
  await writeFile(path.join(built.folder, "index.html"), EMPTY);
  await writeFile(path.join(built.folder, "tag.html"), TAG);
  await mkdir(path.join(built.folder, "deep/er"), { recursive: true });
  await writeFile(path.join(built.folder, "deep/er/index.html"), EMPTY);
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
  page.setDefaultTimeout(10_000);
  await page.goto(site.url);
  site.forget();
  site.faults.clear();
  site.delayMs = 0;
});

afterEach(() => watched.close());

/**
 * Opens the index in the page and searches it, query after query.
 * @param {string[]} queries
 * @param {object} [options]
 */
function search(queries, options = {}) {
  return page.evaluate(
    async ({ queries, options }) => {
      const { open } = await import(`${location.origin}/search/keyseek.js`);
      const index = await open();
      const answers = [];
      for (const query of queries) answers.push(await index.search(query, options));
      return answers;
    },
    { queries, options },
  );
}

/**
 * The message of the error that the code ends in.
 * @param {string} code with `open` in scope
 * @returns {Promise<string>} as "Name: message"
 */
function failure(code) {
  return page.evaluate(async (code) => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    try {
      await new Function("open", `return (async () => { ${code} })()`)(open);
      return "none";
    } catch (error) {
      return `${/** @type {Error} */ (error).name}: ${/** @type {Error} */ (error).message}`;
    }
  }, code);
}

const paths = () => site.requests.map(({ path }) => path);

test("an answer has the promised shape", async () => {
  const [{ query, total, took_ms, hits, warnings }] = await search(["색인"], { limit: 3 });
  assert.equal(query, "색인");
  assert.ok(total >= hits.length && hits.length > 0 && hits.length <= 3);
  assert.ok(took_ms > 0 && took_ms < 10_000);
  assert.ok(Array.isArray(warnings));
  for (const hit of hits) {
    assert.match(hit.url, /^\/(ko|en)\/[a-z0-9-]+\/$/);
    assert.equal(typeof hit.title, "string");
    assert.equal(typeof hit.score, "number");
    assert.ok(hit.snippet.every((/** @type {any} */ run) => typeof run.text === "string" && typeof run.mark === "boolean"));
    assert.ok(hit.snippet.some((/** @type {any} */ run) => run.mark), `nothing is marked in ${hit.title}`);
    assert.ok(Array.isArray(hit.tags));
    assert.match(hit.date, /^\d{4}-\d\d-\d\d/);
    assert.ok(["ko", "en"].includes(hit.lang));
  }
  watched.assertClean();
});

test("pages of an answer follow each other without a gap or a repeat", async () => {
  const [all] = await search(["search"], { limit: 100 });
  const parts = [];
  for (let offset = 0; offset < all.total; offset += 4) {
    const [part] = await search(["search"], { limit: 4, offset });
    assert.equal(part.total, all.total);
    parts.push(...part.hits);
  }
  assert.deepEqual(parts.map(({ url }) => url), all.hits.map((/** @type {any} */ hit) => hit.url));
});

test("every state on the way to a word finds it", async () => {
  const states = ["검", "검ㅅ", "검새", "검색", "k", "ke", "keyst", "keystroke"];
  for (const [at, { total }] of (await search(states)).entries()) assert.ok(total > 0, states[at]);
});

test("an answer does not depend on what was searched before", async () => {
  const [first] = await search(["색"]);
  const warm = (await search(["검색", "색인", "key", "색"])).at(-1);
  assert.deepEqual({ ...warm, took_ms: 0 }, { ...first, took_ms: 0 });
});

test("hostile queries get an empty answer", async () => {
  const queries = ["", " ", "\0", "\u0007\u001b[0m", "\ud800", "\udfff검", "x".repeat(100_000), "쀍".repeat(100_000), "\u202e\u2066", "()[]{}*?+|\\^$"];
  for (const answer of await search(queries)) {
    assert.equal(typeof answer.total, "number");
    assert.ok(answer.hits.length <= answer.total);
  }
  const [blank] = await search([""]);
  assert.deepEqual([blank.total, blank.hits], [0, []]);
  watched.assertClean();
});

test("a query that is no string is a TypeError that says so", async () => {
  for (const [value, name] of [["null", "null"], ["undefined", "undefined"], ["7", "number"], ["{}", "object"]]) {
    assert.equal(
      await failure(`await (await open()).search(${value})`),
      `TypeError: search() takes the query as a string, not ${name}`,
    );
  }
});

/** Loads the API into the page as `window.open_index`, before the clock starts. */
async function loadScript() {
  await page.evaluate(async () => {
    /** @type {any} */ (window).open_index = (await import(`${location.origin}/search/keyseek.js`)).open;
  });
  site.forget();
}

test("the module and the manifest are asked for together, and the module once a page", async () => {
  await loadScript();
  site.delayMs = 2000;
  const opened = page.evaluate(async () => {
    const open = /** @type {any} */ (window).open_index;
    await Promise.all([open(), open("/search"), open(new URL("/search/?x#y", location.href))]);
  });
  const start = performance.now();
  const asked = () => new Set(paths().map((path) => path.replace(/keyseek-\w+\.wasm\.ks/, "wasm")));
  // Nothing is answered before two seconds have passed.
  while (asked().size < 2 && performance.now() - start < 1800) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([...asked()].sort(), ["/search/manifest.keyseek", "/search/wasm"]);
  await opened;
  assert.equal(paths().filter((path) => path.endsWith(".wasm.ks")).length, 1);
  watched.assertClean();
});

test("a relative address is relative to the page", async () => {
  await page.goto(`${site.url}deep/er/`);
  assert.equal(await failure('await (await open("../../search")).search("색인")'), "none");
  watched.assertClean();
});

test("a folder without an index says what is missing and where", async () => {
  assert.match(await failure('await open("/nowhere/")'), /^Error: .*\/nowhere\/manifest\.keyseek.*HTTP 404.*keyseek build/);
  watched.assertClean(/404/);
});

test("opening works again after a failure", async () => {
  for (const name of [/\.wasm\.ks$/, /manifest\.keyseek$/]) {
    await page.goto(site.url);
    site.faults.set(name, "missing");
    assert.match(await failure("await open()"), /^Error: /);
    site.faults.clear();
    assert.equal(await failure('await (await open()).search("색인")'), "none");
  }
});

test("files that fail or break off while searching are errors, and the next search recovers", async () => {
  for (const fault of /** @type {const} */ (["missing", "error", "cut", "refuse"])) {
    await page.goto(site.url);
    site.faults.clear();
    await page.evaluate(async () => {
      const { open } = await import(`${location.origin}/search/keyseek.js`);
      /** @type {any} */ (window).index = await open();
    });
    site.faults.set(/\/search\/index\//, fault);
    const attempt = () => page.evaluate(() =>
      /** @type {any} */ (window).index.search("keystroke 검색").then((/** @type {any} */ { total }) => total, (/** @type {Error} */ error) => `${error}`));
    assert.match(String(await attempt()), /^Error: /, fault);
    site.faults.clear();
    assert.ok(Number(await attempt()) > 0, fault);
  }
});

test("the tag finds its index beside its script, with a quiet console", async () => {
  await page.goto(`${site.url}tag.html`);
  const input = page.locator("keyseek-search input");
  await input.click();
  await page.evaluate(() => addEventListener("keyseek-results", (event) => {
    document.title = /** @type {CustomEvent} */ (event).detail.query;
  }));
  for (const key of "keys") await page.keyboard.press(key);
  // What is chosen is chosen among the results on show, and each answer brings others.
  await page.waitForFunction(() => document.title === "keys");
  await page.keyboard.press("ArrowDown");
  const href = await page.locator('keyseek-search [aria-selected="true"]').getAttribute("href");
  watched.assertClean();
  // The posts' pages are not part of what the command writes.
  await page.route(href ?? "", (route) => route.fulfill({ contentType: "text/html", body: EMPTY }));
  await page.keyboard.press("Enter");
  await page.waitForURL(href ?? "");
});
