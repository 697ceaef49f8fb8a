// What keys and clicks do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serveWidget } from "./support/widget.mjs";

const widget = serveWidget();
const { part, input } = widget;

test("the box is a combobox that names its active option, and the number of results is read out", async () => {
  await widget.open();
  await widget.ask("note");
  assert.equal(await input().getAttribute("role"), "combobox");
  assert.equal(await input().getAttribute("aria-expanded"), "true");
  const list = await input().getAttribute("aria-controls");
  assert.equal(await widget.page.locator(`keyseek-search #${list}`).getAttribute("role"), "listbox");
  assert.equal(await input().getAttribute("aria-activedescendant"), null);
  await widget.page.keyboard.press("ArrowDown");
  const active = await input().getAttribute("aria-activedescendant");
  assert.equal(await widget.page.locator(`keyseek-search #${active}`).getAttribute("aria-selected"), "true");
  assert.equal(await widget.page.locator('keyseek-search [role="option"][aria-selected="true"]').count(), 1);
  await widget.page.waitForTimeout(700);
  assert.match((await part("status").textContent()) ?? "", /^결과 25건 · \d+ ms$/);
});

test("arrows move and wrap; Home and End move once an option is active", async () => {
  await widget.open();
  // All on one page, so that the last option is the last.
  await widget.page.evaluate(() => document.querySelector("keyseek-search")?.setAttribute("limit", "30"));
  await widget.ask("note");
  const active = async () => Number((await input().getAttribute("aria-activedescendant"))?.replace("option-", "") ?? -1);
  const steps = /** @type {const} */ ([
    ["Home", -1], ["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", 24], ["ArrowDown", 0], ["End", 24], ["Home", 0],
  ]);
  for (const [key, expected] of steps) {
    await widget.page.keyboard.press(key);
    assert.equal(await active(), expected, key);
  }
  await widget.page.keyboard.type("s");
  await widget.page.waitForFunction(() => !document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[aria-activedescendant]"));
});

test("Enter opens the active option, or the first", async () => {
  await widget.open();
  await widget.ask("카프카");
  await widget.page.keyboard.press("Enter");
  await widget.page.waitForURL("**/kafka/");
  await widget.open();
  await widget.ask("note number 7");
  const second = await part("option").nth(1).getAttribute("href");
  await widget.page.keyboard.press("ArrowDown");
  await widget.page.keyboard.press("ArrowDown");
  await widget.page.keyboard.press("Enter");
  await widget.page.waitForURL(second ?? "");
  widget.assertClean();
});

test("Enter before the answer opens it when it comes", async () => {
  await widget.open();
  await widget.useSlowEngine();
  await input().fill("200 kafka");
  await widget.page.keyboard.press("Enter");
  await widget.page.waitForURL("**/kafka/");
});

for (const [how, act] of /** @type {[string, () => Promise<void>][]} */ ([
  ["Ctrl and Enter", () => widget.page.keyboard.press("Control+Enter")],
  ["Ctrl and a click", () => part("option").first().click({ modifiers: ["Control"] })],
  ["the middle button", () => part("option").first().click({ button: "middle" })],
])) {
  test(`${how} opens a new tab and leaves the list open`, async () => {
    await widget.open();
    await widget.ask("카프카");
    const tab = widget.page.context().waitForEvent("page");
    await act();
    await (await tab).waitForURL("**/kafka/");
    assert.equal(widget.page.url(), widget.site.url);
    assert.ok(await part("panel").isVisible());
  });
}

test("a page can take over what a choice does", async () => {
  await widget.open();
  await widget.page.evaluate(() => {
    document.addEventListener("keyseek-select", (event) => {
      event.preventDefault();
      const { hit, position } = /** @type {CustomEvent} */ (event).detail;
      document.title = `${position} ${hit.url}`;
    });
  });
  await widget.ask("카프카");
  await widget.page.keyboard.press("Enter");
  assert.equal(await widget.page.title(), "0 /kafka/");
  await part("option").first().click({ modifiers: ["Control"] });
  await part("option").first().click({ button: "middle" });
  await widget.page.keyboard.press("Control+Enter");
  await widget.page.waitForTimeout(200);
  assert.equal(widget.page.url(), widget.site.url);
  assert.equal(widget.page.context().pages().length, 1);
});

test("Esc closes the list, then empties the box, then is the page's", async () => {
  await widget.open();
  await widget.page.evaluate(() => addEventListener("keydown", (event) => (document.title = event.key)));
  await widget.ask("note");
  await widget.page.keyboard.press("Escape");
  assert.equal(await part("panel").isVisible(), false);
  assert.equal(await input().inputValue(), "note");
  await widget.page.keyboard.press("ArrowDown");
  assert.ok(await part("option").first().isVisible());
  await widget.page.keyboard.press("Escape");
  await widget.page.keyboard.press("Escape");
  assert.equal(await input().inputValue(), "");
  assert.equal(await widget.page.title(), "page");
  await widget.page.keyboard.press("Escape");
  assert.equal(await widget.page.title(), "Escape");
});

test("the list closes when the reader turns to the page, and opens again with what it had", async () => {
  await widget.open("english.html");
  await widget.ask("note");
  await widget.page.mouse.click(500, 780);
  assert.equal(await part("panel").isVisible(), false);
  await input().click();
  assert.ok(await part("option").first().isVisible());
  // A phone's keyboard is put away.
  await input().evaluate((element) => element.blur());
  assert.ok(await part("option").first().isVisible());
  await input().focus();
  const next = widget.page.getByRole("button", { name: "next" });
  for (let tabs = 0; tabs < 5 && !(await next.evaluate((button) => button === document.activeElement)); tabs++) {
    await widget.page.keyboard.press("Tab");
  }
  assert.equal(await part("panel").isVisible(), false);
});

test("search() and value are the page's way in", async () => {
  await widget.open();
  const total = await widget.page.evaluate(async () => {
    const box = /** @type {any} */ (document.querySelector("keyseek-search"));
    return (await box.search("note")).total;
  });
  assert.equal(total, 25);
  assert.equal(await input().inputValue(), "note");
  assert.ok(await part("option").first().isVisible());
  assert.equal(await widget.page.evaluate(() => document.activeElement === document.body), true);
  await part("clear").click();
  assert.equal(await input().inputValue(), "");
});

test("what is typed and entered before anything is loaded counts, and stays the box's own", async () => {
  await widget.open();
  await widget.page.evaluate(() => addEventListener("keydown", (event) => (document.title += event.key)));
  widget.site.delayMs = 400;
  await input().focus();
  await widget.page.keyboard.type("kafka");
  assert.equal(await widget.page.title(), "page");
  await widget.page.keyboard.press("Enter");
  await widget.page.waitForURL("**/kafka/");
  await widget.open();
  await input().focus();
  await widget.page.keyboard.type("카프카");
  await widget.page.keyboard.press("Enter");
  await widget.page.keyboard.type("x");
  await part("headline").or(part("option").first()).first().waitFor();
  assert.equal(widget.page.url(), widget.site.url);
  widget.assertClean();
});
