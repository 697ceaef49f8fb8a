// The browser tests' own tools: a check that cannot fail proves nothing, so each is seen to pass and to fail.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { launch, newPage } from "./support/chromium.mjs";
import { serve } from "./support/serve.mjs";

const PAGE = '<!doctype html><html lang="ko"><link rel="icon" href="data:,"><title>검색</title>';
const DATA = "0123456789";

/** @type {string} */
let folder;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/serve.mjs").Site} */
let site;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "keyseek-support-"));
  await writeFile(path.join(folder, "index.html"), PAGE);
  await writeFile(path.join(folder, "noisy.html"), `${PAGE}<script>console.error("broken"); missing();</script>`);
  await writeFile(path.join(folder, "data.bin"), DATA);
  site = await serve(folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  site.forget();
  site.faults.clear();
});

test("a quiet page has a clean console", async () => {
  const { page, assertClean, close } = await newPage(browser);
  await page.goto(site.url);
  assert.equal(await page.title(), "검색");
  assertClean();
  assert.deepEqual(site.requests, [{ path: "/", bytes: Buffer.byteLength(PAGE) }]);
  await close();
});

test("console errors and uncaught errors are caught, unless expected", async () => {
  const { page, assertClean, close } = await newPage(browser);
  await page.goto(`${site.url}noisy.html`);
  assert.throws(() => assertClean(/missing is not defined/), /error: broken/);
  await page.reload();
  assert.throws(() => assertClean(/broken/), /missing is not defined/);
  await page.reload();
  assertClean(/broken|missing is not defined/);
  await close();
});

test("files have their content type, and nothing outside of the folder is served", async () => {
  const page = await fetch(site.url);
  assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
  const data = await fetch(`${site.url}data.bin`);
  assert.equal(data.headers.get("content-type"), "application/octet-stream");
  assert.equal(await data.text(), DATA);
  assert.equal((await fetch(`${site.url}%2e%2e%2fsecret`)).status, 404);
});

test("paths can be made to fail", async () => {
  const url = `${site.url}data.bin`;
  site.faults.set("/data.bin", "missing");
  assert.equal((await fetch(url)).status, 404);
  site.faults.set("/data.bin", "error");
  assert.equal((await fetch(url)).status, 500);
  site.faults.set("/data.bin", "refuse");
  await assert.rejects(fetch(url), TypeError);
  site.faults.set("/data.bin", "cut");
  await assert.rejects(fetch(url).then((response) => response.text()));
  assert.equal(site.requests.at(-1)?.bytes, DATA.length / 2);
});

test("a Content-Security-Policy reaches the page", async () => {
  const strict = await serve(folder, { csp: "script-src 'none'" });
  const { page, assertClean, close } = await newPage(browser);
  await page.goto(`${strict.url}noisy.html`);
  assert.throws(() => assertClean(), /Content Security Policy/);
  await close();
  await strict.close();
});
