// What results show, and what is said when there are none or when they are not what was typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serveWidget } from "./support/widget.mjs";

const widget = serveWidget();
const { part, input, titles } = widget;

test("titles and texts that look like markup are text, and what was found is marked", async () => {
  await widget.open();
  await widget.ask("escaping");
  assert.deepEqual(await titles(), ["<b>Bold</b> & <img src=x onerror=alert(1)>"]);
  assert.match((await part("snippet").textContent()) ?? "", /<form action=\/evil> stays text/);
  assert.deepEqual(await part("mark").allTextContents(), ["Escaping"]);
  assert.equal(await widget.page.locator("keyseek-search :is(img, form, b)").count(), 0);
  widget.assertClean();
});

test("what was found is marked in titles, too", async () => {
  await widget.open();
  await widget.ask("kafka ");
  const marked = await widget.page.locator('keyseek-search [part="title"] [part="mark"]').allTextContents();
  assert.ok(marked.length > 0 && marked.every((text) => /kafka|카프카/i.test(text)), marked.join());
});

test("each option shows where it leads and when it was written", async () => {
  await widget.open();
  await widget.ask("카프카");
  assert.equal(await part("path").textContent(), "kafka");
  assert.equal(await part("date").textContent(), "2026. 3. 5.");
  assert.equal(await part("option").first().getAttribute("href"), `${widget.site.url}kafka/`);
});

test("an address that is none of the web's is shown, but not followed", async () => {
  await widget.open();
  await widget.useSlowEngine();
  await input().fill("javascript:document.title='run'");
  await part("option").waitFor();
  assert.equal(await part("path").textContent(), "javascript:document.title='run'");
  assert.equal(await part("option").getAttribute("href"), null);
  await widget.page.keyboard.press("Enter");
  await widget.page.keyboard.press("Control+Enter");
  await widget.page.waitForTimeout(100);
  assert.deepEqual([await widget.page.title(), widget.page.url(), widget.page.context().pages().length], ["page", widget.site.url, 1]);
});

test("nothing found says so, and repeats no more of the query than fits", async () => {
  await widget.open();
  await widget.ask("쀍쀍쀍");
  assert.match((await part("headline").textContent()) ?? "", /‘쀍쀍쀍’ 검색 결과가 없습니다/);
  assert.equal(await input().getAttribute("aria-expanded"), "false");
  await widget.ask("쀍".repeat(500));
  assert.ok(((await part("headline").textContent()) ?? "").length < 80);
  widget.assertClean();
});

test("a query that was understood otherwise than typed says how", async () => {
  await widget.open();
  await widget.ask("kakfa");
  assert.equal(await part("notice").textContent(), "‘kafka’(으)로 찾았습니다. ‘kakfa’ 그대로 찾기");
  await widget.ask("kafka");
  assert.match((await part("total").textContent()) ?? "", /^결과 \d+건 · [\d,]+ ms$/);
  widget.assertClean();
});
