// Assistive technology, zoom, forced colours, reduced motion, other directions and input methods.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { html, serveWidget } from "./support/widget.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const main = (/** @type {string} */ tag) => `<main><h1>Page</h1>${tag}</main>`;

const widget = serveWidget({
  "inline.html": html(main('<keyseek-search filters="tags,lang" limit="4"></keyseek-search><button>next</button>')),
  "modal.html": html(main('<keyseek-search modal filters="tags" limit="4"></keyseek-search>'), "", "en"),
  "dark.html": html(main('<keyseek-search theme="dark" filters="tags" limit="4"></keyseek-search>')),
  "rtl.html": html('<keyseek-search></keyseek-search>', "", "ar").replace("<html", '<html dir="rtl"'),
  "chinese.html": html("<keyseek-search></keyseek-search>", "", "zh-CN"),
  "languages.html": html("ko en-GB ja zh-Hant fr -".split(" ").map((lang) => `<keyseek-search lang="${lang}"></keyseek-search>`).join(""), "", ""),
});
const { part, input } = widget;

/** What axe finds, every rule of it, in the page as it stands. */
async function findings() {
  // Colours in the middle of an animation are nobody's.
  await widget.page.waitForTimeout(250);
  await widget.page.addScriptTag({ path: AXE });
  const { violations, passes } = await widget.page.evaluate(() => /** @type {any} */ (window).axe.run());
  // It looked into the shadow root.
  assert.ok(passes.some((/** @type {any} */ { id, nodes }) => id === "color-contrast" && nodes.some((/** @type {any} */ { target }) => Array.isArray(target[0]))));
  return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join("\n")}`);
}

/** @type {[string, () => Promise<unknown>][]} */
const STATES = [
  ["closed", async () => {}],
  ["a first look", async () => {
    await widget.page.evaluate(() => localStorage.setItem("keyseek-recent:", '["note", "카프카"]'));
    await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).open());
    await part("chip").first().waitFor();
    await widget.page.keyboard.press("ArrowDown");
  }],
  ["results", async () => {
    await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).open());
    await widget.ask("note numb");
    await widget.answeredAfter(() => part("chip").first().click());
    await widget.page.keyboard.press("ArrowDown");
  }],
  ["sections", async () => {
    await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).search("turbine"));
    await widget.page.keyboard.press("ArrowDown");
  }],
  ["a correction", () => widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).search("kakfa"))],
  ["nothing", () => widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).search('"postin"'))],
  ["a failure", async () => {
    await widget.useSlowEngine();
    await widget.page.evaluate(() => {
      document.addEventListener("keyseek-error", (event) => event.preventDefault());
      /** @type {any} */ (document.querySelector("keyseek-search")).search("fail");
    });
    await part("retry").waitFor();
  }],
];

for (const name of ["inline.html", "modal.html", "dark.html"]) {
  for (const [state, show] of STATES) {
    test(`axe finds nothing in ${name} at ${state}`, async () => {
      await widget.open(name);
      await show();
      assert.deepEqual(await findings(), []);
    });
  }
}

test("what is active is an option of the list that the box controls, and what came is read out", async () => {
  await widget.open();
  await widget.ask("kakfa");
  await widget.page.keyboard.press("ArrowDown");
  const { role, name, ...box } = await widget.page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    const input = /** @type {Element} */ (root.querySelector("input"));
    const active = root.getElementById(input.getAttribute("aria-activedescendant") ?? "");
    return { role: active?.role, name: active?.textContent, controls: root.getElementById(input.getAttribute("aria-controls") ?? "")?.role };
  });
  assert.equal(role, "option");
  assert.match(name ?? "", /Kafka 모니터링/);
  assert.equal(box.controls, "listbox");
  await widget.page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[role=status]")?.textContent?.startsWith("‘kafka’(으)로 찾았습니다. 결과 1건 · "));
});

test("Tab goes from the box through what is around the list, and out of it", async () => {
  await widget.open("inline.html");
  await widget.ask("note");
  /** @type {string[]} */
  const seen = [];
  for (let tabs = 0; tabs < 20; tabs++) {
    await widget.page.keyboard.press("Tab");
    const at = await widget.page.evaluate(() => document.querySelector("keyseek-search")?.shadowRoot?.activeElement?.getAttribute("part"));
    if (!at) break;
    if (seen.at(-1) !== at) seen.push(at);
  }
  assert.deepEqual(seen, ["clear", "order", "chip", "more"]);
  assert.equal(await part("panel").isVisible(), false);
});

test("a window that is zoomed in to 200 % or 400 % shows everything, none of it cut off", async () => {
  for (const [width, height] of [[640, 400], [320, 256]]) {
    await widget.page.setViewportSize({ width, height });
    for (const name of ["inline.html", "modal.html"]) {
      await widget.open(name);
      await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).open());
      await widget.ask("note");
      assert.ok((await widget.page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${name} at ${width}`);
      const overflowing = await part("scroll").evaluate((scroll) => scroll.scrollWidth > scroll.clientWidth);
      assert.equal(overflowing, false, `${name} at ${width}`);
      await widget.page.keyboard.press("ArrowDown");
      const option = await part("option").first().boundingBox();
      assert.ok(option && option.y >= 0 && option.y < height, `${name} at ${width}: ${JSON.stringify(option)}`);
    }
  }
});

test("with forced colours the active option, the chosen chip and the focus are to be seen", async () => {
  await widget.page.emulateMedia({ forcedColors: "active" });
  await widget.open("inline.html");
  await widget.ask("note");
  await widget.answeredAfter(() => part("chip").first().click());
  await widget.page.keyboard.press("ArrowDown");
  for (const selector of ['[aria-selected="true"]', '[part="chip"][aria-pressed="true"]', '[part="field"]']) {
    const outline = await widget.page.locator(`keyseek-search ${selector}`).first().evaluate((element) => getComputedStyle(element).outlineStyle);
    assert.equal(outline, "solid", selector);
  }
});

test("nothing moves when the reader wants no motion", async () => {
  await widget.page.emulateMedia({ reducedMotion: "reduce" });
  await widget.open("modal.html");
  await part("button").click();
  await widget.ask("note");
  const moving = await widget.page.evaluate(() => {
    const all = [...(document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("*") ?? [])];
    return all.filter((element) => element.getAnimations().length || getComputedStyle(element).animationName !== "none").map(({ localName }) => localName);
  });
  assert.deepEqual(moving, []);
});

test("in a page that runs from right to left the box does, too", async () => {
  await widget.open("rtl.html");
  await widget.ask("note");
  const at = async (/** @type {string} */ name) => /** @type {{ x: number, width: number }} */ (await part(name).first().boundingBox());
  const [icon, clear, sort, total] = [await at("icon"), await at("clear"), await at("sort"), await at("total")];
  assert.ok(icon.x > clear.x && sort.x < total.x);
  const align = await part("title").first().evaluate((element) => getComputedStyle(element).textAlign);
  assert.match(align, /right|end/);
});

test("each box speaks the language around it, and English where it does not know that", async () => {
  await widget.open("languages.html");
  const labels = await input().evaluateAll((inputs) => inputs.map((input) => input.getAttribute("placeholder")));
  assert.deepEqual(labels, ["검색", "Search", "検索", "搜索", "Search", "Search"]);
  await widget.page.evaluate(() => {
    /** @type {any} */ (customElements.get("keyseek-search")).languages.fr = { search: "Rechercher" };
    const [, english, , , french] = /** @type {any} */ (document.querySelectorAll("keyseek-search"));
    french.lang = "fr-CA";
    english.strings = { search: "Find" };
  });
  const changed = await input().evaluateAll((inputs) => inputs.map((input) => input.getAttribute("placeholder")));
  assert.deepEqual(changed, ["검색", "Find", "検索", "搜索", "Rechercher", "Search"]);
});

test("what the panel says in a language of fewer readers is loaded where it is spoken, and English stands in for it", async () => {
  const loaded = () => widget.site.requests.filter(({ path }) => /keyseek-(ja|zh)-/.test(path)).map(({ path }) => path.slice("/search/keyseek-".length, -"-0123456789.js".length));
  await widget.open();
  await widget.ask("note");
  assert.deepEqual(loaded(), []);
  await widget.page.locator("keyseek-search").evaluate((box) => box.setAttribute("lang", "ja"));
  await widget.page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=more]")?.textContent === "さらに表示");
  await widget.open("chinese.html");
  await widget.ask("note");
  assert.match((await part("total").textContent()) ?? "", /^25 条结果/);
  assert.deepEqual(loaded(), ["ja", "zh"]);
  widget.assertClean();
  widget.site.faults.set(/keyseek-zh-/, "missing");
  await widget.open("chinese.html");
  assert.equal(await input().getAttribute("placeholder"), "搜索");
  await widget.ask("note");
  assert.match((await part("total").textContent()) ?? "", /^25 results/);
  widget.assertClean(/404/);
});

test("every syllable on the way is searched while an input method composes, in a dialog as in a box", async () => {
  await widget.open("modal.html");
  await part("button").click();
  const devtools = await widget.page.context().newCDPSession(widget.page);
  let committed = "";
  for (const composing of ["ㅁ", "모", "몬", "모니", "모닡", "모니터"]) {
    // The syllable before is committed when the next one begins.
    if (composing.length > committed.length + 1) {
      committed = composing.slice(0, -1);
      await devtools.send("Input.insertText", { text: committed.slice(-1) });
    }
    await devtools.send("Input.imeSetComposition", { text: composing.slice(-1), selectionStart: 1, selectionEnd: 1 });
    await widget.answered(composing);
    assert.ok((await part("title").allTextContents()).includes("Kafka 모니터링"), `nothing at ${composing}`);
  }
  await widget.page.keyboard.press("ArrowDown");
  assert.equal(await input().getAttribute("aria-activedescendant"), null, "an arrow is the input method's");
  await widget.page.keyboard.press("Enter");
  await devtools.send("Input.insertText", { text: "터" });
  await widget.page.waitForTimeout(100);
  assert.ok(widget.page.url().endsWith("modal.html"));
  await widget.page.keyboard.press("Enter");
  await widget.page.waitForURL("**/kafka/");
});
