// One page in Chromium, typed into as a reader does, with Chromium's trace of it.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { typed } from "../peers/typing.mjs";
import { read } from "./trace.mjs";

/** Milliseconds between an answer and the next key, in which the page comes to rest; nobody types faster than ten keys a second. */
const REST_MS = 60;
/** Milliseconds for what is loaded at the first focus, on a processor that is not slowed. */
const START_MS = 500;
const CATEGORIES = ["blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "v8.wasm"];
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** A frame is made as soon as there is something to show, and not when the screen would take the next one. */
const UNLIMITED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/**
 * @typedef {import("./trace.mjs").Reading & { browser: string }} Profile
 */

/**
 * @param {string} url
 * @param {string[]} queries
 * @param {boolean} unlimited
 * @param {number} slowdown of the processor, in times
 * @returns {Promise<Profile>}
 */
export async function profile(url, queries, unlimited, slowdown) {
  const executablePath = process.env.KEYSEEK_CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, headless: true, args: [...ARGUMENTS, ...(unlimited ? UNLIMITED : [])] });
  const trace = path.join(tmpdir(), `keyseek-paint-${process.pid}.json`);
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    const session = await page.context().newCDPSession(page);
    await page.goto(url);
    await page.evaluate(markSteps);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await browser.startTracing(page, { path: trace, categories: CATEGORIES });
    await page.locator("keyseek-search").click();
    await page.waitForTimeout(START_MS * slowdown);
    for (const pass of ["first", "again"]) {
      await page.evaluate((pass) => performance.mark(`pass ${pass}`), pass);
      for (const query of queries) await type(page, session, query);
    }
    await browser.stopTracing();
    return { ...read(JSON.parse(readFileSync(trace, "utf8")).traceEvents), browser: browser.version() };
  } finally {
    await browser.close();
    rmSync(trace, { force: true });
  }
}

/**
 * Types a query, each key once the one before is answered, and empties the box.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").CDPSession} session
 * @param {string} query Hangul goes through an input method
 */
async function type(page, session, query) {
  const isComposed = /[가-힣]/.test(query);
  for (const state of typed(query)) {
    await page.evaluate(() => {
      const answered = new Promise((resolve) => document.addEventListener("keyseek-results", () => resolve(null), { once: true }));
      Object.assign(globalThis, { answered });
    });
    if (isComposed) await compose(session, state);
    else await page.keyboard.press(state.endsWith(" ") ? "Space" : state.slice(-1));
    await page.evaluate(() => /** @type {any} */ (globalThis).answered);
    await page.waitForTimeout(REST_MS);
  }
  if (isComposed) await compose(session, "");
  else for (const key of ["Control+A", "Backspace"]) await page.keyboard.press(key);
  await page.waitForTimeout(REST_MS);
}

/**
 * What an input method does with a key: the page hears of a key without a name, and then of what stands in the box by now.
 *
 * @param {import("playwright-core").CDPSession} session
 * @param {string} text
 */
async function compose(session, text) {
  const key = { key: "Process", code: "KeyA", windowsVirtualKeyCode: 229 };
  await Promise.all([
    session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key }),
    session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
  ]);
}

/** Runs in the page: marks where a search begins and ends, what changes in sight, and when an answer is told of, from outside of the widget. */
export function markSteps() {
  const Search = /** @type {any} */ (customElements.get("keyseek-search"));
  const { engine } = Search;
  const marked = (/** @type {(...given: any[]) => Promise<unknown>} */ run) => async (/** @type {any[]} */ ...given) => {
    performance.mark("search");
    const answer = await run(...given);
    performance.mark("found");
    return answer;
  };
  Search.engine = async (/** @type {number} */ attempt) => {
    const { open } = await engine(attempt);
    return {
      open: async (/** @type {string} */ folder) => {
        const index = await open(folder);
        index.search = marked(index.search.bind(index));
        index.suggest = marked(index.suggest.bind(index));
        return index;
      },
    };
  };
  const seen = '[part="tools"], [part="notices"], [part="note"], [part="hit"]:not([hidden])';
  const isSeen = (/** @type {Node} */ node) => node instanceof Element && (node.matches(seen) || node.querySelector(seen) !== null);
  const root = /** @type {ShadowRoot} */ (document.querySelector("keyseek-search")?.shadowRoot);
  new MutationObserver((changes) => {
    const inSight = changes.some(({ target, addedNodes }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest(seen) || [...addedNodes].some(isSeen);
    });
    if (inSight) performance.mark("change");
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("keyseek-results", () => performance.mark("answered"));
}
