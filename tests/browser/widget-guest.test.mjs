// The tag as a guest in other people's pages: what the page may do to it, and what it leaves alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./support/serve.mjs";
import { html, serveWidget } from "./support/widget.mjs";

const widget = serveWidget({
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
    const { fontFamily, textTransform, letterSpacing, fontSize, display, color } = getComputedStyle(element);
    return { fontFamily, textTransform, letterSpacing, fontSize, display, color };
  });
  assert.doesNotMatch(style.fontFamily, /^monospace/);
  assert.deepEqual({ ...style, fontFamily: "", color: "" }, {
    fontFamily: "", color: "", textTransform: "none", letterSpacing: "normal", fontSize: "16px", display: "block",
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
