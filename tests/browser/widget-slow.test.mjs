// A processor that is slow: rows of one answer become those of the next step by step, each painted before the next.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { serveWidget } from "./support/widget.mjs";

const widget = serveWidget();
const { part, input, titles } = widget;

// Whatever is measured in the page takes 20 ms unless told, so that it gets its turn after each step. A page's `onTurn` runs at each.
beforeEach(() =>
  widget.page.addInitScript(() => {
    let now = 0;
    const page = /** @type {any} */ (window);
    page.step = 20;
    performance.now = () => (now += page.step);
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

/** Takes down how many rows in sight change between one frame and the next, and in how many frames some do. */
const watch = () =>
  widget.page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    const page = /** @type {any} */ (window);
    const changed = new Set();
    page.frames = [];
    const inSight = (/** @type {Node} */ node) => (node instanceof Element ? node : node.parentElement)?.closest("[part=hit]:not([hidden])");
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) if (inSight(node)) changed.add(inSight(node));
    }).observe(root, { subtree: true, childList: true, characterData: true });
    requestAnimationFrame(function frame() {
      if (changed.size) page.frames.push(changed.size);
      changed.clear();
      requestAnimationFrame(frame);
    });
  });

/** Asks for something, and for something else or a key at one of the turns until that is answered. @param {string} query @param {number} turn @param {{ query?: string, key?: string }} then */
const interrupt = (query, turn, then) =>
  widget.page.evaluate(
    ({ query, turn, then }) => {
      const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
      const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
      const ask = (/** @type {string} */ query) => {
        input.value = query;
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      };
      const page = /** @type {any} */ (window);
      page.turns = 0;
      page.onTurn = () => {
        if (page.turns !== turn) return;
        if (then.query) ask(then.query);
        if (then.key) input.dispatchEvent(new KeyboardEvent("keydown", { key: then.key, bubbles: true, composed: true, cancelable: true }));
      };
      ask(query);
    },
    { query, turn, then },
  );

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

test("rows in sight change one by one, and each is painted before the next", async () => {
  await widget.open();
  await widget.ask("turbine");
  await watch();
  await widget.ask("note");
  assert.equal((await titles()).length, 10);
  const frames = /** @type {number[]} */ (await widget.page.evaluate("frames"));
  assert.ok(frames.length > 1, `${frames} rows`);
  assert.deepEqual(frames, frames.map(() => 1));
  widget.assertClean();
});

test("what stands above the rows changes in a task before them", async () => {
  await widget.open();
  await widget.ask("turbine");
  await widget.page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
    const page = /** @type {any} */ (window);
    const look = () => [root.querySelector("[part=total]")?.textContent?.match(/\d+건/)?.[0], root.querySelector("[part=hit] a")?.getAttribute("href")];
    page.before = look();
    page.looks = [];
    page.onTurn = () => page.looks.push(look());
  });
  await widget.ask("note");
  const { before, looks } = await widget.page.evaluate(() => ({ before: /** @type {any} */ (window).before, looks: /** @type {any} */ (window).looks }));
  assert.ok(looks.some((/** @type {string[]} */ [total, first]) => total !== before[0] && first === before[1]), JSON.stringify([before, looks]));
  widget.assertClean();
});

test("a key is a task of its own when the answer before took more than a frame's work", async () => {
  await widget.open();
  await widget.page.evaluate(() => {
    const page = /** @type {any} */ (window);
    page.step = 0;
    const Search = /** @type {any} */ (customElements.get("keyseek-search"));
    const { engine } = Search;
    Search.engine = async (/** @type {number} */ attempt) => {
      const { open } = await engine(attempt);
      return {
        open: async (/** @type {string} */ folder) => {
          const index = await open(folder);
          const search = index.search.bind(index);
          index.search = (/** @type {unknown[]} */ ...given) => {
            page.before ??= page.turns;
            return search(...given);
          };
          return index;
        },
      };
    };
  });
  const turnsBefore = async (/** @type {string} */ query) => {
    await widget.page.evaluate(() => Object.assign(window, { turns: 0, before: undefined }));
    await widget.ask(query);
    return widget.page.evaluate("before");
  };
  // The first answers are taken for slow ones.
  for (const query of ["n", "no", "not", "note"]) await widget.ask(query);
  assert.equal(await turnsBefore("notes"), 0);
  // The clock is looked at 18 times: 36 ms, more than a frame and less than what is slow.
  await widget.page.evaluate(() => Object.assign(window, { step: 2 }));
  assert.equal(await turnsBefore("note"), 0);
  assert.equal(await turnsBefore("notes"), 1);
  widget.assertClean();
});

test("a page that is in both answers keeps its row, and nothing changes where nothing is other", async () => {
  await widget.open();
  await widget.ask("note");
  await watch();
  const before = await part("hit").evaluateAll((rows) => {
    Object.assign(window, { rows });
    return rows.map((row) => row.querySelector("a")?.getAttribute("href"));
  });
  await widget.ask("note ");
  assert.deepEqual(await part("hit").evaluateAll((rows) => rows.map((row) => /** @type {any} */ (window).rows.indexOf(row))), before.map((_, at) => at));
  assert.deepEqual(await widget.page.evaluate("frames"), []);
  await widget.ask("note 9");
  const moved = await part("hit").evaluateAll((rows) => rows.map((row) => ({ href: row.querySelector("a")?.getAttribute("href"), was: /** @type {any} */ (window).rows.indexOf(row) })));
  for (const { href, was } of moved) if (before.includes(href)) assert.equal(was, before.indexOf(href), String(href));
  widget.assertClean();
});

test("a row that is pressed leads to no other page than it did", async () => {
  await widget.open();
  await widget.ask("turbine");
  const first = part("option").first();
  await widget.page.evaluate(() => document.addEventListener("keyseek-select", (event) => {
    event.preventDefault();
    document.title = "selected";
  }));
  await first.hover();
  await widget.page.mouse.down();
  await widget.ask("note");
  await widget.page.mouse.up();
  assert.notEqual(await widget.page.title(), "selected");
  assert.equal((await titles()).length, 10);
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
  assert.equal(await part("list").evaluate((list) => list.style.paddingBlockEnd), "0em");
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

test("of an answer that is overtaken while it is shown no row remains", async () => {
  await widget.open();
  for (const turn of [1, 2, 3, 5, 8]) {
    await widget.ask("turbine");
    await interrupt("note", turn, { query: "escaping" });
    await widget.answered("escaping");
    assert.deepEqual(await titles(), ["<b>Bold</b> & <img src=x onerror=alert(1)>"], `overtaken at turn ${turn}`);
    assert.equal(await part("hit").count(), 1);
  }
  assert.ok(await widget.page.evaluate(() => /** @type {any} */ (window).answers.every((/** @type {any} */ { query, asked }) => query === asked)));
  widget.assertClean();
});

test("an arrow during the showing moves in rows of the answer that is being shown", async () => {
  await widget.open();
  for (const turn of [3, 4, 5, 6]) {
    await widget.ask("turbine");
    await interrupt("note", turn, { key: "ArrowDown" });
    await widget.answered("note");
    const active = await input().getAttribute("aria-activedescendant");
    const selected = await part("list").evaluate((list) => [...list.querySelectorAll('[aria-selected="true"]')].map(({ id }) => id));
    assert.deepEqual(selected, active ? [active] : [], `pressed at turn ${turn}`);
    assert.equal((await titles()).length, 10);
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
