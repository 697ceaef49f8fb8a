// The tag over a small index: what is loaded when, and what is answered while a reader types.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENTS, html, serveWidget } from "./support/widget.mjs";

const widget = serveWidget({
  "folder.html": html('<keyseek-search index="/search" limit="3" placeholder="문서 찾기" theme="dark"></keyseek-search>'),
  "filters.html": html('<keyseek-search filters="tags"></keyseek-search>'),
});
const { part, input, titles } = widget;

// Loading

test("nothing but the script is loaded before the reader comes near", async () => {
  await widget.open();
  await widget.page.waitForTimeout(200);
  assert.deepEqual(widget.site.requests.map(({ path }) => path), ["/", "/search/keyseek-search.js"]);
  await widget.page.locator("keyseek-search").hover();
  await widget.page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("manifest.keyseek")));
  widget.assertClean();
});

test("the element opens its index once, and says so", async () => {
  await widget.open("folder.html");
  await widget.page.evaluate(() => {
    document.addEventListener("keyseek-open", (event) => {
      document.title += ` ${/** @type {CustomEvent} */ (event).detail.index.documents}`;
    });
  });
  await input().click();
  await widget.ask("note");
  await widget.ask("kafka");
  assert.equal(await widget.page.title(), `page ${DOCUMENTS.length + 1}`);
  assert.equal(widget.site.requests.filter(({ path }) => path === "/search/manifest.keyseek").length, 1);
  widget.assertClean();
});

test("what stands beside results comes when the first are there, and to a page or an answer that needs it with them", async () => {
  const isThere = () => widget.page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("keyseek-beside-")));
  await widget.open();
  // Takes down whether it was asked for when the answer was told of.
  await widget.page.evaluate(() => document.addEventListener("keyseek-results", () => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    Object.assign(window, { sheets: root.adoptedStyleSheets.length });
  }));
  await input().click();
  await widget.page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=message]"));
  assert.equal(await isThere(), false);
  await widget.ask("note");
  assert.equal(await widget.page.evaluate("sheets"), 2);
  await widget.page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.adoptedStyleSheets.length === 3);
  await part("order").first().waitFor();

  await widget.open();
  await input().fill("kafak");
  await part("exactly").waitFor();
  await widget.open("filters.html");
  await input().click();
  await part("chip").first().waitFor();
  assert.equal(await part("hit").count(), 0);
  widget.assertClean();
});

// Answers

test("results come while one types, key by key, and stay until the next ones are there", async () => {
  await widget.open();
  await input().click();
  await widget.page.evaluate(() => {
    const list = document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=list]");
    /** @type {any} */ (window).emptied = 0;
    if (list) new MutationObserver(() => list.children.length || /** @type {any} */ (window).emptied++).observe(list, { childList: true });
  });
  let typed = "";
  for (const key of "note nu") {
    await widget.page.keyboard.press(key === " " ? "Space" : key);
    typed += key;
    await widget.answered(typed);
    assert.ok((await titles()).some((title) => title.startsWith("Note number")), `nothing at ${typed}`);
  }
  assert.equal(await widget.page.evaluate(() => /** @type {any} */ (window).emptied), 0);
  widget.assertClean();
});

test("a syllable is searched while the input method composes it, and Enter belongs to the input method", async () => {
  await widget.open();
  await input().click();
  const devtools = await widget.page.context().newCDPSession(widget.page);
  for (const composing of ["ㄱ", "거", "검", "검ㅅ", "검새", "검색"]) {
    // The first syllable is committed when the second begins.
    if (composing === "검ㅅ") await devtools.send("Input.insertText", { text: "검" });
    const text = composing.slice(-1);
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await widget.answered(composing);
    assert.ok((await titles()).includes("검색 색인"), `nothing at ${composing}`);
  }
  await widget.page.keyboard.press("Enter");
  await widget.page.waitForTimeout(100);
  assert.equal(widget.page.url(), widget.site.url);
  widget.assertClean();
});

test("queries that nobody types get an answer, not an error", async () => {
  await widget.open();
  await input().click();
  const queries = ["a".repeat(100_000), "가 ".repeat(50_000), "\0\u0001\u007f\u0085", "\ud800", "x\udc00y", "\u200b\ufeff", "“”—…", "('\\\"", "*", "-", "+", "𝒳😀"];
  for (const query of queries) {
    const total = await widget.page.evaluate(async (query) => {
      const box = /** @type {any} */ (document.querySelector("keyseek-search"));
      return (await box.search(query))?.total;
    }, query);
    const blank = !query.trim();
    assert.equal(typeof total, blank ? "undefined" : "number", `no answer to ${JSON.stringify(query.slice(0, 20))}`);
  }
  for (const blank of ["", "   ", "\n\t"]) {
    await input().fill(blank);
    assert.match((await part("message").textContent()) ?? "", /찾을 말을 입력하세요/);
  }
  widget.assertClean();
});

test("a late answer to an earlier query is dropped", async () => {
  await widget.open();
  await widget.useSlowEngine();
  await input().fill("300 early");
  await input().fill("20 late");
  await widget.page.waitForTimeout(500);
  assert.deepEqual(await titles(), ["20 late"]);
  await input().fill("300 fail");
  await input().fill("20 last");
  await widget.page.waitForTimeout(500);
  assert.deepEqual(await titles(), ["20 last"]);
  widget.assertClean();
});

test("a wait is shown after a moment, and over the old results", async () => {
  await widget.open();
  await widget.useSlowEngine();
  await input().fill("600 slow");
  assert.equal(await part("field").getAttribute("data-busy"), null);
  await widget.page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[data-busy]"));
  assert.match((await part("message").textContent()) ?? "", /불러오는 중/);
  await part("option").waitFor();
  assert.equal(await part("field").getAttribute("data-busy"), null);
  await input().fill("500 again");
  await widget.page.waitForTimeout(250);
  assert.deepEqual(await titles(), ["600 slow"]);
});

test("more results follow by the button and by scrolling, each once", async () => {
  await widget.open("folder.html");
  await widget.ask("postings");
  assert.equal(await part("option").count(), 3);
  await part("more").dispatchEvent("click");
  await widget.page.waitForFunction(() => (document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("[part=option]").length ?? 0) >= 6);
  const scroll = part("scroll");
  for (let turn = 0; turn < 40 && (await part("option").count()) < 25; turn++) {
    await scroll.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await widget.page.waitForTimeout(30);
  }
  assert.equal(await part("option").count(), 25);
  assert.equal(new Set(await titles()).size, 25);
  assert.equal(await part("more").isVisible(), false);
  widget.assertClean();
});
