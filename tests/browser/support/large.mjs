// A source whose index has several term shards, which the project's own posts are too small for, and a site over it.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { buildSite } from "./build-site.mjs";
import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>';

const DOCUMENTS = 800;
const WORDS = 100;

/**
 * Writes documents of made-up Latin words, nearly all of them different, each with two that the posts have, too.
 * @param {string} file a path that ends in .jsonl
 */
export async function writeLargeSource(file) {
  const lines = [];
  for (let at = 0; at < DOCUMENTS; at++) {
    const words = Array.from({ length: WORDS }, (_, word) => madeUp(at * WORDS + word));
    const body = `${words.join(" ")} keystroke 검색`;
    lines.push(JSON.stringify({ url: `/made-up/${at}/`, title: `${words[0]} ${words[1]}`, body, tags: [`tag${at % 5}`] }));
  }
  await writeFile(file, lines.join("\n"));
}

/**
 * Six letters, different for each number and spread over the alphabet.
 * @param {number} number
 */
function madeUp(number) {
  let code = (number * 7_368_787) % 26 ** 5;
  let word = "";
  for (let at = 0; at < 5; at++) {
    word = String.fromCharCode(97 + (code % 26)) + word;
    code = Math.floor(code / 26);
  }
  return `${word}x`;
}

/**
 * @typedef {object} Large
 * @property {string} sources the folder of the large source, which is `large.jsonl`
 * @property {import("./build-site.mjs").BuiltSite} built an index of the posts and the large source
 * @property {import("./serve.mjs").Site} site serves it with an empty page
 * @property {import("playwright-core").Browser} browser
 */

/**
 * Builds and serves before the tests of a file what is told by {@link Large}, all of which is only there inside of a test.
 * @param {(large: Large) => void} ready gets it
 */
export function serveLarge(ready) {
  /** @type {Partial<Large>} */
  const large = {};
  before(async () => {
    large.sources = await mkdtemp(path.join(tmpdir(), "keyseek-sources-"));
    await writeLargeSource(path.join(large.sources, "large.jsonl"));
    large.built = await buildLarge("posts", large.sources);
    large.site = await serve(large.built.folder);
    large.browser = await launch();
    ready(/** @type {Large} */ (large));
  });
  after(async () => {
    await large.browser?.close();
    await large.site?.close();
    await large.built?.remove();
    if (large.sources) await rm(large.sources, { recursive: true });
  });
}

/**
 * An index of posts and the large source, with an empty page.
 * @param {string} posts
 * @param {string} sources
 * @param {string[]} [options] of `keyseek build`
 */
export async function buildLarge(posts, sources, options) {
  const built = await buildSite([posts, path.join(sources, "large.jsonl")], options);
  await writeFile(path.join(built.folder, "index.html"), PAGE);
  return built;
}
