// The query in the page's address, and what was found in the page that a result opens.

import assert from "node:assert/strict";
import { test } from "node:test";
import { html, serveWidget } from "./support/widget.mjs";

const TARGET = (/** @type {string} */ head) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>target</title>${head}
  <nav>카프카</nav><main><p style="margin-bottom: 3000px">Nothing here. <script>"카프카"</script></p>
  <p id="first">여기에 카프카를 쓴다. <b>카프카</b> a(b) A(B)</p><p style="margin-bottom: 3000px">end</p></main>`;

const widget = serveWidget({
  "search.html": html('<a href="/kafka/">away</a><keyseek-search param="q"></keyseek-search>'),
  "plain.html": html("<keyseek-search></keyseek-search>"),
  "fragments.html": html("<keyseek-search highlight></keyseek-search>"),
  "marks.html": html('<keyseek-search highlight="found"></keyseek-search>'),
  "target.html": TARGET('<script type="module" src="/search/keyseek-mark.js"></script>'),
  "without.html": TARGET('<script>delete CSS.highlights; Object.setPrototypeOf(CSS, null)</script><script type="module" src="/search/keyseek-mark.js"></script>'),
});
const { part, input, titles } = widget;

/** The page's address below its origin, readable. */
const address = () => decodeURIComponent(widget.page.url().slice(widget.site.url.length));

test("a search page shows what its address asks for", async () => {
  await widget.open("search.html?q=%EC%B9%B4%ED%94%84%EC%B9%B4&x=1#y");
  await part("option").first().waitFor();
  assert.equal(await input().inputValue(), "카프카");
  assert.deepEqual(await titles(), ["Kafka 모니터링"]);
  assert.equal(address(), "search.html?q=카프카&x=1#y");
  await widget.open("plain.html?q=note");
  await widget.page.waitForTimeout(200);
  assert.equal(await input().inputValue(), "");
  await widget.ask("note");
  assert.equal(address(), "plain.html?q=note");
  await widget.ask("kafka");
  assert.equal(address(), "plain.html?q=note");
  widget.assertClean();
});

test("a query is one entry of the history; back and forward go from one to the next", async () => {
  await widget.open("search.html");
  await input().click();
  for (const key of "note") await widget.page.keyboard.press(key);
  await widget.answered("note");
  assert.equal(address(), "search.html?q=note");
  await input().blur();
  await input().click();
  await widget.ask("카프카");
  assert.equal(address(), "search.html?q=카프카");
  await widget.page.goBack();
  await widget.answered("note");
  assert.equal(await part("hit").count(), 10);
  await widget.page.goBack();
  assert.equal(await input().inputValue(), "");
  assert.equal(address(), "search.html");
  await widget.page.goForward();
  await widget.answered("note");
  await widget.page.goForward();
  await widget.answered("카프카");
  // From a result back to the results.
  await part("option").first().click();
  await widget.page.waitForURL("**/kafka/");
  await widget.page.goBack();
  await part("option").first().waitFor();
  assert.equal(await input().inputValue(), "카프카");
  widget.assertClean();
});

test("results open where they were found, as the browser's own text fragments", async () => {
  await widget.open("fragments.html");
  await widget.ask("카프카");
  const href = (await part("option").first().getAttribute("href")) ?? "";
  assert.ok(href.startsWith(`${widget.site.url}kafka/#:~:text=`), href);
  assert.equal(await part("path").first().textContent(), "kafka");
  await widget.ask("turbine");
  const section = decodeURIComponent((await part("section").first().getAttribute("href")) ?? "");
  assert.ok(section.startsWith(`${widget.site.url}manual/#starting-the-turbine:~:text=turbine`), section);
});

test("results tell the script of the page that they open what was found", async () => {
  await widget.open("marks.html");
  await widget.ask("모니털");
  const url = new URL((await part("option").first().getAttribute("href")) ?? "");
  assert.equal(url.pathname, "/kafka/");
  assert.deepEqual(url.searchParams.getAll("found"), ["모니터링하는"]);
});

for (const [name, count] of /** @type {const} */ ([["target.html", 0], ["without.html", 4]])) {
  test(`the script marks every place in ${name} and scrolls to the first`, async () => {
    const { page } = widget;
    await page.goto(`${widget.site.url}${name}?found=${encodeURIComponent("카프카")}&found=${encodeURIComponent("a(b)")}&x=1`);
    await page.waitForFunction(() => scrollY > 1000);
    assert.ok(page.url().endsWith(`${name}?x=1`));
    const marked = await page.evaluate(() => {
      const ranges = "highlights" in CSS ? [...(/** @type {any} */ (CSS.highlights).get("keyseek") ?? [])] : [];
      return ranges.map(String);
    });
    const elements = await page.locator("mark").allTextContents();
    assert.deepEqual(count ? elements : marked, ["카프카", "카프카", "a(b)", "A(B)"]);
    assert.equal(elements.length, count);
    assert.match((await page.locator("#first").textContent()) ?? "", /^여기에 카프카를 쓴다\. 카프카 a\(b\) A\(B\)$/);
    widget.assertClean();
  });
}

test("the script leaves a page alone that was not opened by a result", async () => {
  await widget.page.goto(`${widget.site.url}target.html?found=`);
  await widget.page.waitForTimeout(200);
  assert.equal(await widget.page.evaluate(() => scrollY), 0);
  assert.equal(await widget.page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await widget.page.goto(`${widget.site.url}target.html?found=${encodeURIComponent("카프카")}#end`);
  await widget.page.waitForTimeout(200);
  assert.equal(await widget.page.evaluate(() => scrollY), 0);
  widget.assertClean();
});
