// The demo: the project's own posts with their index inside the module. Its pages must work under the policy that they
// state, hold together as a site, and go on answering when the network is cut.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch, newPage } from "./support/chromium.mjs";
import { serve } from "./support/serve.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DEMO = path.join(ROOT, "dist/demo");
const run = promisify(execFile);

/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/chromium.mjs").WatchedPage} */
let watched;
/** @type {import("playwright-core").Page} */
let page;

before(async () => {
  // The same two commands as `make demo`; the module is built only when something changed.
  await run("scripts/module.sh", ["dist/demo"], { cwd: ROOT, maxBuffer: 1 << 24 });
  await run(process.execPath, ["scripts/demo.mjs", "dist/demo"], { cwd: ROOT });
  site = await serve(DEMO);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  site.forget();
  watched = await newPage(browser);
  page = watched.page;
  page.setDefaultTimeout(10_000);
});

afterEach(() => watched.close());

const part = (/** @type {string} */ name) => page.locator(`keyseek-search [part="${name}"]`);

/**
 * Types into the box and waits for the answer to exactly that; gives back the titles.
 * @param {string} query
 */
async function ask(query) {
  const answered = page.evaluate(
    (query) => new Promise((resolve) => {
      document.addEventListener("keyseek-results", function listen(event) {
        if (/** @type {any} */ (event.target).value !== query) return;
        document.removeEventListener("keyseek-results", listen);
        resolve(undefined);
      });
    }),
    query,
  );
  await part("input").fill(query);
  await answered;
  return page.locator('keyseek-search [part="option"] > [part="title"]').allTextContents();
}

/** Waits until the engine is loaded, which the demo does by itself. */
const loaded = () => page.evaluate(() => /** @type {any} */ (document.querySelector("keyseek-search")).load().then(() => {}));

/** @returns {Promise<{ file: string, href: string, html: string }[]>} every page of the demo */
async function pages() {
  const names = (await readdir(DEMO, { recursive: true })).filter((name) => name.endsWith("index.html"));
  return Promise.all(
    names.map(async (name) => ({
      file: name,
      href: `/${name.replaceAll(path.sep, "/").replace(/index\.html$/, "")}`,
      html: await readFile(path.join(DEMO, name), "utf8"),
    })),
  );
}

for (const [home, half] of /** @type {const} */ ([["", "posti"], ["ko/", "검새"]])) {
  test(`the front page /${home} answers while one types`, async () => {
    await page.goto(site.url + home);
    await part("input").click();
    for (const key of "색인") {
      await page.keyboard.insertText(key);
      await part("option").first().waitFor();
    }
    await part("mark").first().waitFor();
    assert.ok((await ask(half)).length > 0, half);
    assert.ok((await ask("fst 색인")).length > 0);
    watched.assertClean();
  });

  test(`every example on /${home} finds something`, async () => {
    await page.goto(site.url + home);
    await loaded();
    const chips = page.locator("[data-query]");
    assert.ok((await chips.count()) >= 4);
    for (const chip of await chips.all()) {
      const query = await chip.getAttribute("data-query");
      await chip.click();
      await part("option").first().waitFor();
      assert.equal(await part("input").inputValue(), query);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
    watched.assertClean();
  });
}

test("with the network cut, a loaded page still searches", async () => {
  await page.goto(site.url);
  await loaded();
  await page.context().setOffline(true);
  site.forget();
  for (const query of ["k", "keystroke", "검", "검색", "fst 색인", "쀍"]) {
    const titles = await ask(query);
    assert.equal(titles.length > 0, query !== "쀍", query);
  }
  assert.deepEqual(site.requests, []);
  watched.assertClean();
});

test("the engine and its index are one module: nothing else is asked for", async () => {
  await page.goto(site.url);
  await loaded();
  site.forget();
  await ask("keystroke");
  await ask("모니터링");
  assert.deepEqual(site.requests, []);
});

test("a result opens its post, which searches as well", async () => {
  await page.goto(`${site.url}ko/`);
  await ask("키");
  const href = await part("option").first().getAttribute("href");
  const title = await part("title").first().textContent();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(href ?? "", /#:~:text=/);
  await page.waitForURL(`${href?.split("#")[0]}**`);
  assert.equal(await page.locator("h1").textContent(), title);
  assert.ok((await ask("색인")).length > 0);
  watched.assertClean();
});

test("every document of the index is a page of the demo, with its title", async () => {
  await page.goto(site.url);
  const { hits, documents } = await page.evaluate(async () => {
    const index = await /** @type {any} */ (document.querySelector("keyseek-search")).load();
    const answers = await Promise.all(["ㄱ", "ㅇ", "e", "a", "t", "s"].map((query) => index.search(query, { limit: 100, typing: true })));
    return { hits: answers.flatMap(({ hits }) => hits), documents: index.documents };
  });
  const titles = new Map(hits.map((/** @type {any} */ hit) => [hit.url, hit.title]));
  const posts = (await pages()).filter(({ html }) => html.includes('<body class="post">'));
  assert.equal(posts.length, documents);
  assert.ok(titles.size > documents / 2, `only ${titles.size} of ${documents} documents were found`);
  for (const [url, title] of titles) {
    assert.ok(existsSync(path.join(DEMO, url, "index.html")), `${url} is no page`);
    await page.goto(new URL(url, site.url).href);
    assert.equal(await page.locator("h1").textContent(), title);
  }
  watched.assertClean();
});

test("every link inside the demo leads somewhere, and every page states the strict policy", async () => {
  for (const { href, html } of await pages()) {
    assert.match(html, /Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'/);
    assert.doesNotMatch(html, /\{\{|undefined|\sstyle=|<script(?! type="module" src="\/)/, href);
    for (const [, target] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const url = new URL(target.replaceAll("&amp;", "&"), site.url + href.slice(1));
      if (url.origin !== new URL(site.url).origin) {
        assert.doesNotMatch(html, new RegExp(`(src|rel="stylesheet" href)="${target}`), `${href} loads ${target}`);
        continue;
      }
      const file = path.join(DEMO, url.pathname, url.pathname.endsWith("/") ? "index.html" : "");
      assert.ok(existsSync(file), `${href} links to ${target}`);
      if (url.hash) {
        const id = decodeURIComponent(url.hash.slice(1));
        assert.ok((await readFile(file, "utf8")).includes(`id="${id}"`), `${href} links to ${target}`);
      }
    }
  }
});

test("the gallery shows every state in both themes, and says what it shows", async () => {
  for (const home of ["", "ko/"]) {
    await page.goto(`${site.url}${home}gallery/`);
    const stages = page.locator(".stage");
    await stages.first().waitFor();
    assert.equal(await stages.count(), 2 * (await page.locator(".state").count()));
    for (const stage of await stages.all()) {
      await stage.evaluate((element) => element.scrollIntoView({ block: "center" }));
      if (await stage.locator("xpath=ancestor::section[contains(@class, 'closed')]").count()) continue;
      await stage.locator('[part~="option"], [part="message"]').first().waitFor();
    }
    // The one state that fails on purpose.
    watched.assertClean(/^error: Failed to load resource: .* 404/);
  }
});

test("the generator writes the tag that is chosen, shows it, and copies it", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}generator/`);
  await page.locator("[name=folder]").fill("/docs/search");
  await page.locator("[name=modal]").check();
  await page.locator("[name=placeholder]").fill('Say "what" & <go>');
  await page.locator("[name=lang]").selectOption("ko");
  await page.locator("[name=filters]").fill("tags");
  const tag = '<script type="module" src="/docs/search/keyseek-search.js"></script>\n' +
    '<keyseek-search modal placeholder="Say &quot;what&quot; &amp; &lt;go>" lang="ko" filters="tags"></keyseek-search>';
  assert.equal(await page.locator("pre").textContent(), tag);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), tag);
  await part("button").click();
  assert.ok((await ask("색인")).length > 0);
  watched.assertClean();
});

test("both languages are told, and lead to each other", async () => {
  await page.goto(site.url);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await part("input").getAttribute("placeholder"), "Search the posts");
  await page.getByRole("link", { name: "한국어", exact: true }).click();
  await page.waitForURL("**/ko/");
  assert.equal(await page.locator("html").getAttribute("lang"), "ko");
  assert.equal(await part("input").getAttribute("placeholder"), "글 검색");
  watched.assertClean();
});

test("no page is wider than a phone", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const { href } of await pages()) {
    await page.goto(new URL(href, site.url).href);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${href} is ${width} wide`);
  }
});
