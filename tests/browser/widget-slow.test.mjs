// A processor that is slow: results are made step by step, and the reader sees one answer or the next, and nothing between them.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { serveWidget } from "./support/widget.mjs";

const widget = serveWidget();
const { part, input, titles } = widget;

// Whatever is measured in the page takes 20 ms, so that it gets its turn after each step. A page's `onTurn` runs at each.
beforeEach(() =>
  widget.page.addInitScript(() => {
    let now = 0;
    performance.now = () => (now += 20);
    const page = /** @type {any} */ (window);
    const { scheduler } = page;
    const rest = scheduler.yield.bind(scheduler);
    page.turns = 0;
    scheduler.yield = () => {
      page.turns += 1;
      page.onTurn?.();
      return rest();
    };
  }),
);

/** Takes down which titles are to be seen whenever something changes. */
const watch = () =>
  widget.page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    const page = /** @type {any} */ (window);
    page.seen = new Set();
    page.turns = 0;
    new MutationObserver(() => {
      const shown = [...root.querySelectorAll('[part="options"]')];
      page.seen.add(shown.map((options) => [...options.querySelectorAll('[part="option"] > [part="title"]')].map((title) => title.textContent).join()).join(" | "));
    }).observe(root, { subtree: true, childList: true, attributes: true });
  });

const seen = () => widget.page.evaluate(() => ({ seen: [.../** @type {any} */ (window).seen], turns: /** @type {any} */ (window).turns }));

/** How many results are not laid out when an answer is told of, and whether others fill what is in sight. */
const latecomers = () =>
  widget.page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    document.addEventListener("keyseek-results", () => {
      const hits = [...root.querySelectorAll("[part=hit]")];
      const bottom = Math.max(...hits.map((hit) => hit.getBoundingClientRect().bottom));
      const sight = /** @type {Element} */ (root.querySelector("[part=scroll]")).getBoundingClientRect().bottom;
      Object.assign(window, { late: hits.filter((hit) => /** @type {HTMLElement} */ (hit).hidden).length, isFilled: bottom >= sight });
    });
  });

test("an answer stays on show until the next is there as a whole", async () => {
  await widget.open();
  await widget.ask("turbine");
  await watch();
  await widget.ask("note");
  const all = await titles();
  assert.equal(all.length, 10);
  const { seen: answers, turns } = await seen();
  assert.ok(turns > all.length, `${turns} turns`);
  assert.deepEqual(answers, [all.join()]);
  assert.equal(await part("options").count(), 1);
  widget.assertClean();
});

test("arrows reach every result, and what is active is in sight", async () => {
  await widget.open();
  await widget.ask("note");
  await widget.page.keyboard.press("ArrowUp");
  assert.equal(await input().getAttribute("aria-activedescendant"), "option-9");
  assert.ok(await part("option").nth(9).isVisible());
  const [panel, option] = await Promise.all([part("scroll").boundingBox(), part("option").nth(9).boundingBox()]);
  assert.ok(panel && option && option.y >= panel.y && option.y + option.height <= panel.y + panel.height);
  // The next answer starts at its top.
  await widget.ask("short");
  assert.equal(await part("scroll").evaluate((scroll) => scroll.scrollTop), 0);
  widget.assertClean();
});

test("every result comes into sight, and takes the room that was kept for it", async () => {
  await widget.open();
  await widget.ask("turbine");
  await latecomers();
  await widget.ask("note");
  assert.ok((await widget.page.evaluate("late")) > 0);
  assert.ok(await widget.page.evaluate("isFilled"));
  await widget.page.waitForFunction(() => !document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=hit][hidden]"));
  assert.equal(await part("options").evaluate((options) => options.style.paddingBlockEnd), "0em");
});

test("results that are lower than most fill what is in sight, and so they do in a very low panel", async () => {
  await widget.open();
  await widget.page.addStyleTag({ content: "keyseek-search::part(snippet), keyseek-search::part(meta) { display: none }" });
  await latecomers();
  for (const height of ["26em", "4em"]) {
    await widget.page.locator("keyseek-search").evaluate((box, height) => box.style.setProperty("--keyseek-panel-height", height), height);
    await widget.ask("turbine");
    await widget.ask("note");
    assert.ok(await widget.page.evaluate("isFilled"), height);
    assert.equal((await titles()).length, 10);
  }
  widget.assertClean();
});

test("an answer that is overtaken while it is made is not shown", async () => {
  await widget.open();
  for (const turn of [1, 2, 4, 6, 9, 12]) {
    await widget.ask("turbine");
    await watch();
    await widget.page.evaluate((turn) => {
      const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
      const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
      const ask = (/** @type {string} */ query) => {
        input.value = query;
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      };
      const page = /** @type {any} */ (window);
      page.onTurn = () => page.turns === turn && ask("escaping");
      ask("note");
    }, turn);
    await widget.answered("escaping");
    assert.deepEqual(await titles(), ["<b>Bold</b> & <img src=x onerror=alert(1)>"]);
    assert.ok((await seen()).seen.every((/** @type {string} */ answer) => !answer.includes("Note")), `overtaken at turn ${turn}`);
    assert.equal(await part("options").count(), 1);
  }
  widget.assertClean();
});

test("Enter during the making opens the first result of the answer to come", async () => {
  await widget.open();
  await widget.ask("turbine");
  await widget.page.evaluate(() => {
    document.addEventListener("keyseek-select", (event) => {
      event.preventDefault();
      document.title = /** @type {CustomEvent} */ (event).detail.hit.url;
    });
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
    input.value = "카프카";
    input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true }));
  });
  await widget.answered("카프카");
  assert.equal(await widget.page.title(), "/kafka/");
});
