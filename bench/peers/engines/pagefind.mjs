// Pagefind, by its own program and API.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { fileOf } from "../pages.mjs";

export const name = "Pagefind";
export const packageName = "pagefind";
export const settings = () =>
  "defaults, with the language of the pages; each hit by its `data()`. Its option `--max-fragments`, which puts several pages into a file, is not used";

const { resolve } = createRequire(import.meta.url);
const PROGRAM = () => resolve(`@pagefind/${process.platform}-${process.arch}/bin/pagefind_extended`);

/** What a prefix finds depends on what was asked before, so that each query is asked of a fresh page. */
export const remembers = true;

/** @type {import("../engines.mjs").Engine["command"]} */
export const command = ({ pages, out, language }) =>
  [PROGRAM(), "--site", pages, "--output-path", out, "--force-language", language, "--silent"];

/** Runs in the page. */
export async function openInPage() {
  const pagefind = await import(/** @type {string} */ ("/pagefind.js"));
  const { search } = pagefind;
  return {
    /** @param {string} query @param {number} limit */
    async search(query, limit) {
      const { results } = await search(query);
      const pages = await Promise.all(results.slice(0, limit).map((/** @type {any} */ result) => result.data()));
      return pages.map(({ url, meta, excerpt }) => ({ url, title: meta.title, excerpt: excerpt.replace(/<\/?mark>/g, "") }));
    },
    /** @param {string} query */
    all: async (query) => (await search(query)).results.map((/** @type {any} */ { id }) => id),
  };
}

/**
 * The pages by the ids of results, which are the names of the fragments.
 *
 * @param {string} out
 */
export function addresses(out) {
  const folder = path.join(out, "fragment");
  return new Map(readdirSync(folder).map((file) => {
    const text = gunzipSync(readFileSync(path.join(folder, file))).toString();
    return [path.parse(file).name, fileOf(JSON.parse(text.slice(text.indexOf("{"))).url)];
  }));
}

export { fileOf as siteUrl };

/** @param {string} file */
export const kindOf = (file) =>
  /wasm/.test(file) ? "module"
  : /\.js$/.test(file) ? "script"
  : /entry|pf_meta/.test(file) ? "meta"
  : /index/.test(file) ? "index"
  : /fragment/.test(file) ? "fragments"
  : "other";
