// Searching in a worker: that it answers as the page does, what it loads, which indexes get one, and what the page does where there
// can be none or it dies. How files fail is in loading.test.mjs, which does all of that by a worker, too.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { buildSite } from "./support/build-site.mjs";
import { launch, newPage } from "./support/chromium.mjs";
import { serveLarge } from "./support/large.mjs";
import { serve } from "./support/serve.mjs";
import { openBy, posted, watchWorkers } from "./support/workers.mjs";

const QUERY = "keystroke 검색 ";
/** Documents from which on an index gets a worker unless told. */
const MANY = 10_000;
const OF_WORKERS = /keyseek-(remote|worker)-\w+\.js$/;

/** @type {[method: string, ...args: unknown[]][]} */
const CALLS = [
  ["search", QUERY],
  ["search", "검ㅅ", { limit: 3, offset: 2 }],
  ["search", "keystorke "],
  ["search", '"search engine" -zzz', { explain: true }],
  ["search", "검색", { filters: { lang: "ko" }, facets: ["tags", "lang"], sort: "-date", weights: { title: 2 }, prior: "date" }],
  ["search", "", { filters: { tags: { none: "tag1" } }, facets: "tags", limit: 2 }],
  ["search", "검색", { facets: "nothing" }],
  ["search", "\ud800"],
  ["search", "zzzzzz "],
  ["suggest", "검"],
  ["suggest", "keys", 2],
  ["similar", "/ko/keystroke-keys/"],
  ["similar", "ko/keystroke-keys/index.html"],
  ["similar", "/nowhere/"],
  ["search", null],
  ["search", "a", { limit: -1 }],
  ["search", "a", { filters: { lang: { like: "k" } } }],
  ["suggest", "a", 1.5],
  ["suggest", undefined],
  ["similar", "http://"],
];

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

serveLarge((large) => ({ built, site, browser } = large));

/** @param {string} [url] */
async function visit(url = site.url) {
  await page.goto(url);
  site.forget();
}

beforeEach(async () => {
  watched = await newPage(browser);
  page = watched.page;
  page.setDefaultTimeout(20_000);
  await page.addInitScript(watchWorkers);
  site.faults.clear();
  site.intercept = undefined;
  allowed = undefined;
  await visit();
});

afterEach(async () => {
  watched.assertClean(allowed);
  await watched.close();
});

/**
 * What calls of the opened index give, without the time, or their errors.
 * @param {[method: string, ...args: unknown[]][]} [calls]
 * @returns {Promise<any[]>}
 */
const ask = (calls = CALLS) =>
  page.evaluate(async (calls) => {
    const { index } = /** @type {any} */ (window);
    const given = [{ documents: index.documents, columns: index.columns }];
    for (const [method, ...args] of calls) {
      const answer = await index[method](...args).catch((/** @type {Error} */ { name, message }) => ({ name, message }));
      given.push("took_ms" in answer ? { ...answer, took_ms: Number.isFinite(answer.took_ms) && answer.took_ms >= 0 } : answer);
    }
    return given;
  }, calls);

/** @param {RegExp} pattern */
const asked = (pattern) => site.requests.filter(({ path }) => pattern.test(path)).map(({ path }) => path);

/** Something to wait for: `opened` is over once `open` is called. */
function gate() {
  /** @type {(value?: unknown) => void} */
  let open = () => {};
  const opened = new Promise((resolve) => (open = resolve));
  return { opened, open };
}

/** @param {() => boolean | Promise<boolean>} isTrue */
async function until(isTrue) {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** What the page answers by itself. */
async function expectedOf(calls = CALLS) {
  await openBy(page, { worker: false });
  const expected = await ask(calls);
  assert.deepEqual(await posted(page), []);
  await visit();
  return expected;
}

test("a worker answers as the page does", async () => {
  const expected = await expectedOf();
  assert.equal(expected.filter(({ name }) => name).length, 6);
  await openBy(page, { worker: true });
  assert.equal(page.workers().length, 1);
  assert.deepEqual(await ask(), expected);
  // Bad arguments never get there; the documents like a page are looked for by several addresses.
  const questions = (await posted(page)).filter((what) => what === "question").length;
  assert.ok(questions >= CALLS.length - 6, `${questions} questions`);
});

test("questions that are asked together are all answered, and by one index of several each its own", async () => {
  await openBy(page, { worker: true });
  const queries = ["검색", "keystroke", "색인", "k", "zzzzzz "];
  const [alone] = [await ask(queries.map((query) => ["search", query]))];
  const together = await page.evaluate(async (queries) => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    const other = await open(undefined, { worker: true });
    const { index } = /** @type {any} */ (window);
    const answers = await Promise.all([...queries.map((query) => index.search(query)), ...queries.map((query) => other.search(query))]);
    return answers.map((answer) => ({ ...answer, took_ms: answer.took_ms > 0 }));
  }, queries);
  assert.deepEqual(together, [...alone.slice(1), ...alone.slice(1)]);
});

test("of questions that wait the latest is answered first", async () => {
  await openBy(page, { worker: true });
  await ask([["search", "검색"]]);
  // The worker is kept busy until all are asked.
  const { opened, open } = gate();
  site.intercept = async (path) => {
    if (path === "/held") await opened;
    return undefined;
  };
  const held = page.workers()[0].evaluate(() => {
    const request = new XMLHttpRequest();
    request.open("GET", "/held", false);
    request.send();
  });
  await until(() => asked(/held/).length > 0);
  await page.evaluate(() => {
    const it = /** @type {any} */ (window);
    it.order = [];
    it.all = Promise.all([1, 2, 3, 4].map((limit) => it.index.search("검색", { limit }).then(() => it.order.push(limit))));
  });
  open();
  await held;
  const order = await page.evaluate(() => /** @type {any} */ (window).all.then(() => /** @type {any} */ (window).order));
  assert.deepEqual(order, [4, 3, 2, 1]);
  allowed = /404/;
});

test("the page answers until the worker runs, and neither loads what the other has", async () => {
  const calls = /** @type {[string, string][]} */ ([["search", QUERY], ["search", "검색 엔진"]]);
  const expected = await expectedOf(calls);
  const { opened, open } = gate();
  site.intercept = async (path) => {
    if (path.includes("keyseek-worker-")) await opened;
    return undefined;
  };
  await openBy(page, { worker: true }, false);
  await until(() => asked(/keyseek-worker-/).length > 0);
  assert.deepEqual(await ask([calls[0]]), expected.slice(0, 2));
  assert.deepEqual(await posted(page), []);
  const before = asked(/\/index\//).length;
  assert.ok(before > 0);
  open();
  await until(async () => (await posted(page)).includes("start"));
  assert.deepEqual(await ask([calls[0]]), expected.slice(0, 2));
  assert.equal(asked(/\/index\//).length, before, "files that the page had were loaded again");
  assert.deepEqual(await ask(calls), expected);
  const all = asked(/./);
  assert.deepEqual([...new Set(all)], all, "something was loaded twice");
  assert.deepEqual([page.workers().length, await posted(page)], [1, ["start", "question", "question", "question"]]);
  for (const once of [/manifest\.keyseek$/, /keyseek-\w+\.wasm\.ks$/, /keyseek-remote-/, /keyseek-worker-/]) assert.equal(asked(once).length, 1, String(once));
});

test("what the page has begun it ends, and only then the worker takes over", async () => {
  const calls = /** @type {[string, string][]} */ ([["search", QUERY]]);
  const expected = await expectedOf(calls);
  const [script, files] = [gate(), gate()];
  site.intercept = async (path) => {
    if (path.includes("keyseek-worker-")) await script.opened;
    if (path.includes("/index/")) await files.opened;
    return undefined;
  };
  await openBy(page, { worker: true }, false);
  await until(() => asked(/keyseek-worker-/).length > 0);
  const begun = ask(calls);
  await until(() => asked(/\/index\//).length > 0);
  script.open();
  await until(() => page.workers().length > 0);
  // It has said that it runs before it answers this.
  await page.workers()[0].evaluate(() => 0);
  const another = ask(calls);
  await page.evaluate(() => 0);
  assert.deepEqual(await posted(page), []);
  files.open();
  assert.deepEqual([await begun, await another], [expected, expected]);
  // It need not be asked for that.
  await until(async () => (await posted(page)).includes("start"));
  const before = asked(/\/index\//).length;
  assert.deepEqual(await ask(calls), expected);
  assert.deepEqual([await posted(page), asked(/\/index\//).length], [["start", "question"], before]);
});

test("nothing for a worker is loaded while a first answer is waited for, and then one takes over", async () => {
  const { opened, open } = gate();
  site.intercept = async (path) => {
    if (path.includes("/index/")) await opened;
    return undefined;
  };
  const answer = page.evaluate(async (query) => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    const index = await open(undefined, { worker: true });
    Object.assign(window, { index });
    return index.search(query);
  }, QUERY);
  await until(() => asked(/\/index\//).length > 0);
  // Longer than it is looked after.
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual([asked(OF_WORKERS), page.workers().length], [[], 0]);
  open();
  assert.ok((await answer).total > 0);
  await until(async () => (await posted(page)).includes("start"));
  const before = asked(/\/index\//).length;
  await ask([["search", QUERY]]);
  assert.deepEqual([await posted(page), asked(/\/index\//).length], [["start", "question"], before], "the worker loaded what the page had");
});

test("the second part of the module is handed over, too, or loaded by the worker", async () => {
  const calls = /** @type {[string, string][]} */ ([["search", '"search engine"'], ["suggest", "검"]]);
  const expected = await expectedOf(calls);
  await openBy(page, { worker: true });
  assert.deepEqual(await ask(calls), expected);
  assert.equal(asked(/secondary/).length, 1);
  // The module is the page's: this index finds it there.
  await openBy(page, { worker: false });
  await ask(calls);
  assert.equal(asked(/secondary/).length, 2);
  await openBy(page, { worker: true });
  assert.deepEqual(await ask(calls), expected);
  assert.equal(asked(/secondary/).length, 2);
});

test("a small index starts none and loads nothing for one", async () => {
  await openBy(page);
  await ask([["search", QUERY]]);
  assert.deepEqual([page.workers().length, asked(OF_WORKERS)], [0, []]);
});

/** @type {[what: string, spoil: () => unknown, console?: RegExp][]} */
const WITHOUT = [
  ["its script is not there", () => site.faults.set(/keyseek-worker-/, "missing"), /404/],
  ["its script cannot be loaded", () => site.faults.set(/keyseek-worker-/, "refuse"), /ERR_/],
  ["its script broke off", () => site.faults.set(/keyseek-worker-/, "short")],
  ["what starts it is not there", () => site.faults.set(/keyseek-remote-/, "missing"), /404/],
  ["what starts it broke off", () => site.faults.set(/keyseek-remote-/, "short")],
  ["the browser knows no workers", () => page.evaluate(() => delete (/** @type {any} */ (window).Worker))],
  ["the browser refuses it", () => page.evaluate(() => {
    /** @type {any} */ (window).Worker = class {
      constructor() {
        throw new DOMException("not here", "SecurityError");
      }
    };
  })],
  ["the browser cannot read it, which nobody is to hear of", () => page.evaluate(() => {
    const { Worker } = /** @type {any} */ (window);
    /** @type {any} */ (window).Worker = function () {
      return new Worker(URL.createObjectURL(new Blob(["{{{"])));
    };
  })],
  ["the module cannot be handed over", () => page.evaluate(() => {
    Worker.prototype.postMessage = () => {
      throw new DOMException("not this", "DataCloneError");
    };
  })],
];
for (const [what, spoil, console] of WITHOUT) {
  test(`where ${what} the page answers`, async () => {
    const calls = CALLS.slice(0, 3);
    const expected = await expectedOf(calls);
    await spoil();
    await openBy(page, { worker: true }, false);
    const names = what.startsWith("what starts") ? /keyseek-remote-/ : /keyseek-worker-/;
    if (!what.startsWith("the browser")) await until(() => asked(names).length > 0);
    for (let round = 0; round < 2; round += 1) assert.deepEqual(await ask(calls), expected);
    await until(() => page.workers().length === 0);
    assert.deepEqual(await posted(page), []);
    allowed = console;
  });
}

test("where the page's policy forbids workers the page answers", async () => {
  const calls = CALLS.slice(0, 3);
  const expected = await expectedOf(calls);
  const strict = await serve(built.folder, { csp: "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" });
  try {
    await page.goto(strict.url);
    await openBy(page, { worker: true }, false);
    await until(() => watched.messages.length > 0);
    for (let round = 0; round < 2; round += 1) assert.deepEqual(await ask(calls), expected);
    assert.deepEqual([page.workers().length, await posted(page)], [0, []]);
    // Browsers say themselves what they refuse.
    allowed = /worker-src/;
  } finally {
    await strict.close();
  }
});

test("the policy that is enough for a page is enough for a worker", async () => {
  const calls = CALLS.slice(0, 3);
  const expected = await expectedOf(calls);
  const strict = await serve(built.folder, { csp: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:" });
  try {
    await page.goto(strict.url);
    await openBy(page, { worker: true });
    assert.deepEqual(await ask(calls), expected);
    assert.ok((await posted(page)).includes("question"));
  } finally {
    await strict.close();
  }
});

test("a worker that may not load what the page may gives way to it", async () => {
  const calls = CALLS.slice(0, 3);
  const expected = await expectedOf(calls);
  const strict = await serve(built.folder, {
    headers: (path) => (path.includes("keyseek-worker-") ? { "content-security-policy": "default-src 'none'" } : {}),
  });
  try {
    await page.goto(strict.url);
    await openBy(page, { worker: true }, false);
    await until(() => strict.requests.some(({ path }) => path.includes("keyseek-worker-")));
    for (let round = 0; round < 2; round += 1) assert.deepEqual(await ask(calls), expected);
    await until(() => page.workers().length === 0);
    allowed = /Content Security Policy|CSP/;
  } finally {
    await strict.close();
  }
});

test("where scripts and index lie on another host the page answers", async () => {
  const calls = CALLS.slice(0, 3);
  const expected = await expectedOf(calls);
  const elsewhere = await serve(built.folder, { headers: () => ({ "access-control-allow-origin": "*" }) });
  try {
    await page.evaluate(async (url) => {
      const { open } = await import(`${url}search/keyseek.js`);
      /** @type {any} */ (window).index = await open(undefined, { worker: true });
    }, elsewhere.url);
    for (let round = 0; round < 2; round += 1) assert.deepEqual(await ask(calls), expected);
    // What starts a worker comes from there, and may not start one here.
    await until(() => elsewhere.requests.some(({ path }) => path.includes("keyseek-remote-")));
    for (let round = 0; round < 2; round += 1) assert.deepEqual(await ask(calls), expected);
    assert.deepEqual([page.workers().length, await posted(page)], [0, []]);
  } finally {
    await elsewhere.close();
  }
});

test("what a worker was asked when it dies is answered by the page, and so is all that follows", async () => {
  const calls = CALLS.slice(0, 3);
  const expected = await expectedOf(calls);
  await openBy(page, { worker: true });
  const { opened, open } = gate();
  site.intercept = async (path) => {
    if (path.includes("/index/")) await opened;
    return undefined;
  };
  const answers = page.evaluate((queries) => {
    const { index } = /** @type {any} */ (window);
    return Promise.all(queries.map((query) => index.search(query)));
  }, [QUERY, QUERY]);
  await until(() => asked(/\/index\//).length > 0);
  assert.ok((await posted(page)).includes("question"));
  await page.workers()[0].evaluate(() => void setTimeout(() => {
    throw new Error("it dies");
  }));
  await until(() => page.workers().length === 0);
  open();
  for (const answer of await answers) assert.deepEqual({ ...answer, took_ms: true }, expected[1]);
  const before = (await posted(page)).length;
  assert.deepEqual(await ask(calls), expected);
  assert.equal((await posted(page)).length, before);
});

describe("memory", () => {
  /** @type {import("playwright-core").Browser} */
  let collecting;
  before(async () => void (collecting = await launch(["--js-flags=--expose-gc"])));
  after(() => collecting?.close());

  test("a worker whose index nobody holds ends, but not before it has answered", async () => {
    const other = await newPage(collecting);
    try {
      await other.page.addInitScript(watchWorkers);
      await other.page.goto(site.url);
      await openBy(other.page, { worker: true });
      const { opened, open } = gate();
      site.intercept = async (path) => {
        if (path.includes("/index/")) await opened;
        return undefined;
      };
      await other.page.evaluate((query) => {
        const it = /** @type {any} */ (window);
        it.answer = it.index.search(query);
        delete it.index;
      }, QUERY);
      const collect = () => other.page.evaluate(() => /** @type {any} */ (window).gc());
      for (let times = 0; times < 5; times += 1) await collect();
      assert.equal(other.page.workers().length, 1);
      open();
      assert.ok((await other.page.evaluate(() => /** @type {any} */ (window).answer)).total > 0);
      await until(async () => {
        await collect();
        return other.page.workers().length === 0;
      });
      other.assertClean();
    } finally {
      await other.close();
    }
  });
});

describe("a large index", () => {
  /** @type {import("./support/build-site.mjs").BuiltSite} */
  let many;
  /** @type {import("./support/serve.mjs").Site} */
  let served;

  /** @param {number} documents */
  async function buildMany(documents) {
    const folder = await mkdtemp(path.join(tmpdir(), "keyseek-many-"));
    const lines = Array.from({ length: documents }, (_, at) => JSON.stringify({ url: `/${at}/`, title: `Page ${at}`, body: `turbine ${at % 97} valve` }));
    await writeFile(path.join(folder, "many.jsonl"), lines.join("\n"));
    const site = await buildSite(folder);
    await rm(folder, { recursive: true });
    await writeFile(path.join(site.folder, "index.html"), await readFile(path.join(built.folder, "index.html")));
    const tag = '<script type="module" src="/search/keyseek-search.js"></script><keyseek-search></keyseek-search>';
    await writeFile(path.join(site.folder, "tag.html"), `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>tag</title>${tag}`);
    return site;
  }

  before(async () => {
    many = await buildMany(MANY);
    served = await serve(many.folder);
  });
  after(async () => {
    await served?.close();
    await many?.remove();
  });

  test("gets a worker by itself, unless told otherwise; one of a document less does not", async () => {
    await page.goto(served.url);
    await openBy(page, { worker: false });
    assert.ok(!served.requests.some(({ path }) => OF_WORKERS.test(path)));
    await openBy(page, undefined, true);
    const [about, { total }] = await ask([["search", "turbine"]]);
    assert.deepEqual([about.documents, total, await posted(page)], [MANY, MANY, ["start", "question"]]);
    const fewer = await buildMany(MANY - 1);
    const other = await serve(fewer.folder);
    try {
      await page.goto(other.url);
      await openBy(page);
      await ask([["search", "turbine"]]);
      assert.ok(!other.requests.some(({ path }) => OF_WORKERS.test(path)));
    } finally {
      await other.close();
      await fewer.remove();
    }
  });

  test("is searched by the tag in a worker", async () => {
    await page.goto(`${served.url}tag.html`);
    await page.locator("keyseek-search input").click();
    await page.waitForFunction(() => /** @type {any} */ (window).posted.includes("start"));
    for (const key of "turbine 13") await page.keyboard.press(key === " " ? "Space" : key);
    await page.locator('keyseek-search [role="option"]').first().waitFor();
    assert.ok((await posted(page)).includes("question"));
  });
});
