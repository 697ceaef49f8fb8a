// What is on show when things go wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { html, serveWidget } from "./support/widget.mjs";

const widget = serveWidget({
  "elsewhere.html": html('<keyseek-search index="/nowhere/"></keyseek-search>'),
});
const { part, input } = widget;

test("a missing index is a plain message, and trying again works", async () => {
  await widget.open("elsewhere.html");
  await widget.page.evaluate(() => {
    document.addEventListener("keyseek-error", (event) => {
      event.preventDefault();
      document.title = /** @type {CustomEvent} */ (event).detail.error.message;
    });
  });
  await input().fill("kafka");
  await part("retry").waitFor();
  assert.match((await part("message").textContent()) ?? "", /검색을 불러오지 못했습니다/);
  assert.match(await widget.page.title(), /\/nowhere\/manifest\.keyseek.*HTTP 404/);
  widget.assertClean(/Failed to load resource.*404/);
  await widget.page.evaluate(() => document.querySelector("keyseek-search")?.setAttribute("index", "/search/"));
  await part("retry").click();
  await part("option").first().waitFor();
  assert.equal(await input().evaluate((element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement === element), true);
  widget.assertClean();
});

for (const missing of [/keyseek-panel-.*\.js$/, /keyseek\.js$/, /\.wasm\.ks$/, /manifest\.keyseek$/]) {
  test(`searching recovers when ${missing.source} comes back`, async () => {
    widget.site.faults.set(missing, "missing");
    await widget.open();
    await input().fill("kafka");
    await part("retry").waitFor();
    widget.site.faults.clear();
    await part("retry").click();
    await part("option").first().waitFor();
    assert.equal(await part("problem").count(), 0);
    widget.assertClean(/Failed to load resource|keyseek-search:/);
  });
}

test("without what stands beside results there are results; what it has to say is an error until it comes back", async () => {
  widget.site.faults.set(/keyseek-beside-/, "missing");
  await widget.open();
  await widget.ask("kafka");
  assert.ok((await part("option").count()) > 0);
  await widget.page.keyboard.press("ArrowDown");
  assert.equal(await input().getAttribute("aria-activedescendant"), "option-0");
  await input().fill("kafak");
  await part("retry").waitFor();
  assert.equal(await part("option").count(), 0);
  widget.site.faults.clear();
  await part("retry").click();
  await part("exactly").waitFor();
  assert.ok((await part("option").count()) > 0);
  widget.assertClean(/Failed to load resource|keyseek-search:/);
});

for (const missing of [/keyseek-panel-/, /\.wasm\.ks/]) {
  test(`trying again is more than waiting for the attempt under way, which fails at ${missing.source}`, { timeout: 60_000 }, async () => {
    await widget.open();
    let fail = () => {};
    /** @type {Promise<"missing">} */
    const failing = new Promise((resolve) => (fail = () => resolve("missing")));
    /** @type {() => "missing" | Promise<"missing"> | undefined} */
    let fate = () => "missing";
    widget.site.intercept = (path) => (missing.test(path) ? fate() : undefined);
    try {
      await input().fill("k");
      await part("retry").waitFor();
      const held = new Promise((resolve) => {
        fate = () => {
          resolve(undefined);
          return failing;
        };
      });
      // In one task, since the button goes as soon as the next attempt takes long.
      await widget.page.evaluate(() => {
        const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
        const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
        input.value = "kafka";
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        [...root.querySelectorAll("button")].find((button) => button.part.contains("retry") && button.checkVisibility())?.click();
      });
      await held;
      fate = () => undefined;
      fail();
      await part("option").first().waitFor();
      widget.assertClean(/Failed to load resource|keyseek-search:/);
    } finally {
      widget.site.intercept = undefined;
    }
  });
}

test("a part of the index that is missing is said, beside the results that there are", async () => {
  await widget.open();
  await widget.useSlowEngine();
  await widget.ask("missing");
  assert.match((await part("notice").textContent()) ?? "", /색인 일부를 불러오지 못해/);
  assert.equal(await part("hit").count(), 1);
  await widget.answeredAfter(() => part("again").click());
  widget.assertClean();
});

for (const [when, shown] of [["before the first key", "problem"], ["later", "message"]]) {
  test(`without a network it says so ${when}, and goes on by itself when there is one`, async () => {
    await widget.open();
    const { page } = widget;
    if (when === "later") {
      await page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).load().then(() => {}));
      await input().click();
      await part("message").waitFor();
    }
    await page.context().setOffline(true);
    await input().fill("kafka");
    await part("retry").waitFor();
    assert.match((await part(shown).textContent()) ?? "", /오프라인입니다/);
    await page.context().setOffline(false);
    await page.locator("keyseek-search", { hasText: "모니터링" }).waitFor();
    assert.equal(await part("problem").count(), 0);
    widget.assertClean(/ERR_INTERNET_DISCONNECTED|keyseek-search:/);
  });
}

test("an error of the page's own listeners stays the page's", async () => {
  await widget.open();
  await widget.page.evaluate(() => {
    for (const type of ["keyseek-open", "keyseek-search", "keyseek-results"]) {
      document.addEventListener(type, () => { throw new Error(`the page's own: ${type}`); });
    }
  });
  await input().fill("kafka");
  await part("option").first().waitFor();
  widget.assertClean(/^uncaught: Error: the page's own/);
});
