// A reader's way through the widget, in Firefox and in WebKit: typing, choosing, the dialog, the address, a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { compose } from "./support/compose.mjs";
import { ASIDE, inEveryBrowser, watched } from "./support/driven.mjs";
import { NOTES } from "./support/widget-site.mjs";

/** What a Korean keyboard makes of 검색, key by key. */
const STATES = ["ㄱ", "거", "검", "검ㅅ", "검새", "검색"];

const PAGES = {
  "modal.html": watched('<button id="before">before</button><keyseek-search modal></keyseek-search><input id="text">'),
  "search.html": watched('<keyseek-search param="q"></keyseek-search>'),
  "filters.html": watched('<keyseek-search filters="tags,lang"></keyseek-search>'),
  "marks.html": watched('<keyseek-search highlight="found"></keyseek-search>'),
  "target.html": watched(
    '<nav>카프카</nav><main><p style="margin-bottom: 3000px">Nothing here.</p><p id="first">여기에 카프카를 쓴다. <b>카프카</b> a(b) A(B)</p></main>',
    '<script type="module" src="/search/keyseek-mark.js"></script>',
  ),
  "phone.html": watched('<iframe src="/phone-box.html" width="375" height="667"></iframe><iframe src="/modal.html" width="375" height="667"></iframe>'),
  "phone-box.html": watched('<div style="padding: 0 16px"><keyseek-search></keyseek-search></div>'),
};

inEveryBrowser(PAGES, (page, name) => {
  test("nothing but the script is loaded until the reader comes near", async () => {
    await page.open();
    const asked = () => page.site.requests.map(({ path }) => path).filter((path) => path.startsWith("/search/"));
    assert.deepEqual(asked(), ["/search/keyseek-search.js"]);
    await page.click("input");
    await page.until(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("manifest.keyseek")));
  });

  test("results come while one types, and arrows and Enter open one", async () => {
    await page.open();
    await page.click("input");
    for (const key of "note number 7") await page.press(key);
    // An answer to less of it holds that one, too, further down.
    await page.answered("note number 7");
    assert.equal((await page.titles())[0], "Note number 7");
    await page.press(Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ARROW_UP);
    const active = await page.run(() => {
      const root = document.querySelector("keyseek-search")?.shadowRoot;
      const id = root?.querySelector("input")?.getAttribute("aria-activedescendant");
      return root?.getElementById(id ?? "")?.getAttribute("href");
    });
    assert.equal(active, `${page.site.url}notes/7/`);
    await page.press(Key.ENTER);
    await page.arrived("/notes/7/");
  });

  test("a click opens a result", async () => {
    await page.open();
    await page.click("input");
    await page.press("카프카");
    await page.click("option");
    await page.arrived("/kafka/");
  });

  test("a word is found at every key of a Korean keyboard", async () => {
    await page.open();
    await page.click("input");
    for (const state of STATES) {
      await page.retype(state);
      assert.equal(await page.value(), state);
      await page.answered(state);
      assert.ok((await page.titles()).includes("검색 색인"), `nothing at ${state}`);
    }
  });

  if (name === "firefox") {
    test("a syllable is searched while the input method composes it", async () => {
      await page.open();
      await page.click("input");
      for (const state of STATES) {
        // The first syllable is committed when the second begins.
        if (state === "검ㅅ") await compose(page.driver, "검", "committed");
        await compose(page.driver, state.slice(-1), "pending");
        // The page hears of it a moment later.
        await page.answered(state);
        assert.equal(await page.value(), state);
        assert.ok((await page.titles()).includes("검색 색인"), `nothing at ${state}`);
      }
      await compose(page.driver, "색", "committed");
      await page.press(Key.ENTER);
      await page.arrived("/guide/");
    });
  }

  // WebKit's driver cannot compose. These are the events that browsers send when an input method does.
  test("events of an input method are searched by, and its Enter and Escape are its own", async () => {
    await page.open("modal.html");
    await page.click("button");
    for (const state of STATES) {
      await page.run((state) => {
        const input = /** @type {any} */ (document.querySelector("keyseek-search")?.shadowRoot?.querySelector("input"));
        const init = { bubbles: true, composed: true, data: state.slice(-1) };
        input.dispatchEvent(new CompositionEvent(state === "ㄱ" ? "compositionstart" : "compositionupdate", init));
        input.value = state;
        input.dispatchEvent(new InputEvent("input", { ...init, inputType: "insertCompositionText", isComposing: true }));
      }, state);
      await page.answered(state);
      assert.ok((await page.titles()).includes("검색 색인"), `nothing at ${state}`);
    }
    for (const key of ["Enter", "Escape"]) {
      await page.run((key) => {
        const input = document.querySelector("keyseek-search")?.shadowRoot?.querySelector("input");
        const init = { key, bubbles: true, composed: true, cancelable: true };
        input?.dispatchEvent(new KeyboardEvent("keydown", { ...init, isComposing: true }));
        // WebKit ends the composition first, and tells by the code only that the key belonged to it.
        input?.dispatchEvent(new KeyboardEvent("keydown", /** @type {any} */ ({ ...init, keyCode: 229 })));
      }, key);
    }
    assert.ok(await page.isShown("hit"));
    assert.equal(await page.driver.getCurrentUrl(), `${page.site.url}modal.html`);
  });

  test("shortcuts open the dialog, Escape closes it, and the focus returns", async () => {
    await page.open("modal.html");
    for (const press of [() => page.press("/"), () => page.chord(Key.CONTROL, "k")]) {
      await page.run(() => document.getElementById("before")?.focus());
      await press();
      await page.part("input");
      assert.equal(await page.focused(), "input");
      assert.equal(await page.value(), "");
      await page.press(Key.ESCAPE);
      await page.until(() => !document.querySelector("keyseek-search")?.shadowRoot?.querySelector("dialog")?.open);
      assert.equal(await page.focused(), "before");
    }
    await page.run(() => document.getElementById("text")?.focus());
    await page.press("/");
    assert.equal(await page.isShown("input"), false);
    assert.equal(await page.run(() => /** @type {any} */ (document.getElementById("text")).value), "/");
  });

  test("the button opens the dialog, which keeps the focus and gives it back", async () => {
    await page.open("modal.html");
    await page.click("button");
    await page.press("note");
    await page.found("Note number 7");
    for (let tabs = 0; tabs < 6; tabs++) {
      await page.press(Key.TAB);
      assert.ok(!["before", "text", "button"].includes((await page.focused()) ?? ""), "the focus left the dialog");
    }
    await page.click("close");
    assert.equal(await page.isShown("input"), false);
    assert.equal(await page.focused(), "button");
  });

  test("a button that is pressed while the rest of the widget comes is clicked", async () => {
    await page.open("modal.html");
    page.site.delayMs = 100;
    for (const part of ["label", "close"]) {
      await page.hold(part);
      await page.until(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=panel]"));
      await page.release();
      assert.equal(await page.isShown("input"), part === "label", part);
      // The focus goes to the box when it is pressed next to, as when a phone's keyboard was put away.
      await page.run(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("input")?.blur());
    }
  });

  test("buttons of the box work wherever the focus is, and a click beside them goes into the box", async () => {
    await page.open("search.html");
    await page.click("icon");
    assert.equal(await page.focused(), "input");
    await page.press("note");
    await page.found("Note number 7");
    await page.press(Key.TAB, Key.TAB);
    assert.notEqual(await page.focused(), "input");
    await page.click("clear");
    assert.deepEqual([await page.value(), await page.focused()], ["", "input"]);
    await page.run(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("input")?.blur());
    await page.press("x");
    assert.equal(await page.value(), "");
    await page.click("icon");
    await page.press("x");
    assert.equal(await page.value(), "x");
  });

  test("chips filter, and a click outside closes the list", async () => {
    await page.open("filters.html");
    await page.click("input");
    await page.press("note");
    await page.found("Note number 7");
    assert.match((await page.part("total")).text, new RegExp(`^결과 ${NOTES}건`));
    await page.click("chip", { text: "even13" });
    await page.until(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[part=total]")?.textContent?.startsWith("결과 13건"));
    assert.equal(await page.isShown("panel"), true);
    await page.driver.actions().move(ASIDE).click().perform();
    assert.equal(await page.isShown("panel"), false);
  });

  test("more results follow while one scrolls", async () => {
    await page.open();
    await page.click("input");
    await page.press("postings");
    await page.found("Note number 7");
    await page.until((wanted) => {
      const root = document.querySelector("keyseek-search")?.shadowRoot;
      const scroll = root?.querySelector("[part=scroll]");
      if (scroll) scroll.scrollTop = scroll.scrollHeight;
      return root?.querySelectorAll("[part=hit]").length === wanted;
    }, NOTES);
    assert.equal(new Set(await page.titles()).size, NOTES);
  });

  test("the address holds the query: it opens the results, and back goes to the one before", async () => {
    await page.open("search.html?q=%EC%B9%B4%ED%94%84%EC%B9%B4");
    await page.found("Kafka 모니터링");
    assert.equal(await page.value(), "카프카");
    await page.click("input");
    await page.retype("turbine");
    await page.found("Manual of the turbine");
    await page.arrived("search.html?q=turbine");
    await page.driver.navigate().back();
    await page.arrived("search.html?q=카프카");
    await page.found("Kafka 모니터링");
    assert.equal(await page.value(), "카프카");
    await page.click("option");
    await page.arrived("/kafka/");
    await page.driver.navigate().back();
    await page.arrived("search.html?q=카프카");
    await page.found("Kafka 모니터링");
  });

  test("results tell the page that they open, which marks what was found", async () => {
    await page.open("marks.html");
    await page.click("input");
    await page.press("카프카");
    await page.found("Kafka 모니터링");
    const { href } = await page.part("option");
    await page.open(`target.html?${new URL(String(href)).searchParams}&found=a(b)`);
    await page.until(() => scrollY > 1000);
    assert.ok((await page.driver.getCurrentUrl()).endsWith("/target.html"));
    const marked = await page.run(() => {
      const highlight = "highlights" in CSS ? /** @type {any} */ (CSS.highlights).get("keyseek") : document.querySelectorAll("mark");
      return [...highlight].map((place) => place.textContent ?? String(place));
    });
    assert.deepEqual(marked, ["카프카", "카프카", "a(b)", "A(B)"]);
  });

  // Windows do not get that narrow; a frame is one to the page inside of it. WebKit's driver does not know where frames lie,
  // so that nothing in them can be clicked.
  test("on a phone the panel stays inside the window, and the dialog fills it", async () => {
    await page.open("phone.html");
    for (const [at, part] of ["panel", "card"].entries()) {
      const frames = await page.run(() => [...document.querySelectorAll("iframe")]);
      await page.driver.switchTo().frame(/** @type {any} */ (frames[at]));
      try {
        await page.until(() => customElements.get("keyseek-search"));
        await page.run(() => /** @type {any} */ (document.querySelector("keyseek-search")).open());
        await page.press("note");
        await page.found("Note number 7");
        const { x, y, width, height } = /** @type {DOMRect} */ (await page.run(boxOf, part));
        assert.ok(x >= 0 && y >= 0 && x + width <= 375 && y + height <= 667, JSON.stringify({ x, y, width, height }));
        assert.deepEqual(part === "card" ? [width, height] : [width > 300], part === "card" ? [375, 667] : [true]);
      } finally {
        await page.driver.switchTo().defaultContent();
      }
    }
  });
});

/** Where a part of the first widget is, once it has stopped moving. Runs in the page. @param {string} part */
async function boxOf(part) {
  const root = document.querySelector("keyseek-search")?.shadowRoot;
  await Promise.all((root?.querySelector("[part=dialog]") ?? root?.querySelector(`[part=${part}]`))?.getAnimations({ subtree: true }).map(({ finished }) => finished) ?? []);
  return root?.querySelector(`[part=${part}]`)?.getBoundingClientRect().toJSON();
}
