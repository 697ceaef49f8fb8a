// A made collection of any size, the same for the same seed: documents of random words that are as frequent, and lengths that
// are as spread, as those of a real blog in Korean and English. It has the blog's statistics, not its sense: two words stand
// together by chance alone.

import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { random } from "./random.mjs";

/** Words of a document on average: a short post, so that a million of them are about a gigabyte. */
const MEAN_WORDS = 100;
/** Words in a thousand that are new, made of the halves of two others: no vocabulary of a large collection is closed. */
const NEW_PER_MILLE = 10;
const SEED = 20261121;
const TAGS = 40;

/**
 * @typedef {object} Statistics
 * @property {string[]} words most frequent first
 * @property {Float64Array} upTo the share of all occurrences that a word and those before it have
 * @property {number[]} lengths of documents in words, divided by their mean
 */

/**
 * @param {string} folder of Markdown
 * @returns {Statistics}
 */
export function statisticsOf(folder) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const lengths = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.mdx?$/.test(name)).sort()) {
    const text = readFileSync(path.join(folder, file), "utf8").replace(/^---[^]*?\n---\n/, "").replace(/```[^]*?```/g, " ");
    const words = text.toLowerCase().split(/\s+/u).filter((word) => /^[\p{L}\p{N}][\p{L}\p{N}.,'-]*$/u.test(word) && word.length <= 24);
    lengths.push(words.length);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let before = 0;
  const upTo = Float64Array.from(sorted, ([, count]) => (before += count) / total);
  const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
  return { words: sorted.map(([word]) => word), upTo, lengths: lengths.map((length) => length / mean) };
}

/**
 * @param {Statistics} statistics
 * @param {number} documents
 * @param {string} file where to; JSON lines
 */
export async function writeCollection({ words, upTo, lengths }, documents, file) {
  const next = random(SEED);
  const pick = () => words[firstAbove(upTo, next())];
  const word = () => (next() * 1000 < NEW_PER_MILLE ? half(pick(), 0) + half(pick(), 1) : pick());
  const text = (/** @type {number} */ count) => Array.from({ length: count }, word).join(" ");
  const out = createWriteStream(file);
  for (let at = 0; at < documents; at += 1) {
    const length = Math.max(5, Math.round(lengths[Math.floor(next() * lengths.length)] * MEAN_WORDS));
    const document = {
      url: `/${at}/`,
      title: text(3 + Math.floor(next() * 5)),
      body: text(length),
      lang: "ko",
      date: new Date(Date.UTC(2010, 0, 1 + Math.floor(next() * 5800))).toISOString().slice(0, 10),
      tags: [`tag${Math.floor(next() ** 2 * TAGS)}`],
    };
    if (!out.write(`${JSON.stringify(document)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

/**
 * @param {Float64Array} ascending
 * @param {number} value
 */
function firstAbove(ascending, value) {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * @param {string} word
 * @param {0 | 1} which
 */
function half(word, which) {
  const middle = Math.ceil(word.length / 2);
  return which === 0 ? word.slice(0, middle) : word.slice(middle);
}
