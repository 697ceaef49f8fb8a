// The tag as a guest in other people's pages: what the page may do to it, and what it leaves alone.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { changes, looks } from "./support/looks.mjs";
import { serve } from "./support/serve.mjs";
import { html, serveWidget } from "./support/widget.mjs";

const require = createRequire(import.meta.url);

/** Style sheets of pages that the tag may find itself in. */
const SHEETS = {
  "all: unset": "* { all: unset !important }",
  "an aggressive reset": `*, *::before, *::after { margin: 0 !important; padding: 0 !important; border: 0 !important; box-sizing: content-box !important }
    html { font: italic 700 9px/3 fantasy; color: lime; text-align: center; word-break: break-all; cursor: wait }
    body { --accent: red; --background: red; --color: red; --radius: 0; letter-spacing: 5px; text-transform: uppercase; white-space: pre }
    button, input, a, mark, svg, path, dialog, kbd, p { all: revert !important; display: inline !important; fill: red !important; color: red !important }`,
  Bootstrap: await readFile(require.resolve("bootstrap/dist/css/bootstrap.css"), "utf8"),
  Tailwind: (await Promise.all(["theme", "preflight"].map((name) => readFile(require.resolve(`tailwindcss/${name}.css`), "utf8")))).join(""),
};

const widget = serveWidget({
  "plain.html": html("<keyseek-search></keyseek-search>"),
  "modal.html": html("<keyseek-search modal></keyseek-search>"),
  "frame.html": html('<iframe src="/plain.html" width="800" height="600"></iframe>'),
  "bare.html": html("<p>text</p>").replace(/<script.*<\/script>/, ""),
  "folder.html": html('<keyseek-search index="/search" limit="3" placeholder="문서 찾기" theme="dark"></keyseek-search>'),
  "hostile.html": html(
    "<keyseek-search></keyseek-search>",
    `<style>
      html { font-size: 62.5%; letter-spacing: 9px }
      * { font-family: monospace !important; text-transform: uppercase !important; visibility: visible;
          color: lime !important; line-height: 4 !important; box-sizing: content-box !important }
      input, a, mark { display: none !important }
    </style>
    <script>
      window.pageKeys = [];
      addEventListener("load", () => document.addEventListener("keydown", (event) => pageKeys.push(event.key)));
      Element.prototype.toString = () => { throw new Error("not yours") };
    </script>`,
  ),
});
const { part, input } = widget;

test("the page's styles and shortcuts do not reach inside", async () => {
  await widget.open("hostile.html");
  await input().click();
  await widget.page.keyboard.type("kafka");
  await part("option").first().waitFor();
  const style = await part("title").first().evaluate((element) => {
    const { fontFamily, textTransform, letterSpacing, fontSize, color } = getComputedStyle(element);
    return { fontFamily, textTransform, letterSpacing, fontSize, color };
  });
  assert.doesNotMatch(style.fontFamily, /^monospace/);
  assert.deepEqual({ ...style, fontFamily: "", color: "" }, {
    fontFamily: "", color: "", textTransform: "none", letterSpacing: "normal", fontSize: "16px",
  });
  assert.notEqual(style.color, "rgb(0, 255, 0)");
  assert.deepEqual(await widget.page.evaluate(() => /** @type {any} */ (window).pageKeys), []);
  widget.assertClean();
});

test("a strict Content-Security-Policy is enough", async () => {
  const strict = await serve(widget.folder, { csp: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:" });
  await widget.page.goto(strict.url);
  await input().click();
  await widget.page.keyboard.type("kafka");
  await part("option").first().waitFor();
  const width = await part("panel").evaluate((element) => element.getBoundingClientRect().width);
  assert.ok(width > 400, `the panel is ${width} wide: its styles were refused`);
  widget.assertClean();
  await strict.close();
});

test("the panel stays inside a narrow window", async () => {
  await widget.page.setViewportSize({ width: 390, height: 700 });
  await widget.open();
  await widget.page.evaluate(() => document.querySelector("keyseek-search")?.setAttribute("style", "width: 120px; margin-left: auto"));
  await widget.ask("note");
  const box = await part("panel").boundingBox();
  assert.ok(box && box.x >= 0 && box.x + box.width <= 390 && box.width > 300, JSON.stringify(box));
  assert.ok(box.y + box.height <= 700, JSON.stringify(box));
});

test("the interface speaks the page's language, in the theme that is asked for", async () => {
  await widget.open("english.html");
  assert.equal(await input().getAttribute("placeholder"), "Search");
  await widget.ask("note");
  assert.match((await part("total").textContent()) ?? "", /^25 results · /);
  await widget.open("folder.html");
  assert.equal(await input().getAttribute("placeholder"), "문서 찾기");
  const background = await part("field").evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(background, "rgb(23, 25, 31)");
});

test("the tag can be moved, made twice and removed while it works", async () => {
  await widget.open();
  await widget.ask("note");
  await widget.page.evaluate(async () => {
    const box = /** @type {any} */ (document.querySelector("keyseek-search"));
    const place = document.createElement("section");
    document.body.append(place);
    place.append(box);
    const pending = box.search("kafka");
    box.remove();
    await pending;
    place.append(box, document.createElement("keyseek-search"));
    await import(`${location.origin}/search/keyseek-search.js?again`);
  });
  await input().first().fill("postings");
  await part("option").first().waitFor();
  widget.assertClean();
});

for (const name of ["plain.html", "modal.html"]) {
  for (const [sheet, css] of Object.entries(SHEETS)) {
    test(`${sheet} leaves ${name} as it is`, async () => {
      await widget.open(name);
      await widget.page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).open());
      await widget.ask("kafka");
      await widget.page.waitForTimeout(300);
      const before = await widget.page.evaluate(looks);
      await widget.page.addStyleTag({ content: css });
      await widget.page.waitForTimeout(300);
      const after = await widget.page.evaluate(looks);
      assert.ok(before.length > 25);
      assert.deepEqual(changes(before, after), []);
    });
  }
}

test("the page is left alone: no global but the element, no style, nothing in its tree", async () => {
  await widget.page.goto(`${widget.site.url}bare.html`);
  const [before, after] = await widget.page.evaluate(async () => {
    const state = () => ({
      globals: Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)).sort(),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      tree: document.documentElement.outerHTML,
      style: [...getComputedStyle(/** @type {Element} */ (document.querySelector("p")))].map((name) => getComputedStyle(document.body).getPropertyValue(name)).join(),
    });
    const before = state();
    await import(`${location.origin}/search/keyseek-search.js`);
    const box = /** @type {any} */ (document.createElement("keyseek-search"));
    document.body.append(box);
    await box.search("kafka");
    box.remove();
    return [before, state()];
  });
  assert.deepEqual(after, before);
  widget.assertClean();
});

test("it works in a frame", async () => {
  await widget.page.goto(`${widget.site.url}frame.html`);
  const frame = widget.page.frameLocator("iframe");
  await frame.locator('[part="input"]').fill("카프카");
  assert.equal(await frame.locator('[part="title"]').first().textContent(), "Kafka 모니터링");
  await frame.locator('[part="input"]').press("Enter");
  await widget.page.waitForFunction(() => document.querySelector("iframe")?.contentDocument?.title === "opened");
  assert.ok(widget.page.url().endsWith("frame.html"));
  widget.assertClean();
});
