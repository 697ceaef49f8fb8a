// node scripts/screenshots.mjs [OUT_DIR]
//
// Pictures of every state of the widget, in both languages and themes, on a desktop and on a phone, with a sheet of them all for each:
// dist/screenshots unless told. They are to be looked at; no test compares them. Needs the command: `make build`.

import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildSite } from "../tests/browser/support/build-site.mjs";
import { launch } from "../tests/browser/support/chromium.mjs";
import { serve } from "../tests/browser/support/serve.mjs";

const SIZES = { desktop: { width: 1100, height: 760 }, phone: { width: 390, height: 844 } };

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} name */
const part = (page, name) => page.locator(`keyseek-search [part~="${name}"]`);

/** @param {Page} page @param {string} query @param {string} shown the part to wait for */
async function type(page, query, shown = "total") {
  await page.locator("keyseek-search").evaluate((box) => /** @type {any} */ (box).open());
  await part(page, "input").fill(query);
  await part(page, shown).first().waitFor();
}

/** @param {Page} page */
const down = (page) => page.keyboard.press("ArrowDown");

/** @param {Page} page @param {string} body of an engine's `search` */
async function useEngine(page, body) {
  await page.evaluate((body) => {
    const search = new Function(`return ${body}`)();
    /** @type {any} */ (customElements.get("keyseek-search")).engine = async () => ({ open: async () => ({ search }) });
  }, body);
}

const ONE = `{ url: "/very/long/address/of/a/page/", title: "Unbroken".repeat(30), snippet: [{ text: "검색".repeat(60) + " ", mark: false }, { text: "mark".repeat(40), mark: true }], date: "2026-01-02" }`;

/** @type {Record<string, { tag?: string, dir?: string, act: (page: Page) => Promise<unknown> }>} */
const STATES = {
  closed: { act: async () => {} },
  start: { act: (page) => part(page, "input").click() },
  recent: {
    tag: 'filters="tags,lang"',
    async act(page) {
      await page.evaluate(() => localStorage.setItem("keyseek-recent:", JSON.stringify(["kafka 모니터링", "색인", "fst dictionary"])));
      await part(page, "input").click();
      await part(page, "chip").first().waitFor();
      await down(page);
    },
  },
  results: { async act(page) { await type(page, "fst 색인"); await down(page); } },
  sections: { async act(page) { await type(page, "keystroke"); await down(page); await down(page); } },
  completions: { act: (page) => type(page, "dicti") },
  composing: { act: (page) => type(page, "검새") },
  corrected: { act: (page) => type(page, "webasembly") },
  layout: { act: (page) => type(page, "rjator") },
  initials: { act: (page) => type(page, "ㄱㅅ") },
  filters: {
    tag: 'filters="tags,lang"',
    async act(page) {
      await type(page, "색인");
      await part(page, "chip").nth(1).click();
      await page.waitForTimeout(300);
    },
  },
  more: {
    tag: 'limit="2"',
    async act(page) { await type(page, "index"); await part(page, "more").scrollIntoViewIfNeeded(); },
  },
  nothing: { act: (page) => type(page, "keystrzzz", "headline") },
  suggestions: { act: (page) => type(page, '"keystrok"', "query") },
  waiting: { async act(page) { await useEngine(page, "() => new Promise(() => {})"); await type(page, "색인", "message"); } },
  error: { async act(page) { await useEngine(page, "() => Promise.reject(new Error('gone'))"); await type(page, "색인", "retry"); } },
  offline: {
    async act(page) { await useEngine(page, "() => Promise.reject(new Error('gone'))"); await page.context().setOffline(true); await type(page, "색인", "retry"); },
  },
  missing: { async act(page) { await useEngine(page, `async (query) => ({ query, total: 1, took_ms: 2, missing: ["a"], hits: [${ONE}] })`); await type(page, "색인"); } },
  rtl: { dir: "rtl", tag: 'filters="tags"', async act(page) { await type(page, "index"); await down(page); } },
  button: { tag: "modal", act: async () => {} },
  modal: { tag: "modal", act: (page) => part(page, "button").click() },
  "modal-results": { tag: 'modal filters="tags"', async act(page) { await type(page, "색인"); await down(page); } },
  "modal-nothing": { tag: "modal", act: (page) => type(page, "keystrzzz", "headline") },
};

const out = path.resolve(process.argv[2] ?? "dist/screenshots");
const wanted = process.argv.slice(3);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const built = await buildSite("posts");
const browser = await launch();
const site = await serve(built.folder);
for (const [name, { tag = "", dir = "ltr" }] of Object.entries(STATES)) {
  for (const lang of ["ko", "en"]) {
    const text = lang === "ko" ? "검색창 아래의 글" : "The text below the box";
    const page = `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
      <style>body { max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem; font: 1rem/1.7 system-ui, sans-serif }</style>
      <script type="module" src="/search/keyseek-search.js"></script><keyseek-search ${tag}></keyseek-search><p>${text}. </p>`;
    await writeFile(path.join(built.folder, `${name}-${lang}.html`), page);
  }
}
for (const lang of ["ko", "en"]) {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const set = `${lang}-${theme}-${size}`;
      if (wanted.length && !wanted.includes(set)) continue;
      /** @type {string[]} */
      const pictures = [];
      for (const [name, { act }] of Object.entries(STATES)) {
        const options = { viewport, colorScheme: theme, hasTouch: size === "phone", isMobile: size === "phone" };
        const context = await browser.newContext(options);
        const page = await context.newPage();
        page.setDefaultTimeout(5000);
        await page.goto(`${site.url}${name}-${lang}.html`);
        await page.waitForFunction(() => customElements.get("keyseek-search"));
        await act(page).catch((error) => console.error(`${set} ${name}: ${error.message}`));
        await page.waitForTimeout(250);
        await page.screenshot({ path: path.join(out, `${set}-${name}.png`) });
        pictures.push(`${set}-${name}`);
        await context.close();
      }
      const figures = pictures.map((name) => `<figure><img src="${name}.png" width="${viewport.width / 2}"><figcaption>${name}</figcaption></figure>`);
      await writeFile(path.join(out, `${set}.html`), `<!doctype html><meta charset="utf-8"><style>body { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px; background: #888 } figure { margin: 0 }</style>${figures.join("")}`);
      const sheet = await browser.newPage({ viewport: { width: size === "phone" ? 1640 : 1690, height: 800 } });
      await sheet.goto(`file://${path.join(out, `${set}.html`)}`);
      await sheet.screenshot({ path: path.join(out, `${set}.png`), fullPage: true });
      await sheet.close();
    }
  }
}
await browser.close();
await site.close();
await built.remove();
