// The tag as a button that opens a dialog, and the keys that open it from anywhere in the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { html, serveWidget } from "./support/widget.mjs";

const widget = serveWidget({
  "modal.html": html(`<button id="before">before</button><keyseek-search modal></keyseek-search>
    <p style="height: 3000px">long</p>
    <input id="text"><input id="box" type="checkbox"><textarea id="area"></textarea><div id="rich" contenteditable><b id="bold">rich</b></div>
    <div id="role" role="textbox" tabindex="0">role</div><x-open></x-open><x-closed></x-closed>
    <script>
      for (const mode of ["open", "closed"]) customElements.define("x-" + mode, class extends HTMLElement {
        constructor() { super(); this.attachShadow({ mode, delegatesFocus: true }).innerHTML = "<input>"; }
      });
    </script>`),
  "shortcut.html": html('<keyseek-search shortcut="s"></keyseek-search><keyseek-search modal shortcut=""></keyseek-search>'),
  "both.html": html("<keyseek-search></keyseek-search><keyseek-search modal></keyseek-search>", "", "en"),
});
const { part, input } = widget;

const isOpen = () => widget.page.evaluate(() => Boolean(document.querySelector("keyseek-search[modal]")?.shadowRoot?.querySelector("dialog")?.open));

test("a button opens the dialog, which holds the focus and gives it back", async () => {
  await widget.open("modal.html");
  assert.equal(await part("button").getAttribute("aria-haspopup"), "dialog");
  assert.equal(await part("label").textContent(), "검색");
  await part("button").click();
  assert.ok(await isOpen());
  const focused = () => widget.page.evaluate(() => document.querySelector("keyseek-search")?.shadowRoot?.activeElement?.getAttribute("part") ?? document.activeElement?.id ?? null);
  assert.equal(await focused(), "input");
  await widget.ask("note");
  for (let tabs = 0; tabs < 12; tabs++) {
    await widget.page.keyboard.press("Tab");
    assert.notEqual(await focused(), "before");
    assert.notEqual(await focused(), "button");
  }
  await input().focus();
  await widget.page.keyboard.press("Escape");
  assert.equal(await isOpen(), false);
  assert.equal(await focused(), "button");
  // What was asked is still there.
  await part("button").click();
  assert.equal(await input().inputValue(), "note");
  assert.ok(await part("option").first().isVisible());
  await widget.page.mouse.click(5, 700);
  assert.equal(await isOpen(), false);
  widget.assertClean();
});

test("the shortcuts open it from anywhere, but not from where one types", async () => {
  await widget.open("modal.html");
  const { page } = widget;
  for (const key of ["/", "Control+k", "Control+K"]) {
    await page.locator("#before").focus();
    await page.keyboard.press(key);
    assert.ok(await isOpen(), key);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "before");
  }
  await page.locator("#box").focus();
  await page.keyboard.press("/");
  assert.ok(await isOpen(), "a checkbox takes no text");
  await page.keyboard.press("Escape");
  for (const where of ["#text", "#area", "#rich", "#role", "x-open", "x-closed"]) {
    await page.locator(where).focus();
    for (const key of ["/", "Control+k"]) {
      await page.keyboard.press(key);
      assert.equal(await isOpen(), false, `${key} in ${where}`);
    }
  }
  assert.equal(await page.locator("#text").inputValue(), "/");
  await page.locator("#before").focus();
  for (const key of ["Alt+/", "k", "Control+Shift+k"]) {
    await page.keyboard.press(key);
    assert.equal(await isOpen(), false, key);
  }
});

test("a shortcut works on a layout that types no Latin letters, and where the page has not taken it", async () => {
  await widget.open("modal.html");
  const press = (/** @type {Record<string, unknown>} */ init) => widget.page.evaluate((init) => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  }, init);
  await press({ key: "ㅏ", code: "KeyK", ctrlKey: true });
  assert.ok(await isOpen());
  await widget.page.keyboard.press("Escape");
  await widget.page.evaluate(() => addEventListener("keydown", (event) => event.preventDefault(), true));
  await press({ key: "/", code: "Slash" });
  assert.equal(await isOpen(), false);
});

test("a dialog that was closed while its panel was loading stays closed", async () => {
  await widget.open("modal.html");
  const isOpen = await widget.page.evaluate(async () => {
    const Search = /** @type {any} */ (customElements.get("keyseek-search"));
    const loaded = await Search.panel(0);
    let arrive = () => {};
    Search.panel = () => new Promise((resolve) => (arrive = () => resolve(loaded)));
    const box = /** @type {any} */ (document.querySelector("keyseek-search"));
    box.open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    box.close();
    // At once: the browser takes the focus from what is no longer there only when it next draws the page.
    arrive();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return box.shadowRoot.querySelector("dialog").open;
  });
  assert.equal(isOpen, false);
  widget.assertClean();
});

test("the attribute says which keys, for a box in the page too; nothing is loaded before", async () => {
  await widget.open("shortcut.html");
  for (const key of ["/", "Control+k"]) await widget.page.keyboard.press(key);
  assert.equal(await isOpen(), false);
  assert.equal(widget.site.requests.length, 2);
  await widget.page.keyboard.press("s");
  assert.ok(await input().first().evaluate((element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement === element));
  assert.equal(await input().first().inputValue(), "");
});

test("open(), search(), clear() and close() do what keys and clicks do", async () => {
  await widget.open("modal.html");
  const total = await widget.page.evaluate(async () => (await /** @type {any} */ (document.querySelector("keyseek-search")).search("note")).total);
  assert.equal(total, 25);
  assert.ok(await isOpen());
  await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).clear());
  assert.equal(await input().inputValue(), "");
  await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).close());
  assert.equal(await isOpen(), false);
  await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).open());
  assert.ok(await isOpen());
  await widget.page.evaluate(() => document.querySelector("keyseek-search")?.removeAttribute("modal"));
  await widget.ask("note");
  assert.ok(await part("option").first().isVisible());
  widget.assertClean();
});

test("on a phone it fills the screen", async () => {
  await widget.page.setViewportSize({ width: 390, height: 844 });
  await widget.open("modal.html");
  await part("button").click();
  await widget.ask("note");
  assert.deepEqual(await part("card").boundingBox(), { x: 0, y: 0, width: 390, height: 844 });
  await part("close").click();
  assert.equal(await isOpen(), false);
});

test("scrolling in it does not scroll the page", async () => {
  await widget.open("modal.html");
  await part("button").click();
  await widget.page.mouse.move(20, 600);
  await widget.page.mouse.wheel(0, 400);
  await widget.page.waitForTimeout(200);
  assert.equal(await widget.page.evaluate(() => scrollY), 0);
});

test("a box and a dialog live in one page", async () => {
  await widget.open("both.html");
  await widget.page.locator("keyseek-search").first().locator('[part="input"]').fill("note");
  await widget.page.locator("keyseek-search").first().locator('[part~="option"]').first().waitFor();
  await widget.page.keyboard.press("Escape");
  await widget.page.mouse.click(500, 700);
  await widget.page.locator("body").evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  await widget.page.keyboard.press("/");
  assert.ok(await isOpen());
  widget.assertClean();
});

test("Escape that ends a composition does not close the dialog", async () => {
  await widget.open("modal.html");
  await part("button").click();
  const devtools = await widget.page.context().newCDPSession(widget.page);
  await devtools.send("Input.imeSetComposition", { text: "거", selectionStart: 1, selectionEnd: 1 });
  await widget.answered("거");
  await widget.page.keyboard.press("Escape");
  assert.ok(await isOpen());
});
