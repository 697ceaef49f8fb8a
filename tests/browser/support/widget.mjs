// A small site with the tag in its pages, and a page in Chromium to use it in, for the tests of one file.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { buildSite } from "./build-site.mjs";
import { launch, newPage } from "./chromium.mjs";
import { serve } from "./serve.mjs";

export const NOTES = 25;

export const DOCUMENTS = [
  { url: "/kafka/", title: "Kafka 모니터링", body: "카프카 클러스터를 모니터링하는 방법을 적는다.", lang: "ko", date: "2026-03-05", tags: ["kafka", "운영"] },
  { url: "/guide/", title: "검색 색인", body: "검색 색인을 만들고 검색한다.", lang: "ko", date: "2026-01-09", tags: ["검색"] },
  { url: "/html/", title: "<b>Bold</b> & <img src=x onerror=alert(1)>", body: "Escaping <form action=/evil> stays text.", lang: "en" },
  ...Array.from({ length: NOTES }, (_, at) => ({
    url: `/notes/${at}/`,
    title: `Note number ${at}`,
    body: `A short note about postings, the ${at}th of them.`,
    lang: "en",
    date: `2025-02-${String(at + 1).padStart(2, "0")}`,
    tags: [at % 2 ? "odd" : "even", "note"],
  })),
];

/** A page that is long enough to have sections of its own among the results. */
const MANUAL = `---
title: Manual of the turbine
lang: en
url: /manual/
tags: [manual]
---
The turbine turns. ${"It is made of steel and stands on a foundation of concrete. ".repeat(30)}

## Starting the turbine

Open the valve before the turbine is started. ${"The pressure rises slowly and is read from the gauge. ".repeat(30)}

## Oiling

${"A film of oil keeps the bearings cool. ".repeat(30)} The turbine is oiled once a week.
`;

/** Where a result leads. */
const OPENED = '<!doctype html><link rel="icon" href="data:,"><title>opened</title>';

const SCRIPT = '<script type="module" src="/search/keyseek-search.js"></script>';

/** @param {string} body @param {string} [head] @param {string} [lang] */
export const html = (body, head = "", lang = "ko") => `<!doctype html><html lang="${lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>page</title>${head}${SCRIPT}${body}`;

const PAGES = {
  "index.html": html("<keyseek-search></keyseek-search>"),
  "english.html": html('<main lang="en-GB"><keyseek-search></keyseek-search><button>next</button></main>'),
};

/**
 * Builds and serves the site before the tests of a file, and opens a page before each of them.
 * @param {Record<string, string>} [pages] more pages by file name
 */
export function serveWidget(pages = {}) {
  /** @type {import("./build-site.mjs").BuiltSite} */
  let built;
  /** @type {import("./serve.mjs").Site} */
  let site;
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./chromium.mjs").WatchedPage} */
  let watched;

  before(async () => {
    const source = await mkdtemp(path.join(tmpdir(), "keyseek-source-"));
    await writeFile(path.join(source, "documents.jsonl"), DOCUMENTS.map((document) => JSON.stringify(document)).join("\n"));
    await writeFile(path.join(source, "manual.md"), MANUAL);
    built = await buildSite(source);
    await rm(source, { recursive: true });
    for (const [name, text] of Object.entries({ ...PAGES, ...pages })) await writeFile(path.join(built.folder, name), text);
    for (const { url } of [...DOCUMENTS, { url: "/manual/" }]) {
      await mkdir(path.join(built.folder, url), { recursive: true });
      await writeFile(path.join(built.folder, url, "index.html"), OPENED);
    }
    site = await serve(built.folder);
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await built?.remove();
  });

  beforeEach(async () => {
    site.forget();
    site.faults.clear();
    site.delayMs = 0;
    watched = await newPage(browser, { viewport: { width: 1000, height: 800 } });
    watched.page.setDefaultTimeout(10_000);
  });

  afterEach(() => watched.close());

  const part = (/** @type {string} */ name) => watched.page.locator(`keyseek-search [part~="${name}"]`);
  const input = () => part("input");

  return {
    part,
    input,
    titles: () => watched.page.locator('keyseek-search [part="option"] > [part="title"]').allTextContents(),
    get page() {
      return watched.page;
    },
    get site() {
      return site;
    },
    get folder() {
      return built.folder;
    },
    get browser() {
      return browser;
    },
    /** @param {RegExp} [allowed] */
    assertClean: (allowed) => watched.assertClean(allowed),

    /** @param {string} [name] */
    async open(name = "") {
      await watched.page.goto(site.url + name);
      await watched.page.waitForFunction(() => customElements.get("keyseek-search"));
      await this.watchAnswers();
    },

    /** Collects the widget's answers in the page, each with the text that then stood in the box. */
    async watchAnswers() {
      await watched.page.evaluate(() => {
        const page = /** @type {any} */ (window);
        if (page.answers) return;
        page.answers = [];
        document.addEventListener("keyseek-results", (event) => {
          const { detail, target } = /** @type {any} */ (event);
          page.answers.push({ ...detail, asked: target.value });
        });
      });
    },

    /**
     * Waits for the answer to exactly this.
     * @param {string} query
     */
    async answered(query) {
      await watched.page.waitForFunction((asked) => /** @type {any} */ (window).answers.at(-1)?.asked === asked, query);
    },

    /**
     * Does something that the widget answers, and waits for that.
     * @param {() => Promise<unknown>} act
     */
    async answeredAfter(act) {
      const before = await watched.page.evaluate(() => /** @type {any} */ (window).answers.length);
      await act();
      await watched.page.waitForFunction((before) => /** @type {any} */ (window).answers.length > before, before);
    },

    /**
     * Types into the box and waits for the answer to exactly that.
     * @param {string} query
     */
    async ask(query) {
      await input().fill(query);
      await this.answered(query);
    },

    /**
     * Puts an engine into the page that answers each query with one hit of that title after the milliseconds that the
     * query begins with, or fails where it says so. The hit's address is a script if the query is one.
     */
    async useSlowEngine() {
      await watched.page.evaluate(() => {
        const Search = /** @type {any} */ (customElements.get("keyseek-search"));
        const search = async (/** @type {string} */ query) => {
          await new Promise((resolve) => setTimeout(resolve, Number.parseInt(query, 10) || 0));
          if (query.includes("fail")) throw new Error(`failed: ${query}`);
          const hits = [{ url: query.startsWith("javascript:") ? query : "/kafka/", title: query, score: 1, snippet: [] }];
          const missing = query.includes("missing") ? ["terms-1.ks"] : undefined;
          return { query, total: 1, took_ms: 0, reading: "exact", warnings: [], hits, missing };
        };
        Search.engine = async () => ({ open: async () => ({ documents: 1, search }) });
      });
    },
  };
}
