// The widget's site and a page to use it in, in a browser that WebDriver drives: what a test of one file says to Firefox and to
// WebKit alike. Scripts see the first widget of the page unless they look for others.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe } from "node:test";
import { Key } from "selenium-webdriver";
import { serve } from "./serve.mjs";
import { BROWSER_NAMES, launchDriven } from "./webdriver.mjs";
import { buildWidgetSite, html } from "./widget-site.mjs";

/** How long anything in a page may take, in milliseconds. */
const PATIENCE_MS = 30_000;
const POLL_MS = 15;
/** A place in the window that no test puts anything. */
export const ASIDE = { x: 990, y: 640 };
const ERRORS = '<script src="/page-errors.js"></script>';

/** @typedef {{ text?: string, widget?: number }} Wanted the text of an element, the position of its widget in the page */
/** @typedef {ReturnType<typeof page>} DrivenPage */
/** @typedef {{ driver: import("selenium-webdriver").WebDriver, site: import("./serve.mjs").Site, folder: string,
 *   printed: () => string }} Scene `printed` is what the browser and its driver have printed so far */

/** A page that keeps its errors for `assertClean`. @param {string} body @param {string} [head] */
export const watched = (body, head = "") => html(body, ERRORS + head);

/**
 * Tests the same in every browser that WebDriver drives: builds and serves the site once for each, with one profile that is
 * emptied before each test. No test may leave an error behind.
 *
 * @param {Record<string, string>} pages more pages by file name
 * @param {(page: DrivenPage, name: import("./webdriver.mjs").BrowserName) => void} tests
 */
export function inEveryBrowser(pages, tests) {
  for (const name of BROWSER_NAMES) {
    describe(name, () => {
      /** @type {import("./build-site.mjs").BuiltSite} */
      let built;
      /** @type {import("./serve.mjs").Site} */
      let site;
      /** @type {import("./webdriver.mjs").Driven} */
      let driven;

      before(async () => {
        const errors = await readFile(new URL("page-errors.mjs", import.meta.url), "utf8");
        built = await buildWidgetSite({ "index.html": watched("<keyseek-search></keyseek-search>"), ...pages, "page-errors.js": errors });
        site = await serve(built.folder);
        driven = await launchDriven(name);
        await driven.driver.manage().window().setRect({ x: 0, y: 0, width: 1000, height: 800 });
      });
      after(async () => {
        await driven?.close();
        await site?.close();
        await built?.remove();
      });

      const used = page({
        get driver() {
          return driven.driver;
        },
        get site() {
          return site;
        },
        get folder() {
          return built.folder;
        },
        printed: () => driven.output(),
      });

      beforeEach(async () => {
        site.forget();
        site.faults.clear();
        site.delayMs = 0;
        await driven.driver.get(`${site.url}kafka/`);
        // A mouse that the last test left over a widget would warm the next.
        await driven.driver.actions().move(ASIDE).perform();
        await driven.driver.executeScript(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
      });
      afterEach(() => used.assertClean());

      tests(used, name);
    });
  }
}

/**
 * What a test does in the browser's page. Getters, because there is none before the tests begin.
 * @param {Scene} scene
 */
function page(scene) {
  /** How much of what the browser printed was looked at. */
  let seen = 0;

  /**
   * What a function gives in the page.
   * @template {unknown[]} Args, Value
   * @param {(...args: Args) => Value} script
   * @param {Args} args
   * @returns {Promise<Awaited<Value>>}
   */
  const run = (script, ...args) => scene.driver.executeScript(script, ...args);

  /**
   * Waits until a function gives something true in the page, and gives that.
   * @template {unknown[]} Args, Value
   * @param {(...args: Args) => Value} script
   * @param {Args} args
   * @returns {Promise<Awaited<Value>>}
   */
  const until = async (script, ...args) => {
    try {
      return /** @type {any} */ (await scene.driver.wait(() => run(script, ...args), PATIENCE_MS, "", POLL_MS));
    } catch (cause) {
      const asked = scene.site.requests.map(({ path }) => path).join(" ");
      throw new Error(`never came true: ${script} of ${JSON.stringify(args)}; on show: ${await run(shown)}; asked for: ${asked}`, { cause });
    }
  };

  /**
   * An element with a part name, as soon as there is one to be seen: in the page's first widgets first.
   * @param {string} name
   * @param {Wanted} [wanted]
   * @returns {Promise<{ text: string, href: string | null, width: number, middle: { x: number, y: number } }>} `middle` is in the window
   */
  const part = async (name, wanted = {}) => {
    const found = await until((name, { text, widget }) => {
      const boxes = [...document.querySelectorAll("keyseek-search")].filter((box, at) => at === (widget ?? at));
      const all = boxes.flatMap((box) => [...(box.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? [])]);
      // Results may be made out of sight before they are shown.
      const seen = all.filter((element) => element.getClientRects().length);
      const found = seen.find((element) => (text ?? element.textContent) === element.textContent);
      found?.scrollIntoView({ block: "nearest" });
      const { x, y, width, height } = found?.getBoundingClientRect() ?? new DOMRect();
      const middle = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
      return found && { text: found.textContent ?? "", href: found.getAttribute("href"), width, middle };
    }, name, wanted);
    return /** @type {NonNullable<typeof found>} */ (found);
  };

  return {
    run,
    until,
    part,
    get driver() {
      return scene.driver;
    },
    get site() {
      return scene.site;
    },
    get folder() {
      return scene.folder;
    },

    /** @param {string} [name] of a page, with what follows it in the address @param {string} [origin] */
    async open(name = "", origin = scene.site.url) {
      await scene.driver.get(origin + name);
      await until(() => !document.querySelector("keyseek-search") || customElements.get("keyseek-search"));
      await run(() => document.addEventListener("keyseek-results", ({ target }) => (/** @type {any} */ (window).answered = /** @type {any} */ (target).value)));
    },

    /**
     * Clicks what has a part name, or what lies on top there. WebKit's driver cannot click in shadow roots by itself.
     * @param {string} name
     * @param {Wanted} [wanted]
     */
    async click(name, wanted) {
      const { middle } = await part(name, wanted);
      await scene.driver.actions().move(middle).click().perform();
    },

    /** Presses the button of the mouse there, and does not let it go. @param {string} name */
    async hold(name) {
      const { middle } = await part(name);
      await scene.driver.actions().move(middle).press().perform();
    },

    /** Lets it go. */
    async release() {
      await scene.driver.actions().release().perform();
    },

    /** Presses keys one after the other, where the focus is. @param {...string} keys characters, or of selenium's `Key` */
    async press(...keys) {
      await scene.driver.actions().sendKeys(...keys).perform();
    },

    /** Presses a key while another is held. @param {string} held @param {string} key */
    async chord(held, key) {
      await scene.driver.actions().keyDown(held).sendKeys(key).keyUp(held).perform();
    },

    /** Replaces what stands in the box that has the focus. @param {string} query */
    async retype(query) {
      await this.chord(Key.CONTROL, "a");
      await this.press(Key.BACK_SPACE, query);
    },

    /** What stands in the first box. */
    value: () => run(() => /** @type {any} */ (document.querySelector("keyseek-search")).value),

    /** The titles of the first widget's results, without those of sections. */
    titles: () =>
      run(() => [...(document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll('[part="option"] > [part="title"]') ?? [])].map(({ textContent }) => textContent)),

    /** Waits for the answer to exactly this. @param {string} query */
    async answered(query) {
      await until((query) => /** @type {any} */ (window).answered === query, query);
    },

    /** Waits for a result of this title. @param {string} title */
    async found(title) {
      await until((title) => {
        const titles = document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll('[part="option"] > [part="title"]') ?? [];
        return [...titles].some(({ textContent }) => textContent === title);
      }, title);
    },

    /** Whether something with a part name can be seen. @param {string} name */
    isShown: (name) =>
      run((name) => [...(document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? [])].some((element) => element.getClientRects().length > 0), name),

    /** The part that has the focus, else the id of the element, else null. */
    focused: () =>
      run(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("part") ?? (document.activeElement?.id || null)),

    /** Waits for the page of an address that ends so. @param {string} end */
    async arrived(end) {
      await scene.driver.wait(async () => decodeURIComponent(await scene.driver.getCurrentUrl()).endsWith(end), PATIENCE_MS, `never at ${end}`, POLL_MS);
    },

    /**
     * Fails when the pages of this tab have noted an error that `allowed` does not match, or Firefox has printed one that was
     * not caught; and forgets what there was.
     * @param {RegExp} [allowed]
     */
    async assertClean(allowed) {
      /** @type {string[]} */
      const errors = await run(() => JSON.parse(sessionStorage.getItem("page-errors") ?? "[]"));
      await run(() => sessionStorage.removeItem("page-errors"));
      const printed = scene.printed();
      errors.push(...printed.slice(seen).split("\n").filter((line) => line.startsWith("JavaScript error: http://127.0.0.1")));
      seen = printed.length;
      assert.deepEqual(errors.filter((error) => !allowed?.test(error)), [], "the pages' errors");
    },
  };
}

/** What all widgets of the page show, as text: for messages. Runs in the page. */
function shown() {
  const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  const widgets = [...document.querySelectorAll("keyseek-search")].map((box) => {
    return [/** @type {any} */ (box).value, ...[...(box.shadowRoot?.querySelectorAll(".root *") ?? [])].filter((one) => !one.children.length).map((one) => one.textContent)];
  });
  return JSON.stringify({ focused: focused?.getAttribute("part") ?? focused?.localName, widgets });
}
