// Starts the machine's Chromium for browser tests and watches its pages' consoles.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { findProgram } from "./programs.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// No sandbox: Chromium refuses to start one as root. The rest keeps it from talking to anything but the test's server.
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A browser with an empty profile. Close it after the tests.
 *
 * @param {string[]} [more] arguments of the browser
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launch(more = []) {
  const executablePath = findProgram(NAMES, "KEYSEEK_CHROMIUM");
  return chromium.launch({ executablePath, headless: true, args: [...ARGUMENTS, ...more] });
}

/**
 * @typedef {object} WatchedPage
 * @property {import("playwright-core").Page} page
 * @property {string[]} messages console messages and uncaught errors so far, as "error: text"
 * @property {(allowed?: RegExp) => void} assertClean fails when anything was written to the console that `allowed`
 *   does not match, and forgets what was
 * @property {() => Promise<void>} close
 */

/**
 * A page in a context of its own: no cookies, no cache of the pages before it.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<WatchedPage>}
 */
export async function newPage(browser, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  /** @type {string[]} */
  const messages = [];
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => messages.push(`uncaught: ${error.stack ?? error.message}`));
  return {
    page,
    messages,
    assertClean(allowed) {
      const seen = messages.splice(0);
      const unexpected = allowed ? seen.filter((message) => !allowed.test(message)) : seen;
      assert.deepEqual(unexpected, [], "the console is not empty");
    },
    close: () => context.close(),
  };
}
