// What a search takes when the page does it, and when a worker does. Nothing is drawn.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { typed } from "../peers/typing.mjs";
import { launch } from "../../tests/browser/support/chromium.mjs";

/** Chromium's throttle slows the page's thread and no worker. */
const SLOWDOWNS = [1, 6];
/** How often an index is opened and asked for the first time, each time with nothing in the cache. */
const STARTS = 5;

/**
 * @typedef {object} By milliseconds, by the clock unless it says otherwise
 * @property {number[]} work of each search on the page's thread, which it blocks: processor time
 * @property {number[]} clock from the question to the answer
 * @property {number[]} first from opening the index to the first answer
 *
 * @typedef {object} Asked
 * @property {number} slowdown
 * @property {By} page
 * @property {By} worker
 */

/**
 * @param {string} folder of the site
 * @param {string} api the script of the API, from the site's root
 * @param {string} url of the site
 * @param {string[]} queries
 * @returns {Promise<Asked[]>}
 */
export async function askWorker(folder, api, url, queries) {
  writeFileSync(path.join(folder, "empty.html"), '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>worker</title>');
  const browser = await launch();
  const states = queries.flatMap(typed);
  const asked = [];
  for (const slowdown of SLOWDOWNS) {
    const times = { page: /** @type {By} */ ({ work: [], clock: [], first: [] }), worker: /** @type {By} */ ({ work: [], clock: [], first: [] }) };
    // They take turns, so that both have the same load beside them.
    for (let at = 0; at < STARTS; at += 1) {
      for (const by of /** @type {const} */ (["page", "worker"])) {
        const { page, first } = await opened(browser, `${url}empty.html`, slowdown, { api, worker: by === "worker", query: states[states.length % (at + 2)] });
        times[by].first.push(first);
        await page.context().close();
      }
    }
    const pages = [];
    for (const by of /** @type {const} */ (["page", "worker"])) {
      const { page, session } = await opened(browser, `${url}empty.html`, slowdown, { api, worker: by === "worker", query: "a" });
      await page.evaluate(loadAll, { states, worker: by === "worker" });
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      pages.push({ by, page, session });
    }
    for (const state of states) {
      for (const { by, page, session } of pages) {
        await page.bringToFront();
        times[by].clock.push(await page.evaluate(timed, state));
        const nothing = await work(page, session, null);
        times[by].work.push(Math.max(0, (await work(page, session, state)) - nothing));
      }
    }
    for (const { page } of pages) await page.context().close();
    asked.push({ slowdown, ...times });
  }
  await browser.close();
  return asked;
}

/**
 * A page with an opened index, `window.index`, and nothing in the cache before.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {number} slowdown
 * @param {{ api: string, worker: boolean, query: string }} given
 */
async function opened(browser, url, slowdown, given) {
  const page = await (await browser.newContext()).newPage();
  // Called for each index that a worker takes over.
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ transfer) {
      Object.assign(globalThis, { hasWorker: true });
      return postMessage.call(this, message, transfer);
    };
  });
  await page.goto(url);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const first = await page.evaluate(async ({ api, worker, query }) => {
    const began = performance.now();
    const { open } = await import(api);
    const index = await open("/search/", { worker });
    Object.assign(globalThis, { index });
    await index.search(query);
    return performance.now() - began;
  }, given);
  return { page, session, first };
}

/**
 * Runs in the page: has everything loaded by whoever answers from now on.
 * @param {{ states: string[], worker: boolean }} given
 */
async function loadAll({ states, worker }) {
  const it = /** @type {any} */ (globalThis);
  while (worker && !it.hasWorker) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const state of states) await it.index.search(state);
}

/**
 * Runs in the page: milliseconds that a search takes.
 * @param {string} query
 */
async function timed(query) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  const began = performance.now();
  await /** @type {any} */ (globalThis).index.search(query);
  return performance.now() - began;
}

/**
 * Processor time of the page's thread for a search, or for asking the page for nothing.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").CDPSession} session
 * @param {string | null} query
 */
async function work(page, session, query) {
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const before = await spent();
  await page.evaluate((query) => query !== null && /** @type {any} */ (globalThis).index.search(query).then(() => {}), query);
  return (await spent()) - before;
}
