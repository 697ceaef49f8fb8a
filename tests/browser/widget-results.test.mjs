// What results show, and what is said when there are none or when they are not what was typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTES, html, serveWidget } from "./support/widget.mjs";

const FILTERS = '<keyseek-search filters="tags, lang"></keyseek-search>';

const widget = serveWidget({
  "filters.html": html(FILTERS),
  "few.html": html('<keyseek-search limit="4"></keyseek-search>', "", "en"),
});
const { part, input, titles } = widget;

/**
 * Keeps files from arriving until what is returned is called.
 * @param {RegExp} files
 */
function holdBack(files) {
  /** @type {(() => void)[]} */
  const waiting = [];
  widget.site.intercept = (path) => (files.test(path) ? new Promise((resolve) => waiting.push(resolve)) : undefined);
  return () => {
    widget.site.intercept = undefined;
    for (const resolve of waiting.splice(0)) resolve();
  };
}

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

test("exactly what was typed can be searched instead, and what was understood as well", async () => {
  await widget.open();
  await widget.ask("kakfa");
  await part("exactly").click();
  await widget.answered('"kakfa"');
  assert.match((await part("headline").textContent()) ?? "", /결과가 없습니다/);
  assert.equal(await part("exactly").count(), 0);
  // The query language says already what is meant.
  await widget.ask("kakfa -redis");
  assert.equal(await part("exactly").count(), 0);
});

test("a reading that surprises is said", async () => {
  await widget.open();
  await widget.ask("ㄱㅅ");
  assert.equal(await part("notice").textContent(), "초성으로 찾았습니다.");
  await widget.ask("검색");
  assert.equal(await part("notice").count(), 0);
});

test("sections stand under their page, each an option of its own that leads to it", async () => {
  await widget.open("few.html");
  await widget.ask("turbine");
  assert.deepEqual(await titles(), ["Manual of the turbine"]);
  const group = part("hit").first();
  assert.equal(await group.getAttribute("role"), "group");
  const names = await part("section").locator('[part="title"]').allTextContents();
  assert.deepEqual(names, ["Starting the turbine", "Oiling"]);
  assert.equal(await part("section").nth(1).getAttribute("href"), `${widget.site.url}manual/#oiling`);
  await widget.page.evaluate(() => {
    document.addEventListener("keyseek-select", (event) => {
      event.preventDefault();
      const { hit, section, position, query } = /** @type {CustomEvent} */ (event).detail;
      document.title = [hit.url, section?.url, position, query].join(" ");
    });
  });
  for (let presses = 0; presses < 3; presses++) await widget.page.keyboard.press("ArrowDown");
  assert.equal(await part("section").nth(1).getAttribute("aria-selected"), "true");
  await widget.page.keyboard.press("Enter");
  assert.equal(await widget.page.title(), "/manual/ /manual/#oiling 0 turbine");
});

test("chips filter, count and combine; the focus stays on the one that was pressed", async () => {
  await widget.open("filters.html");
  await widget.ask("note");
  const chip = (/** @type {string} */ value) => widget.page.locator(`keyseek-search [data-value="${value}"]`);
  assert.match((await chip("even").textContent()) ?? "", /^even13$/);
  assert.match((await chip("en").textContent()) ?? "", /^영어25$/);
  await chip("even").focus();
  await widget.answeredAfter(() => widget.page.keyboard.press("Enter"));
  assert.match((await part("total").textContent()) ?? "", /^결과 13건 /);
  assert.equal(await chip("even").getAttribute("aria-pressed"), "true");
  assert.ok(await chip("even").evaluate((button) => /** @type {ShadowRoot} */ (button.getRootNode()).activeElement === button));
  // Values of the same column widen.
  await widget.answeredAfter(() => chip("odd").click());
  assert.match((await part("total").textContent()) ?? "", new RegExp(`^결과 ${NOTES}건 `));
  // What is chosen stays while one types, and more pages keep it.
  await widget.answeredAfter(() => chip("odd").click());
  await widget.ask("note number");
  assert.match((await part("total").textContent()) ?? "", /^결과 13건 /);
  await part("more").dispatchEvent("click");
  await widget.page.waitForFunction(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("[part=hit]").length === 13);
  // An empty box lists all that pass.
  await widget.ask("");
  assert.match((await part("total").textContent()) ?? "", /^결과 13건 /);
  await widget.ask("카프카");
  assert.match((await part("headline").textContent()) ?? "", /결과가 없습니다/);
  await widget.answeredAfter(() => part("unfilter").click());
  assert.deepEqual(await titles(), ["Kafka 모니터링"]);
  widget.assertClean();
});

test("the newest come first when that is asked for, on every page of results", async () => {
  await widget.open("few.html");
  await widget.ask("note");
  assert.equal(await widget.page.getByRole("button", { name: "Best" }).getAttribute("aria-pressed"), "true");
  await widget.answeredAfter(() => widget.page.getByRole("button", { name: "Newest" }).click());
  assert.deepEqual(await titles(), [24, 23, 22, 21].map((at) => `Note number ${at}`));
  await part("more").dispatchEvent("click");
  await widget.page.waitForFunction(() => (document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("[part=hit]").length ?? 0) >= 8);
  assert.equal((await titles())[5], "Note number 19");
});

test("arrows go on to the next page, and what is active stays where it is", async () => {
  await widget.open("few.html");
  await widget.page.setViewportSize({ width: 1000, height: 1600 });
  await widget.ask("note");
  const active = () => widget.page.locator('keyseek-search [aria-selected="true"] > [part="title"]').textContent();
  for (let presses = 0; presses < 4; presses++) await widget.page.keyboard.press("ArrowDown");
  const last = (await titles())[3];
  assert.equal(await active(), last);
  await part("more").dispatchEvent("click");
  await widget.page.waitForFunction(() => (document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("[part=hit]").length ?? 0) >= 8);
  assert.equal(await active(), last);
  for (let more = 4; more < NOTES; more++) {
    await widget.page.keyboard.press("ArrowDown");
    await widget.page.waitForFunction((more) => document.querySelector("keyseek-search")?.shadowRoot?.querySelector('[aria-selected="true"]')?.id === `option-${more}`, more);
  }
  assert.equal(await part("more").isVisible(), false);
  await widget.page.keyboard.press("ArrowDown");
  assert.equal(await active(), (await titles())[0]);
  widget.assertClean();
});

test("an arrow beyond the last waits for a page of results that is on its way already", async () => {
  await widget.open("few.html");
  await widget.page.evaluate(() => {
    const Search = /** @type {any} */ (customElements.get("keyseek-search"));
    const { engine } = Search;
    Search.engine = async () => {
      const { open } = await engine(0);
      return {
        open: async (/** @type {string} */ folder) => {
          const index = await open(folder);
          const search = index.search.bind(index);
          index.search = async (/** @type {string} */ query, /** @type {any} */ options) => {
            await new Promise((resolve) => setTimeout(resolve, options.offset ? 200 : 0));
            return search(query, options);
          };
          return index;
        },
      };
    };
  });
  await widget.ask("note");
  for (let presses = 0; presses < 4; presses++) await widget.page.keyboard.press("ArrowDown");
  await part("more").dispatchEvent("click");
  await widget.page.keyboard.press("ArrowDown");
  await widget.page.waitForFunction(() => (document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("[part=hit]").length ?? 0) >= 8);
  assert.equal(await input().getAttribute("aria-activedescendant"), "option-4");
});

test("completions are offered for a word that is none yet", async () => {
  await widget.open();
  await widget.ask("postin");
  await part("completion").first().click();
  await widget.answered("postings");
  assert.equal(await part("completion").count(), 0);
  assert.ok(await input().evaluate((element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement === element));
  // A half-typed syllable is completed as well.
  await widget.ask("모니털");
  assert.deepEqual(await part("completion").allTextContents(), ["모니터링"]);
});

test("results wait for no completions, which come into the place that is kept for them", async () => {
  const release = holdBack(/secondary/);
  try {
    await widget.open();
    await widget.ask("postin");
    await widget.page.keyboard.press("ArrowDown");
    assert.equal(await part("hit").count(), 10);
    assert.equal(await part("completion").count(), 0);
    const before = await part("option").first().evaluateHandle((first) => ({ first, top: first.getBoundingClientRect().top }));
    release();
    await part("completion").first().waitFor();
    assert.deepEqual(await part("completion").allTextContents(), ["postings"]);
    const after = await before.evaluate(({ first, top }) => {
      const root = /** @type {ShadowRoot} */ (first.getRootNode());
      const isActive = root.activeElement?.getAttribute("aria-activedescendant") === first.id;
      // What opens comes to rest by hundredths of a pixel.
      return { isActive, isSelected: first.getAttribute("aria-selected"), moves: Math.abs(first.getBoundingClientRect().top - top) >= 0.1 };
    });
    assert.deepEqual(after, { isActive: true, isSelected: "true", moves: false });
  } finally {
    release();
  }
  widget.assertClean();
});

test("completions that come after the next question are not shown, and no place is kept where there are none", async () => {
  const release = holdBack(/secondary/);
  try {
    await widget.open();
    await widget.ask("postin");
    await widget.ask("카프카");
    release();
    await widget.page.waitForResponse(/secondary/);
    // Answered by what is there by now.
    await widget.ask("postings");
    assert.deepEqual([await part("completion").count(), await part("completions").count()], [0, 0]);
  } finally {
    release();
  }
  widget.assertClean();
});

test("when nothing is found, words of the index are options to search for", async () => {
  await widget.open();
  await widget.ask('"postin"');
  assert.match((await part("detail").textContent()) ?? "", /이렇게 찾아보세요/);
  assert.equal(await input().getAttribute("aria-expanded"), "true");
  await widget.page.keyboard.press("ArrowDown");
  await widget.page.keyboard.press("Enter");
  await widget.answered("postings");
  assert.equal(await part("hit").count(), 10);
  widget.assertClean();
});

test("a first look shows recent searches, which can be asked again, and forgotten singly or all", async () => {
  await widget.open();
  for (const query of ["note", "카프카", "escaping"]) {
    await widget.ask(query);
    await part("option").first().evaluate((link) => link.setAttribute("href", "#"));
    await part("option").first().click();
  }
  await input().fill("");
  await part("query").first().waitFor();
  const recent = () => part("query").allTextContents();
  assert.deepEqual(await recent(), ["escaping", "카프카", "note"]);
  await widget.page.keyboard.press("ArrowDown");
  await widget.page.keyboard.press("ArrowDown");
  await widget.page.keyboard.press("Delete");
  assert.deepEqual(await recent(), ["escaping", "note"]);
  await widget.page.getByRole("button", { name: "‘note’ 삭제" }).click();
  assert.deepEqual(await recent(), ["escaping"]);
  await part("query").click();
  await widget.answered("escaping");
  await input().fill("");
  await part("forget-all").click();
  assert.deepEqual(await recent(), []);
  assert.equal(await widget.page.evaluate(() => localStorage.length), 0);
  assert.match((await part("message").textContent()) ?? "", /찾을 말을 입력하세요/);
  widget.assertClean();
});

test("a first look shows what there is much of, where chips are asked for", async () => {
  await widget.open("filters.html");
  await input().click();
  await part("chip").first().waitFor();
  await widget.answeredAfter(() => widget.page.locator('keyseek-search [data-value="note"]').click());
  assert.match((await part("total").textContent()) ?? "", new RegExp(`^결과 ${NOTES}건 `));
  widget.assertClean();
});

test("storage that is forbidden or broken takes recent searches away and nothing else", async () => {
  await widget.open();
  await widget.page.evaluate(() => localStorage.setItem("keyseek-recent:", '{"not": "ours"}'));
  await input().click();
  assert.match((await part("message").textContent()) ?? "", /찾을 말을 입력하세요/);
  await widget.page.evaluate(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await widget.ask("note");
  await part("option").first().evaluate((link) => link.setAttribute("href", "#"));
  await part("option").first().click();
  await input().fill("");
  assert.match((await part("message").textContent()) ?? "", /찾을 말을 입력하세요/);
  widget.assertClean();
});
