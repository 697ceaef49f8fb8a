// The tag itself, over a small index: what a reader does with keys, mouse and input method, what the page around it
// may do to it, and what is on show when things go wrong.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { buildSite } from "./support/build-site.mjs";
import { launch, newPage } from "./support/chromium.mjs";
import { serve } from "./support/serve.mjs";

const DOCUMENTS = [
  { url: "/kafka/", title: "Kafka 모니터링", body: "카프카 클러스터를 모니터링하는 방법을 적는다.", lang: "ko", date: "2026-03-05" },
  { url: "/guide/", title: "검색 색인", body: "검색 색인을 만들고 검색한다.", lang: "ko" },
  { url: "/html/", title: "<b>Bold</b> & <img src=x onerror=alert(1)>", body: "Escaping <form action=/evil> stays text.", lang: "en" },
  ...Array.from({ length: 25 }, (_, at) => ({
    url: `/notes/${at}/`,
    title: `Note number ${at}`,
    body: `A short note about postings, the ${at}th of them.`,
    lang: "en",
  })),
];

/** Where a result leads. */
const OPENED = '<!doctype html><link rel="icon" href="data:,"><title>opened</title>';

const SCRIPT = '<script type="module" src="/search/keyseek-search.js"></script>';

/** @param {string} body @param {string} [head] */
const html = (body, head = "") => `<!doctype html><html lang="ko"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>page</title>${head}${SCRIPT}${body}`;

const PAGES = {
  "index.html": html("<keyseek-search></keyseek-search>"),
  "english.html": html('<main lang="en-GB"><keyseek-search></keyseek-search><button>next</button></main>'),
  "elsewhere.html": html('<keyseek-search index="/nowhere/"></keyseek-search>'),
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
};

/** @type {import("./support/build-site.mjs").BuiltSite} */
let built;
/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/chromium.mjs").WatchedPage} */
let watched;
/** @type {import("playwright-core").Page} */
let page;

before(async () => {
  const source = await mkdtemp(path.join(tmpdir(), "keyseek-source-"));
  const file = path.join(source, "documents.jsonl");
  await writeFile(file, DOCUMENTS.map((document) => JSON.stringify(document)).join("\n"));
  built = await buildSite(file);
  await rm(source, { recursive: true });
  for (const [name, text] of Object.entries(PAGES)) await writeFile(path.join(built.folder, name), text);
  for (const { url } of DOCUMENTS) {
    await mkdir(path.join(built.folder, url), { recursive: true });
    await writeFile(path.join(built.folder, url, "index.html"), OPENED);
  }
  site = await serve(built.folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await built?.remove();
});

beforeEach(async () => {
  site.forget();
  site.faults.clear();
  site.delayMs = 0;
  watched = await newPage(browser, { viewport: { width: 1000, height: 800 } });
  page = watched.page;
  page.setDefaultTimeout(10_000);
});

afterEach(() => watched.close());

const part = (/** @type {string} */ name) => page.locator(`keyseek-search [part="${name}"]`);
const input = () => part("input");
const titles = () => part("title").allTextContents();

/** @param {string} [name] */
async function open(name = "") {
  await page.goto(site.url + name);
  await page.waitForFunction(() => customElements.get("keyseek-search"));
}

/**
 * Types into the box and waits for the answer to exactly that.
 * @param {string} query
 */
async function ask(query) {
  await watchAnswers();
  await input().fill(query);
  await page.waitForFunction((asked) => /** @type {any} */ (window).answers.at(-1)?.asked === asked, query);
}

/** Collects the widget's answers in the page, each with the text that then stood in the box. */
async function watchAnswers() {
  await page.evaluate(() => {
    const page = /** @type {any} */ (window);
    if (page.answers) return;
    page.answers = [];
    document.addEventListener("keyseek-results", (event) => {
      const { detail, target } = /** @type {any} */ (event);
      page.answers.push({ ...detail, asked: target.value });
    });
  });
}

/**
 * Puts an engine into the page that answers each query with one hit of that title after the milliseconds that the
 * query begins with, or fails where it says so. The hit's address is a script if the query is one.
 */
async function useSlowEngine() {
  await page.evaluate(() => {
    const Search = /** @type {any} */ (customElements.get("keyseek-search"));
    const search = async (/** @type {string} */ query) => {
      await new Promise((resolve) => setTimeout(resolve, Number.parseInt(query, 10) || 0));
      if (query.includes("fail")) throw new Error(`failed: ${query}`);
      const hits = [{ url: query.startsWith("javascript:") ? query : "/kafka/", title: query, score: 1, snippet: [] }];
      return { query, total: 1, took_ms: 0, reading: "exact", warnings: [], hits };
    };
    Search.engine = async () => ({ open: async () => ({ documents: 1, search }) });
  });
}

// Loading

test("nothing but the script is loaded before the reader comes near", async () => {
  await open();
  await page.waitForTimeout(200);
  assert.deepEqual(site.requests.map(({ path }) => path), ["/", "/search/keyseek-search.js"]);
  await page.locator("keyseek-search").hover();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("manifest.keyseek")));
  watched.assertClean();
});

test("the element opens its index once, and says so", async () => {
  await open("folder.html");
  await page.evaluate(() => {
    document.addEventListener("keyseek-open", (event) => {
      document.title += ` ${/** @type {CustomEvent} */ (event).detail.index.documents}`;
    });
  });
  await input().click();
  await ask("note");
  await ask("kafka");
  assert.equal(await page.title(), `page ${DOCUMENTS.length}`);
  assert.equal(site.requests.filter(({ path }) => path === "/search/manifest.keyseek").length, 1);
  watched.assertClean();
});

// Answers

test("results come while one types, key by key, and stay until the next ones are there", async () => {
  await open();
  await input().click();
  await watchAnswers();
  await page.evaluate(() => {
    const list = document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=list]");
    /** @type {any} */ (window).emptied = 0;
    if (list) new MutationObserver(() => list.children.length || /** @type {any} */ (window).emptied++).observe(list, { childList: true });
  });
  let typed = "";
  for (const key of "note nu") {
    await page.keyboard.press(key === " " ? "Space" : key);
    typed += key;
    await page.waitForFunction((asked) => /** @type {any} */ (window).answers.at(-1)?.asked === asked, typed);
    assert.ok((await titles()).some((title) => title.startsWith("Note number")), `nothing at ${typed}`);
  }
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).emptied), 0);
  watched.assertClean();
});

test("a syllable is searched while the input method composes it, and Enter belongs to the input method", async () => {
  await open();
  await input().click();
  await watchAnswers();
  const devtools = await page.context().newCDPSession(page);
  for (const composing of ["ㄱ", "거", "검", "검ㅅ", "검새", "검색"]) {
    // The first syllable is committed when the second begins.
    if (composing === "검ㅅ") await devtools.send("Input.insertText", { text: "검" });
    const text = composing.slice(-1);
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForFunction((asked) => /** @type {any} */ (window).answers.at(-1)?.asked === asked, composing);
    assert.ok((await titles()).includes("검색 색인"), `nothing at ${composing}`);
  }
  await page.keyboard.press("Enter");
  await page.waitForTimeout(100);
  assert.equal(page.url(), site.url);
  watched.assertClean();
});

test("titles and texts that look like markup are text, and what was found is marked", async () => {
  await open();
  await ask("escaping");
  assert.deepEqual(await titles(), ["<b>Bold</b> & <img src=x onerror=alert(1)>"]);
  assert.match((await part("snippet").textContent()) ?? "", /<form action=\/evil> stays text/);
  assert.deepEqual(await part("mark").allTextContents(), ["Escaping"]);
  assert.equal(await page.locator("keyseek-search :is(img, form, b)").count(), 0);
  watched.assertClean();
});

test("what was found is marked in titles, too", async () => {
  await open();
  await ask("kafka ");
  const marked = await page.locator('keyseek-search [part="title"] [part="mark"]').allTextContents();
  assert.ok(marked.length > 0 && marked.every((text) => /kafka|카프카/i.test(text)), marked.join());
});

test("each option shows where it leads and when it was written", async () => {
  await open();
  await ask("카프카");
  assert.equal(await part("path").textContent(), "kafka");
  assert.equal(await part("date").textContent(), "2026. 3. 5.");
  assert.equal(await part("option").first().getAttribute("href"), `${site.url}kafka/`);
});

test("an address that is none of the web's is shown, but not followed", async () => {
  await open();
  await useSlowEngine();
  await input().fill("javascript:document.title='run'");
  await part("option").waitFor();
  assert.equal(await part("path").textContent(), "javascript:document.title='run'");
  assert.equal(await part("option").getAttribute("href"), null);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(100);
  assert.deepEqual([await page.title(), page.url(), page.context().pages().length], ["page", site.url, 1]);
});

test("queries that nobody types get an answer, not an error", async () => {
  await open();
  await input().click();
  const queries = ["a".repeat(100_000), "가 ".repeat(50_000), "\0\u0001\u007f\u0085", "\ud800", "x\udc00y", "\u200b\ufeff", "“”—…", "('\\\"", "*", "-", "+", "𝒳😀"];
  for (const query of queries) {
    const total = await page.evaluate(async (query) => {
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
  watched.assertClean();
});

test("a late answer to an earlier query is dropped", async () => {
  await open();
  await useSlowEngine();
  await input().fill("300 early");
  await input().fill("20 late");
  await page.waitForTimeout(500);
  assert.deepEqual(await titles(), ["20 late"]);
  await input().fill("300 fail");
  await input().fill("20 last");
  await page.waitForTimeout(500);
  assert.deepEqual(await titles(), ["20 last"]);
  watched.assertClean();
});

test("a wait is shown after a moment, and over the old results", async () => {
  await open();
  await useSlowEngine();
  await input().fill("600 slow");
  const root = page.locator("keyseek-search .root");
  assert.equal(await root.getAttribute("data-busy"), null);
  await page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[data-busy]"));
  assert.match((await part("message").textContent()) ?? "", /불러오는 중/);
  await part("option").waitFor();
  assert.equal(await root.getAttribute("data-busy"), null);
  await input().fill("500 again");
  await page.waitForTimeout(250);
  assert.deepEqual(await titles(), ["600 slow"]);
});

test("more results follow by the button and by scrolling, each once", async () => {
  await open("folder.html");
  await ask("postings");
  assert.equal(await part("option").count(), 3);
  await part("more").click();
  await page.waitForFunction(() => (document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("[part=option]").length ?? 0) >= 6);
  const scroll = part("scroll");
  for (let turn = 0; turn < 40 && (await part("option").count()) < 25; turn++) {
    await scroll.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await page.waitForTimeout(30);
  }
  assert.equal(await part("option").count(), 25);
  assert.equal(new Set(await titles()).size, 25);
  assert.equal(await part("more").isVisible(), false);
  watched.assertClean();
});

test("nothing found says so, and repeats no more of the query than fits", async () => {
  await open();
  await ask("쀍쀍쀍");
  assert.match((await part("headline").textContent()) ?? "", /‘쀍쀍쀍’ 검색 결과가 없습니다/);
  assert.equal(await input().getAttribute("aria-expanded"), "false");
  await ask("쀍".repeat(500));
  assert.ok(((await part("headline").textContent()) ?? "").length < 80);
  watched.assertClean();
});

test("a query that was understood otherwise than typed says how", async () => {
  await open();
  await ask("kakfa");
  assert.match((await part("total").textContent()) ?? "", /‘kafka’\(으\)로 찾았습니다 · 결과 \d+건/);
  await ask("kafka");
  assert.match((await part("total").textContent()) ?? "", /^결과 \d+건$/);
  watched.assertClean();
});

// Keys and clicks

test("the box is a combobox that names its active option, and the number of results is read out", async () => {
  await open();
  await ask("note");
  assert.equal(await input().getAttribute("role"), "combobox");
  assert.equal(await input().getAttribute("aria-expanded"), "true");
  const list = await input().getAttribute("aria-controls");
  assert.equal(await page.locator(`keyseek-search #${list}`).getAttribute("role"), "listbox");
  assert.equal(await input().getAttribute("aria-activedescendant"), null);
  await page.keyboard.press("ArrowDown");
  const active = await input().getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`keyseek-search #${active}`).getAttribute("aria-selected"), "true");
  assert.equal(await page.locator('keyseek-search [role="option"][aria-selected="true"]').count(), 1);
  await page.waitForTimeout(700);
  assert.equal(await page.locator('keyseek-search [role="status"]').textContent(), "결과 25건");
});

test("arrows move and wrap; Home and End move once an option is active", async () => {
  await open();
  // All on one page, so that the last option is the last.
  await page.evaluate(() => document.querySelector("keyseek-search")?.setAttribute("limit", "30"));
  await ask("note");
  const active = async () => Number((await input().getAttribute("aria-activedescendant"))?.replace("option-", "") ?? -1);
  const steps = /** @type {const} */ ([
    ["Home", -1], ["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", 24], ["ArrowDown", 0], ["End", 24], ["Home", 0],
  ]);
  for (const [key, expected] of steps) {
    await page.keyboard.press(key);
    assert.equal(await active(), expected, key);
  }
  await page.keyboard.type("s");
  await page.waitForFunction(() => !document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[aria-activedescendant]"));
});

test("Enter opens the active option, or the first", async () => {
  await open();
  await ask("카프카");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/kafka/");
  await open();
  await ask("note number 7");
  const second = await part("option").nth(1).getAttribute("href");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(second ?? "");
  watched.assertClean();
});

test("Enter before the answer opens it when it comes", async () => {
  await open();
  await useSlowEngine();
  await input().fill("200 kafka");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/kafka/");
});

for (const [how, act] of /** @type {[string, () => Promise<void>][]} */ ([
  ["Ctrl and Enter", () => page.keyboard.press("Control+Enter")],
  ["Ctrl and a click", () => part("option").first().click({ modifiers: ["Control"] })],
  ["the middle button", () => part("option").first().click({ button: "middle" })],
])) {
  test(`${how} opens a new tab and leaves the list open`, async () => {
    await open();
    await ask("카프카");
    const tab = page.context().waitForEvent("page");
    await act();
    await (await tab).waitForURL("**/kafka/");
    assert.equal(page.url(), site.url);
    assert.ok(await part("panel").isVisible());
  });
}

test("a page can take over what a choice does", async () => {
  await open();
  await page.evaluate(() => {
    document.addEventListener("keyseek-select", (event) => {
      event.preventDefault();
      const { hit, position } = /** @type {CustomEvent} */ (event).detail;
      document.title = `${position} ${hit.url}`;
    });
  });
  await ask("카프카");
  await page.keyboard.press("Enter");
  assert.equal(await page.title(), "0 /kafka/");
  await part("option").first().click({ modifiers: ["Control"] });
  await part("option").first().click({ button: "middle" });
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(200);
  assert.equal(page.url(), site.url);
  assert.equal(page.context().pages().length, 1);
});

test("Esc closes the list, then empties the box, then is the page's", async () => {
  await open();
  await page.evaluate(() => addEventListener("keydown", (event) => (document.title = event.key)));
  await ask("note");
  await page.keyboard.press("Escape");
  assert.equal(await part("panel").isVisible(), false);
  assert.equal(await input().inputValue(), "note");
  await page.keyboard.press("ArrowDown");
  assert.ok(await part("option").first().isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await input().inputValue(), "");
  assert.equal(await page.title(), "page");
  await page.keyboard.press("Escape");
  assert.equal(await page.title(), "Escape");
});

test("the list closes when the reader turns to the page, and opens again with what it had", async () => {
  await open("english.html");
  await ask("note");
  await page.mouse.click(500, 780);
  assert.equal(await part("panel").isVisible(), false);
  await input().click();
  assert.ok(await part("option").first().isVisible());
  // A phone's keyboard is put away.
  await input().evaluate((element) => element.blur());
  assert.ok(await part("option").first().isVisible());
  await input().focus();
  const next = page.getByRole("button", { name: "next" });
  for (let tabs = 0; tabs < 5 && !(await next.evaluate((button) => button === document.activeElement)); tabs++) {
    await page.keyboard.press("Tab");
  }
  assert.equal(await part("panel").isVisible(), false);
});

test("search() and value are the page's way in", async () => {
  await open();
  const total = await page.evaluate(async () => {
    const box = /** @type {any} */ (document.querySelector("keyseek-search"));
    return (await box.search("note")).total;
  });
  assert.equal(total, 25);
  assert.equal(await input().inputValue(), "note");
  assert.ok(await part("option").first().isVisible());
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await part("clear").click();
  assert.equal(await input().inputValue(), "");
});

// Guest in a page

test("the page's styles and shortcuts do not reach inside", async () => {
  await open("hostile.html");
  await input().click();
  await page.keyboard.type("kafka");
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
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).pageKeys), []);
  watched.assertClean();
});

test("a strict Content-Security-Policy is enough", async () => {
  const strict = await serve(built.folder, { csp: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:" });
  await page.goto(strict.url);
  await input().click();
  await page.keyboard.type("kafka");
  await part("option").first().waitFor();
  const width = await part("panel").evaluate((element) => element.getBoundingClientRect().width);
  assert.ok(width > 400, `the panel is ${width} wide: its styles were refused`);
  watched.assertClean();
  await strict.close();
});

test("the panel stays inside a narrow window", async () => {
  await page.setViewportSize({ width: 390, height: 700 });
  await open();
  await page.evaluate(() => document.querySelector("keyseek-search")?.setAttribute("style", "width: 120px; margin-left: auto"));
  await ask("note");
  const box = await part("panel").boundingBox();
  assert.ok(box && box.x >= 0 && box.x + box.width <= 390 && box.width > 300, JSON.stringify(box));
  assert.ok(box.y + box.height <= 700, JSON.stringify(box));
});

test("the interface speaks the page's language, in the theme that is asked for", async () => {
  await open("english.html");
  assert.equal(await input().getAttribute("placeholder"), "Search");
  await ask("note");
  assert.equal(await part("total").textContent(), "25 results");
  await open("folder.html");
  assert.equal(await input().getAttribute("placeholder"), "문서 찾기");
  const background = await part("field").evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(background, "rgb(23, 25, 31)");
});

test("the tag can be moved, made twice and removed while it works", async () => {
  await open();
  await ask("note");
  await page.evaluate(async () => {
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
  watched.assertClean();
});

// Failures

test("a missing index is a plain message, and trying again works", async () => {
  await open("elsewhere.html");
  await page.evaluate(() => {
    document.addEventListener("keyseek-error", (event) => {
      event.preventDefault();
      document.title = /** @type {CustomEvent} */ (event).detail.error.message;
    });
  });
  await input().fill("kafka");
  await part("retry").waitFor();
  assert.match((await part("message").textContent()) ?? "", /검색을 불러오지 못했습니다/);
  assert.match(await page.title(), /\/nowhere\/manifest\.keyseek.*HTTP 404/);
  watched.assertClean(/Failed to load resource.*404/);
  await page.evaluate(() => document.querySelector("keyseek-search")?.setAttribute("index", "/search/"));
  await part("retry").click();
  await part("option").first().waitFor();
  assert.equal(await input().evaluate((element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement === element), true);
  watched.assertClean();
});

for (const missing of [/keyseek\.js$/, /\.wasm\.ks$/, /manifest\.keyseek$/]) {
  test(`searching recovers when ${missing.source} comes back`, async () => {
    site.faults.set(missing, "missing");
    await open();
    await input().fill("kafka");
    await part("retry").waitFor();
    site.faults.clear();
    await page.keyboard.press("Enter");
    await part("option").first().waitFor();
    watched.assertClean(/Failed to load resource|keyseek-search:/);
  });
}
