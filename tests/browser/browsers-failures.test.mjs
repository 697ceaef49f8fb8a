// What is on show when things go wrong, and how it goes on, in Firefox and in WebKit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inEveryBrowser, watched } from "./support/driven.mjs";
import { serve } from "./support/serve.mjs";
import { html } from "./support/widget-site.mjs";

const OURS = /^error: keyseek-search:/;

const PAGES = {
  "elsewhere.html": watched('<keyseek-search index="/nowhere/"></keyseek-search>'),
  "noisy.html": watched("", '<script>console.error("broken"); setTimeout(() => missing()); Promise.reject(new Error("rejected"))</script>'),
  "unwatched.html": html("", "<script>setTimeout(() => missing())</script>"),
};

inEveryBrowser(PAGES, (page, name) => {
  // A check that cannot fail proves nothing.
  test("errors of a page are seen, unless they are expected", async () => {
    for (const error of [/broken/, /missing/, /rejected/]) {
      await page.open("noisy.html");
      await page.until(() => JSON.parse(sessionStorage.getItem("page-errors") ?? "[]").length >= 3);
      await assert.rejects(page.assertClean(), error);
    }
    await page.open("noisy.html");
    await page.until(() => JSON.parse(sessionStorage.getItem("page-errors") ?? "[]").length >= 3);
    await page.assertClean(/broken|missing|rejected/);
    if (name === "firefox") {
      await page.open("unwatched.html");
      await new Promise((resolve) => setTimeout(resolve, 300));
      await assert.rejects(page.assertClean(), /missing is not defined/);
    }
  });

  test("an index that is not there is a plain message, and trying again works", async () => {
    await page.open("elsewhere.html");
    await page.click("input");
    await page.press("kafka");
    await page.part("retry");
    assert.match((await page.part("message")).text, /검색을 불러오지 못했습니다/);
    await page.run(() => document.querySelector("keyseek-search")?.setAttribute("index", "/search/"));
    await page.click("retry");
    await page.found("Kafka 모니터링");
    assert.equal(await page.focused(), "input");
    await page.assertClean(OURS);
  });

  // Browsers remember differently which modules failed to load.
  for (const missing of [/keyseek-panel-.*\.js$/, /keyseek\.js$/, /\.wasm\.ks$/, /manifest\.keyseek$/, /\/index\//]) {
    test(`searching recovers when ${missing.source} comes back`, async () => {
      page.site.faults.set(missing, "missing");
      await page.open();
      await page.click("input");
      await page.press("kafka");
      await page.part("retry");
      page.site.faults.clear();
      await page.until(() => {
        // An attempt that is still under way may take the button away, and may succeed first.
        const root = document.querySelector("keyseek-search")?.shadowRoot;
        const button = [...(root?.querySelectorAll("[part~=retry]") ?? [])].find((button) => button.getClientRects().length);
        /** @type {HTMLElement | undefined} */ (button)?.click();
        return !!button || !!root?.querySelector('[part="option"]');
      });
      await page.found("Kafka 모니터링");
      assert.equal(await page.isShown("problem"), false);
      await page.assertClean(OURS);
    });
  }

  for (const fault of /** @type {const} */ (["error", "cut", "damaged", "refuse"])) {
    test(`a file whose first answer is ${fault} is asked for again, unseen`, async () => {
      await page.open();
      /** @type {Set<string>} */
      const failed = new Set();
      page.site.intercept = (path) => {
        if (!/\.wasm\.ks$|\/index\//.test(path) || failed.has(path)) return undefined;
        failed.add(path);
        return fault;
      };
      try {
        await page.click("input");
        await page.press("kafka");
        await page.found("Kafka 모니터링");
        assert.ok(failed.size >= 2);
      } finally {
        page.site.intercept = undefined;
      }
    });
  }

  test("when the server goes away that is said, and it goes on when it is back", async () => {
    const first = await serve(page.folder);
    await page.open("", first.url);
    await first.close();
    await page.click("input");
    await page.press("kafka");
    await page.part("retry");
    const second = await serve(page.folder, { port: Number(new URL(first.url).port) });
    try {
      // What browsers send when the network is back.
      await page.run(() => void dispatchEvent(new Event("online")));
      await page.found("Kafka 모니터링");
      await page.assertClean(OURS);
    } finally {
      await second.close();
    }
  });
});
