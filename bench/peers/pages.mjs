// Pages of HTML as documents: title and visible text of the main content, without what a page wants no search engine to read
// (`noindex`) or to show (`data-nosnippet`, as line numbers of source code). Read by an HTML tokenizer that no measured
// engine uses; what stands here is what the engines without a reader of their own index, and what a full scan searches.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Parser } from "htmlparser2";

/**
 * @typedef {object} Document
 * @property {string} url the file's path in its site, without a slash before it
 * @property {string} title
 * @property {string} body lines of text
 */

const SKIPPED = new Set(
  "script style noscript template svg nav header footer aside form button select textarea iframe object video audio math".split(" "),
);
/** Elements that do not end a word. */
const INLINE = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var wbr".split(" "),
);

/**
 * The HTML files of a site, in the order of their names.
 *
 * @param {string} folder
 * @param {string} [below]
 * @returns {string[]} paths in the site
 */
export function listPages(folder, below = "") {
  const found = readdirSync(path.join(folder, below), { withFileTypes: true });
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  return found.flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return listPages(folder, name);
    return entry.name.endsWith(".html") ? [name] : [];
  });
}

/**
 * The documents of a site, one after another.
 *
 * @param {string} folder
 * @returns {Generator<Document>}
 */
export function* readPages(folder) {
  for (const url of listPages(folder)) {
    const page = readPage(readFileSync(path.join(folder, url), "utf8"));
    if (page) yield { url, ...page };
  }
}

/**
 * @param {string} html
 * @returns {{ title: string, body: string } | undefined} the text of `<main>` if there is one, else of `<body>`; undefined where
 *   the page asks not to be indexed
 */
export function readPage(html) {
  const texts = { title: "", main: "", body: "" };
  /** @type {{ name: string, skipped: boolean }[]} */
  const open = [];
  let skipped = 0;
  let mains = 0;
  let bodies = 0;
  let inTitle = false;
  let isIndexed = true;
  const write = (/** @type {string} */ text) => {
    if (inTitle) texts.title += text;
    if (skipped > 0) return;
    if (mains > 0) texts.main += text;
    if (bodies > 0) texts.body += text;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      const skips = SKIPPED.has(name) || "hidden" in attributes || "data-nosnippet" in attributes;
      open.push({ name, skipped: skips });
      skipped += Number(skips);
      mains += Number(name === "main");
      bodies += Number(name === "body");
      // Drawings have titles, too.
      if (name === "title") inTitle = bodies === 0 && skipped === 0;
      if (name === "meta" && attributes.name === "robots" && /noindex/.test(attributes.content)) isIndexed = false;
      if (!INLINE.has(name)) write("\n");
    },
    ontext: write,
    onclosetag(name) {
      if (!INLINE.has(name)) write("\n");
      if (name === "title") inTitle = false;
      mains -= Number(name === "main");
      bodies -= Number(name === "body");
      skipped -= Number(open.pop()?.skipped);
    },
  });
  parser.end(html);
  return isIndexed ? { title: tidy(texts.title).replace(/\n/g, " "), body: tidy(texts.main || texts.body) } : undefined;
}

/**
 * The path of the file behind an address in the site, as `/a/` for `a/index.html`.
 *
 * @param {string} address
 */
export function fileOf(address) {
  const readable = decodeURI(address).replace(/^\//, "");
  return readable === "" || readable.endsWith("/") ? `${readable}index.html` : readable;
}

/** @param {string} text */
const tidy = (text) => text.replace(/[^\S\n]+/g, " ").replace(/ ?\n\s*/g, "\n").trim();
