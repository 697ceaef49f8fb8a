// The API inside of a page's own bundle, which lies elsewhere than the index and the module.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { buildSite } from "./support/build-site.mjs";
import { launch, newPage } from "./support/chromium.mjs";
import { serve } from "./support/serve.mjs";
import { posted, watchWorkers } from "./support/workers.mjs";

const PAGE =
  '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>page</title>' +
  '<script type="module" src="/assets/app.js"></script>';
const APP =
  'import { open } from "./search/keyseek.js"; window.open_index = open;' +
  'window.answer = open("/search/").then((index) => index.search("keystroke 검색"));';

/** @type {import("./support/build-site.mjs").BuiltSite} */
let built;
/** @type {import("./support/serve.mjs").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  built = await buildSite("posts");
  await writeFile(path.join(built.folder, "index.html"), PAGE);
  await writeFile(path.join(built.folder, "app.js"), APP);
  await mkdir(path.join(built.folder, "assets"));
  await build({
    entryPoints: [path.join(built.folder, "app.js")],
    outfile: path.join(built.folder, "assets/app.js"),
    bundle: true,
    minify: true,
    format: "esm",
    logLevel: "error",
  });
  site = await serve(built.folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await built?.remove();
});

test("the module that is not beside the bundle is found in the folder of the index", async () => {
  const { page, assertClean, close } = await newPage(browser);
  await page.goto(site.url);
  const answer = await page.evaluate(() => /** @type {any} */ (window).answer);
  assert.ok(answer.total > 0);
  const modules = site.requests.map(({ path }) => path).filter((path) => path.endsWith(".wasm.ks"));
  assert.deepEqual(modules.map((path) => path.replace(/-\w+\./, "-x.")), ["/assets/keyseek-x.wasm.ks", "/search/keyseek-x.wasm.ks"]);
  assertClean(/404/);
  await close();
});

test("so is the script of a worker", async () => {
  const { page, assertClean, close } = await newPage(browser);
  await page.addInitScript(watchWorkers);
  await page.goto(site.url);
  const expected = await page.evaluate(() => /** @type {any} */ (window).answer);
  await page.evaluate(async () => {
    /** @type {any} */ (window).index = await /** @type {any} */ (window).open_index("/search/", { worker: true });
  });
  await page.waitForFunction(() => /** @type {any} */ (window).posted.includes("start"));
  const answer = await page.evaluate(() => /** @type {any} */ (window).index.search("keystroke 검색"));
  assert.deepEqual({ ...answer, took_ms: 0 }, { ...expected, took_ms: 0 });
  assert.deepEqual(await posted(page), ["start", "question"]);
  assertClean(/404/);
  await close();
});

test("the address of the module stands in the form that bundlers take files along by", async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(built.search, "keyseek.js")],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  assert.match(outputFiles[0].text, /new URL\("keyseek-\w+\.wasm\.ks",\s*import\.meta\.url\)/);
});
