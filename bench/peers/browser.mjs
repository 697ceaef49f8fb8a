// Searches in headless Chromium: a page that knows how to open one engine, behind a link of a given shape.

import { launch } from "../../tests/browser/support/chromium.mjs";
import { FOUND_S, PATIENCE_S } from "./limits.mjs";
import { openLink, SLOW, UNSHAPED } from "./link.mjs";
import { rounds, serve } from "./server.mjs";
import { median } from "./statistics.mjs";

/**
 * @typedef {object} Cold a first search, from nothing to ten hits in the document
 * @property {string} query
 * @property {number} ms
 * @property {number} hits
 * @property {number} bytes that came over the link, heads included
 * @property {{ path: string, bytes: number }[]} requests with the bytes of their bodies
 * @property {number} rounds only behind a link with latency, else 0
 */

/** Warm searches that are asked of the page at a time, and the milliseconds after which it answers with those that are done. */
const CALL = 25;
const CALL_MS = 30_000;

/** One engine's files, served, and a browser's pages to search them from. */
export class Stand {
  /**
   * @param {import("./engines.mjs").Engine} engine
   * @param {string} out what the engine built
   * @param {string} keys a folder for the server's certificate
   */
  static async open(engine, out, keys) {
    const site = await serve(out, pageFor(engine), keys);
    const link = await openLink(site.port);
    return new Stand(site, link);
  }

  /**
   * @param {import("./server.mjs").Site} site
   * @param {import("./link.mjs").Link} link
   */
  constructor(site, link) {
    this.site = site;
    this.link = link;
    this.url = `https://localhost:${link.port}/`;
  }

  async close() {
    await this.site.close();
    await this.link.close();
  }

  /**
   * A page with empty caches and nothing of the engine loaded.
   *
   * @param {import("playwright-core").Browser} browser
   */
  async page(browser) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_S * 1000);
    page.on("pageerror", (error) => console.error(`error in the page: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && console.error(`in the page: ${message.text()}`));
    await page.goto(this.url);
    return page;
  }

  /**
   * @param {import("playwright-core").Browser} browser
   * @param {string} query
   * @param {boolean} slow
   * @returns {Promise<Cold>}
   */
  cold(browser, query, slow) {
    return this.coldBehind(browser, query, slow ? SLOW : UNSHAPED);
  }

  /**
   * @param {import("playwright-core").Browser} browser
   * @param {string} query
   * @param {import("./link.mjs").Shape} shape of the link
   * @returns {Promise<Cold>}
   */
  async coldBehind(browser, query, shape) {
    this.link.shape(shape);
    const page = await this.page(browser);
    try {
      const before = this.link.received();
      const first = this.site.requests.length;
      const result = await within(page.evaluate((asked) => /** @type {any} */ (globalThis).cold(asked), query));
      // What still comes does not count for the time, but for the bytes.
      await new Promise((resolve) => setTimeout(resolve, 50 + 2 * shape.roundTripMs));
      const requests = this.site.requests.slice(first);
      return {
        query,
        ...result,
        bytes: this.link.received() - before,
        requests: requests.map(({ path, bytes }) => ({ path, bytes })),
        rounds: shape.roundTripMs > 0 ? rounds(requests, shape.roundTripMs) : 0,
      };
    } finally {
      await page.context().close();
      this.link.shape(UNSHAPED);
    }
  }

  /**
   * Each query of a list asked after the one before, once to load what is needed, then with the clock.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {string[]} states
   * @param {number} [patience] seconds that either may take
   * @returns {Promise<number[]>} milliseconds for each search
   * @throws when they take longer, with what was measured so far
   */
  async warm(browser, states, patience = PATIENCE_S) {
    const page = await this.page(browser);
    const pass = async () => {
      /** @type {number[]} */
      const times = [];
      while (times.length < states.length) {
        const asked = { part: states.slice(times.length, times.length + CALL), most: Math.min(CALL_MS, patience * 1000) };
        times.push(...(await within(page.evaluate(({ part, most }) => /** @type {any} */ (globalThis).warm(part, most), asked))));
        const seconds = times.reduce((a, b) => a + b, 0) / 1000;
        if (seconds > patience) {
          throw new Error(`the first ${times.length} of ${states.length} took ${seconds.toFixed(0)} s, with a median of ${(median(times) / 1000).toFixed(2)} s`);
        }
      }
      return times;
    };
    try {
      await pass();
      return await pass();
    } finally {
      await page.context().close();
    }
  }

  /**
   * Each query typed twice in one page, the first time to load what is needed, the second with the clock.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {string[][]} queries by the states of the box
   * @returns {Promise<number[]>} milliseconds for each state
   */
  async typed(browser, queries) {
    const page = await this.page(browser);
    const type = (/** @type {string[]} */ states) =>
      within(page.evaluate((asked) => /** @type {Promise<number[]>} */ (/** @type {any} */ (globalThis).warm(asked)), states));
    const times = [];
    for (const states of queries) {
      await type(states);
      times.push(...(await type(states)));
    }
    await page.context().close();
    return times;
  }

  /**
   * @param {import("playwright-core").Browser} browser
   * @param {string[]} queries
   * @param {boolean} afresh whether each is asked in a page of its own
   * @param {number} [patience] seconds that all together may take
   * @returns {Promise<string[][]>} what the engine calls the pages that it finds, all of them
   * @throws when they take longer
   */
  async all(browser, queries, afresh, patience = FOUND_S) {
    const found = [];
    const began = performance.now();
    let page = await this.page(browser);
    try {
      for (const query of queries) {
        found.push(await within(page.evaluate((asked) => /** @type {any} */ (globalThis).all(asked), query)));
        const seconds = (performance.now() - began) / 1000;
        if (seconds > patience) throw new Error(`the first ${found.length} of ${queries.length} queries took ${seconds.toFixed(0)} s`);
        if (!afresh) continue;
        await page.context().close();
        page = await this.page(browser);
      }
    } finally {
      await page.context().close();
    }
    return found;
  }
}

export { launch };

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
async function within(promise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_S} s`)), PATIENCE_S * 1000);
  });
  promise.catch(() => {});
  try {
    return /** @type {T} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** @param {import("./engines.mjs").Engine} engine */
const pageFor = ({ openInPage }) => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<title>search</title><ol></ol><script type="module">
const openEngine = ${openInPage};
(${inPage})(openEngine);
</script></html>`;

/**
 * Runs in the page.
 *
 * @param {() => Promise<import("./engines.mjs").Opened>} openEngine
 */
function inPage(openEngine) {
  /** @type {Promise<import("./engines.mjs").Opened> | undefined} */
  let opened;
  const engine = () => (opened ??= openEngine());
  const part = (/** @type {string} */ tag, /** @type {string} */ text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };
  const show = (/** @type {{ url: string, title: string, excerpt: string }[]} */ hits) => {
    const items = hits.map(({ url, title, excerpt }) => {
      const link = /** @type {HTMLAnchorElement} */ (part("a", title));
      link.href = url;
      const item = part("li", "");
      item.append(link, part("p", excerpt));
      return item;
    });
    document.querySelector("ol")?.replaceChildren(...items);
  };
  Object.assign(globalThis, {
    async cold(/** @type {string} */ query) {
      const began = performance.now();
      const hits = await (await engine()).search(query, 10);
      show(hits);
      return { ms: performance.now() - began, hits: hits.length };
    },
    async warm(/** @type {string[]} */ states, /** @type {number} */ most) {
      const { search } = await engine();
      const times = [];
      const first = performance.now();
      for (const state of states) {
        const began = performance.now();
        await search(state, 10);
        times.push(performance.now() - began);
        if (performance.now() - first > most) break;
      }
      return times;
    },
    all: async (/** @type {string} */ query) => (await engine()).all?.(query),
  });
}
