// How the widget feels over the LibreOffice help: from a key to painted results, and the longest time that the page cannot
// react meanwhile, on this machine and with the processor slowed as on a cheap phone. Read from Chromium's own trace.

import path from "node:path";
import { launch } from "./browser.mjs";
import { WORK } from "./corpora.mjs";
import { openLink } from "./link.mjs";
import { serve } from "./server.mjs";
import { typed } from "./typing.mjs";

const KEYS = 100;
const SLOWDOWNS = [1, 6];
/** Milliseconds between a painted answer and the next key; nobody types faster than some ten keys a second. */
const REST = 60;
const CATEGORIES = ["blink.user_timing", "devtools.timeline", "devtools.timeline.frame", "disabled-by-default-devtools.timeline", "toplevel"];
const PAGE = `<!doctype html><html lang="ko"><meta charset="utf-8"><link rel="icon" href="data:,"><title>help</title>
<script type="module" src="/keyseek-search.js"></script><keyseek-search></keyseek-search>`;

/**
 * @typedef {object} Profile
 * @property {number} slowdown of the processor, in times
 * @property {number[]} paints milliseconds from each key to the frame with its results
 * @property {number[]} blocks milliseconds of the longest task of the page's main thread after each key
 *
 * @typedef {{ name: string, ph: string, ts: number, dur?: number, pid: number, tid: number, args: any }} TraceEvent times in
 *   microseconds
 */

/**
 * @param {string} out what Keyseek built
 * @param {string[]} queries
 * @returns {Promise<Profile[]>}
 */
export async function profile(out, queries) {
  const site = await serve(out, PAGE, path.join(WORK, "keys"));
  const link = await openLink(site.port);
  const browser = await launch();
  const profiles = [];
  for (const slowdown of SLOWDOWNS) {
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
    await page.goto(`https://localhost:${link.port}/`);
    const session = await page.context().newCDPSession(page);
    await page.evaluate(() => {
      document.addEventListener("input", () => performance.mark("key"), { capture: true });
      document.addEventListener("keyseek-results", () => {
        performance.mark("shown");
        /** @type {any} */ (globalThis).answers = (/** @type {any} */ (globalThis).answers ?? 0) + 1;
      });
    });
    await page.locator("keyseek-search").evaluate((box) => box.focus());
    // Everything is loaded once: what is measured is a reader who goes on searching.
    await type(page, session, queries, 0);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await browser.startTracing(page, { categories: CATEGORIES });
    await type(page, session, queries, REST);
    const trace = JSON.parse((await browser.stopTracing()).toString());
    profiles.push({ slowdown, ...read(trace.traceEvents) });
    await page.context().close();
  }
  await browser.close();
  await site.close();
  await link.close();
  return profiles;
}

/**
 * Types the first keys of the queries, each once the one before is answered.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").CDPSession} session
 * @param {string[]} queries
 * @param {number} rest
 */
async function type(page, session, queries, rest) {
  let left = KEYS;
  for (const query of queries) {
    for (const state of typed(query).slice(0, left)) {
      left -= 1;
      const before = await page.evaluate(() => /** @type {any} */ (globalThis).answers ?? 0);
      await session.send("Input.imeSetComposition", { text: state, selectionStart: state.length, selectionEnd: state.length });
      await page.waitForFunction((count) => (/** @type {any} */ (globalThis).answers ?? 0) > count, before);
      await page.waitForTimeout(rest);
    }
    await session.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
    await page.waitForTimeout(rest);
    if (left === 0) return;
  }
}

/**
 * @param {TraceEvent[]} events
 * @returns {{ paints: number[], blocks: number[] }}
 */
function read(events) {
  events.sort((a, b) => a.ts - b.ts);
  const marks = events.filter(({ name }) => name === "key" || name === "shown");
  const { pid, tid } = marks[0];
  const own = (/** @type {string} */ wanted) => events.filter((event) => event.name === wanted && event.pid === pid);
  const tasks = own("RunTask").filter((event) => event.tid === tid && event.dur);
  const commits = own("Commit");
  const frames = own("AnimationFrame::Presentation");
  const paints = [];
  const blocks = [];
  for (const [at, key] of marks.entries()) {
    const shown = marks[at + 1];
    if (key.name !== "key" || shown?.name !== "shown") continue;
    // A frame that was on its way before does not hold the results yet.
    const commit = commits.find(({ ts }) => ts > shown.ts);
    const frame = commit && frames.find(({ ts }) => ts > commit.ts);
    if (!frame) continue;
    paints.push((frame.ts - key.ts) / 1000);
    const near = tasks.filter(({ ts, dur = 0 }) => ts + dur > key.ts && ts < frame.ts);
    blocks.push(Math.max(...near.map(({ dur = 0 }) => dur)) / 1000);
  }
  return { paints, blocks };
}
