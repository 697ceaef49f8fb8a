// A site over the project's own posts and a page in Chromium to ask it from, for the tests of one file.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { buildSite } from "./build-site.mjs";
import { launch, newPage } from "./chromium.mjs";
import { serve } from "./serve.mjs";

/**
 * Builds and serves the site before the tests of a file, opens a page before each of them, and sees that its console is empty
 * at the end.
 * @returns {{ folder: string, site: import("./serve.mjs").Site, page: import("playwright-core").Page,
 *   allow: (pattern: RegExp) => void, call: (method: string, ...args: unknown[]) => Promise<any> }} what is only there inside a test; `call` gives what a
 *   method of an opened index gives, or its error as text; `allow` says what the console of this test may hold
 */
export function servePosts() {
  /** @type {import("./build-site.mjs").BuiltSite} */
  let built;
  /** @type {import("./serve.mjs").Site} */
  let site;
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./chromium.mjs").WatchedPage} */
  let watched;
  /** @type {RegExp | undefined} */
  let allowed;

  before(async () => {
    built = await buildSite("posts");
    // Without the link the browser asks for an icon, which is not there.
    await writeFile(path.join(built.folder, "index.html"), "<!doctype html><link rel=icon href=data:,><title>posts</title>");
    site = await serve(built.folder);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await built?.remove();
  });
  beforeEach(async () => {
    watched = await newPage(browser);
    await watched.page.goto(site.url);
    site.forget();
    allowed = undefined;
  });
  afterEach(async () => {
    watched.assertClean(allowed);
    await watched.close();
  });

  return {
    allow: (pattern) => void (allowed = pattern),
    get folder() {
      return built.folder;
    },
    get site() {
      return site;
    },
    get page() {
      return watched.page;
    },
    call: (method, ...args) =>
      watched.page.evaluate(
        async ({ method, args }) => {
          const { open } = await import(`${location.origin}/search/keyseek.js`);
          return (await open())[method](...args).catch(String);
        },
        { method, args },
      ),
  };
}
