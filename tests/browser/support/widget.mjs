// The widget's site, and a page in Chromium to use it in, for the tests of one file.

import { after, afterEach, before, beforeEach } from "node:test";
import { launch, newPage } from "./chromium.mjs";
import { serve } from "./serve.mjs";
import { buildWidgetSite } from "./widget-site.mjs";

export { DOCUMENTS, NOTES, html } from "./widget-site.mjs";

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
    built = await buildWidgetSite(pages);
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
