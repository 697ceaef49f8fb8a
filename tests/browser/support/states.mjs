// What the widget can be seen doing, and how a page is brought there in Chromium: for pictures.

/** @typedef {import("playwright-core").Page} Page */
/**
 * @typedef {object} State
 * @property {string} [tag] attributes of the tag
 * @property {"ltr" | "rtl"} [dir] of the page
 * @property {(page: Page) => Promise<unknown>} act
 */

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

/** @type {Record<string, State>} */
export const STATES = {
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
      await page.locator('keyseek-search [aria-pressed="true"][part~="chip"]').waitFor();
    },
  },
  more: {
    tag: 'limit="2"',
    async act(page) { await type(page, "index"); await part(page, "more").scrollIntoViewIfNeeded(); },
  },
  nothing: { act: (page) => type(page, "keystrzzz", "query") },
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
  "modal-nothing": { tag: "modal", act: (page) => type(page, "keystrzzz", "query") },
};

/**
 * A page with the widget in a given language.
 * @param {State} state
 * @param {"ko" | "en"} lang
 * @param {string} [head] more of its head
 */
export function pageOf({ tag = "", dir = "ltr" }, lang, head = "") {
  const text = lang === "ko" ? "검색창 아래의 글" : "The text below the box";
  return `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
    <style>body { max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem; font: 1rem/1.7 system-ui, sans-serif }</style>${head}
    <script type="module" src="/search/keyseek-search.js"></script><keyseek-search ${tag}></keyseek-search><p>${text}. </p>`;
}
