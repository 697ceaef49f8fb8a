// How the API loads files that fail, break off, are damaged, or go away with a deploy: by the page and by a worker.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test as once } from "node:test";
import { copyFile, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { newPage } from "./support/chromium.mjs";
import { buildLarge, serveLarge } from "./support/large.mjs";
import { serve } from "./support/serve.mjs";
import { openBy, posted, watchWorkers } from "./support/workers.mjs";

const KINDS = ["terms", "positions", "documents", "columns"];
const QUERY = "keystroke 검색 ";
/** Enough hits for several blocks of documents. */
const FACETS = { facets: ["tags"], limit: 40 };

/** @typedef {import("./support/serve.mjs").Fault} Fault */

/** @type {import("./support/build-site.mjs").BuiltSite} */
let built;
/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/chromium.mjs").WatchedPage} */
let watched;

/** Whether a worker loads. */
let worker = false;

/** @type {string} */
let sources;

serveLarge((large) => ({ sources, built, site, browser } = large));

beforeEach(async () => {
  watched = await newPage(browser);
  await watched.page.addInitScript(watchWorkers);
  await watched.page.goto(site.url);
  site.faults.clear();
  site.intercept = undefined;
  site.forget();
});

afterEach(() => watched.close());

/**
 * Tests it by the page and by a worker.
 * @param {string} name
 * @param {() => Promise<void>} run
 */
function test(name, run) {
  for (const by of ["the page", "a worker"]) {
    once(`${name}, by ${by}`, async () => {
      worker = by === "a worker";
      await run();
      if (worker) assert.ok((await posted(watched.page)).includes("question") || !(await watched.page.evaluate(() => "index" in window)));
    });
  }
}

/**
 * Opens the index of the page.
 * @param {object} [options]
 */
const open = (options) => openBy(watched.page, { worker, ...options });

/**
 * What a search of the opened index gives, without the time, or its error as text.
 * @param {string} query
 * @param {object} [options]
 * @returns {Promise<any>}
 */
const search = (query, options) =>
  watched.page.evaluate(
    ([query, options]) =>
      /** @type {any} */ (window).index.search(query, options).then(
        (/** @type {any} */ answer) => ({ ...answer, took_ms: 0 }),
        (/** @type {Error} */ error) => String(error),
      ),
    /** @type {const} */ ([query, options]),
  );

/** @param {RegExp} pattern */
const asked = (pattern) => site.requests.filter(({ path }) => pattern.test(path)).map(({ path }) => path);

/**
 * Waits until so many requests of a pattern were made.
 * @param {RegExp} pattern
 * @param {number} count
 */
async function untilAsked(pattern, count) {
  while (asked(pattern).length < count) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Something to wait for: `opened` is over once `open` is called. */
function gate() {
  /** @type {(value?: unknown) => void} */
  let open = () => {};
  const opened = new Promise((resolve) => (open = resolve));
  return { opened, open };
}

test("a search after a failed one does not join what is about to fail", async () => {
  await open();
  // Of the files of the first round one fails at once, and the others only when the network is fine again.
  const { opened, open: release } = gate();
  const doomed = new Set();
  site.intercept = async (path) => {
    if (!path.startsWith("/search/index/")) return undefined;
    if (doomed.size) await opened;
    doomed.add(path);
    return "missing";
  };
  const first = search(QUERY);
  await untilAsked(/\/index\//, 2);
  let ended = false;
  first.then(() => (ended = true));
  // Long enough for the search to hear of the first failure; it ends only when nothing of it is under way any more.
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(ended, false);
  site.intercept = undefined;
  const second = search(QUERY);
  release();
  assert.deepEqual((await second).missing, []);
  assert.ok((await second).hits.length > 0);
  await first;
});

test("a file that fails is asked for again, past the browser's cache, and nobody notices", async () => {
  await open();
  const expected = await search(QUERY);
  for (const fault of /** @type {Fault[]} */ (["error", "cut", "short", "damaged", "refuse"])) {
    await open();
    const failed = new Set();
    site.forget();
    site.intercept = (path) => {
      if (!path.startsWith("/search/index/") || failed.has(path)) return undefined;
      failed.add(path);
      return fault;
    };
    assert.deepEqual(await search(QUERY), expected, fault);
    assert.equal(asked(/\/index\//).length, 2 * failed.size, fault);
  }
});

test("the module and the manifest are asked for again, too", async () => {
  for (const fault of /** @type {Fault[]} */ (["error", "cut", "short", "damaged"])) {
    for (const file of [/manifest\.keyseek$/, /\.wasm\.ks$/]) {
      await watched.page.goto(site.url);
      site.forget();
      // A byte of the module may be changed without notice: it has no checksum of its own.
      if (fault === "damaged" && file.test("x.wasm.ks")) continue;
      site.intercept = (path) => (file.test(path) && asked(file).length < 2 ? fault : undefined);
      await open();
      assert.equal(asked(file).length, 2, `${fault} ${file}`);
      assert.ok((await search(QUERY)).total > 0);
    }
  }
});

test("an answer says which files are missing and holds the rest, and the next one is whole", async () => {
  await open();
  const whole = await search(QUERY, FACETS);
  assert.deepEqual(whole.missing, []);
  for (const kind of KINDS) {
    for (const fault of /** @type {Fault[]} */ (["missing", "error", "cut", "short", "damaged"])) {
      await open();
      site.forget();
      // One file of the kind: the first that is asked for.
      let lost = "";
      site.intercept = (path) => {
        if (!lost && path.includes(`/index/${kind}-`)) lost = path;
        return path === lost ? fault : undefined;
      };
      const what = `${kind} ${fault}`;
      const answer = await search(QUERY, FACETS);
      assert.ok(answer.hits?.length > 0, `${what}: ${JSON.stringify(answer)}`);
      assert.deepEqual(answer.missing, [path.basename(lost)], what);
      assert.equal(answer.warnings.length, 1, what);
      // 404 says it all; whatever else it is tried three times.
      assert.equal(site.requests.filter(({ path }) => path === lost).length, fault === "missing" ? 1 : 3, what);
      if (kind === "documents") {
        assert.equal(answer.total, whole.total);
        assert.ok(answer.hits.length < whole.hits.length);
        const urls = answer.hits.map((/** @type {any} */ hit) => hit.url);
        assert.deepEqual(whole.hits.filter((/** @type {any} */ hit) => urls.includes(hit.url)), answer.hits, what);
      }
      if (kind === "columns") assert.deepEqual([answer.hits, answer.facets], [whole.hits, {}], what);
      site.intercept = undefined;
      assert.deepEqual(await search(QUERY, FACETS), whole, what);
    }
  }
});

test("a word that could not be looked up is not taken for a typing error", async () => {
  await open();
  site.faults.set(/\/index\/terms-/, "missing");
  assert.match(await search("keystroke "), /^Error: .*terms-.*404/);
  let first = "";
  site.faults.clear();
  site.intercept = (path) => {
    if (!first && path.includes("/index/terms-")) first = path;
    return path === first ? "missing" : undefined;
  };
  const { corrected, missing } = await search(QUERY);
  assert.deepEqual([corrected, missing.length], [null, 1]);
});

test("with nothing to show a search fails, and the next one recovers", async () => {
  await open();
  const whole = await search(QUERY);
  for (const kind of ["terms", "documents"]) {
    await open();
    site.faults.set(new RegExp(`/index/${kind}-`), "error");
    assert.match(await search(QUERY), new RegExp(`^Error: .*/index/${kind}-.* HTTP 500`));
    if (kind === "documents") {
      for (const page of [{ limit: 0 }, { offset: whole.total }]) {
        assert.equal((await search(QUERY, page)).total, whole.total);
      }
    }
    site.faults.clear();
    assert.deepEqual(await search(QUERY), whole);
  }
});

/** Puts another build over the site's, and removes the files that only the old one had. */
async function deploy() {
  const before = await readdir(path.join(built.search, "index"));
  const next = await buildLarge("posts/ko", sources);
  await rm(path.join(next.search, "keyseek-files.json"));
  for (const name of await readdir(next.search, { recursive: true })) {
    if (name !== "index") await copyFile(path.join(next.search, name), path.join(built.search, name));
  }
  const after = await readdir(path.join(next.search, "index"));
  await next.remove();
  for (const name of before.filter((name) => !after.includes(name))) await rm(path.join(built.search, "index", name));
}

/**
 * Runs a test on a site that it may change.
 * @param {() => Promise<void>} run
 */
async function onACopy(run) {
  const [oldBuilt, oldSite] = [built, site];
  built = await buildLarge("posts", sources);
  site = await serve(built.folder);
  try {
    await watched.page.goto(site.url);
    await run();
  } finally {
    await site.close();
    await built.remove();
    [built, site] = [oldBuilt, oldSite];
  }
}

test("an index that is replaced while a page is open is followed", () =>
  onACopy(async () => {
    await open();
    const documents = () => watched.page.evaluate(() => /** @type {any} */ (window).index.documents);
    const before = await documents();
    await deploy();
    site.forget();
    const [answer, other] = await Promise.all([search(QUERY), search("키 입력 ")]);
    assert.deepEqual([answer.missing, other.missing], [[], []]);
    assert.ok((await documents()) < before);
    await open();
    assert.deepEqual([await search(QUERY), await search("키 입력 ")], [answer, other]);
    watched.assertClean(/404/);
  }));

test("an index of another format version asks to load the page again", () =>
  onACopy(async () => {
    await open();
    await deploy();
    const file = path.join(built.search, "manifest.keyseek");
    const manifest = inflateRawSync(await readFile(file));
    manifest[4] += 1;
    await writeFile(file, deflateRawSync(manifest));
    assert.match(await search(QUERY), /^Error: .*format version.*load the page again/);
    await watched.page.goto(site.url);
    await assert.rejects(open(), /format version.*load the page again/);
  }));

test("what is beyond the memory is loaded again, and the answers stay the same", async () => {
  const queries = [QUERY, "색", "keystrok", "검색 엔진", QUERY];
  const answers = async () => {
    site.forget();
    const answers = [];
    for (const query of queries) answers.push(await search(query, FACETS));
    return answers;
  };
  await open();
  const expected = await answers();
  const files = asked(/\/index\//);
  assert.equal(new Set(files).size, files.length);
  await open({ memory: 0 });
  assert.deepEqual(await answers(), expected);
  assert.ok(asked(/\/index\//).length > files.length);
  await assert.rejects(open({ memory: -1 }), /TypeError: memory/);
});

test("a damaged file of similar documents is an error that passes", async () => {
  await open();
  const similar = () =>
    watched.page.evaluate(() => /** @type {any} */ (window).index.similar("/ko/keystroke-keys/").catch(String));
  for (const fault of /** @type {Fault[]} */ (["missing", "short", "damaged"])) {
    site.faults.set(/\/index\/similar-/, fault);
    assert.match(await similar(), /^Error: /, fault);
    site.faults.clear();
  }
  assert.ok((await similar()).length > 0);
});
