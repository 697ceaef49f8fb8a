// What is asked, and what a full scan of the documents finds for it. A word counts where it stands between spaces, signs at
// its ends aside, in upper or lower case: nobody disputes that such a page holds it.

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { WORK } from "./corpora.mjs";
import { readPages } from "./pages.mjs";
import { shuffled } from "./random.mjs";

/** Changes when what is read or asked does, so that what was kept from before is not used. */
const VERSION = 2;
const SEED = 20261121;

/**
 * @typedef {object} Asked
 * @property {number} documents
 * @property {number} textBytes
 * @property {string[]} cold queries with at least ten pages, words and pairs of words in turn
 * @property {string[]} typed queries that are typed key by key: words and pairs of words of titles
 * @property {Record<string, string>} twins pages with the same title and text as one before them, which stands for all; an engine
 *   may well show one of them only
 * @property {Scanned[]} words whole words, rare, middling and common
 * @property {Scanned[]} prefixes beginnings of words
 *
 * @typedef {{ query: string, urls: string[] }} Scanned a query with the pages that a full scan finds
 */

/**
 * The documents of a corpus as JSON lines, made once.
 *
 * @param {import("./corpora.mjs").Corpus} corpus
 * @returns {Promise<string>} the file
 */
export async function documentsOf({ id, folder }) {
  const file = path.join(WORK, "documents", `${id}.${VERSION}.jsonl`);
  if (existsSync(file)) return file;
  mkdirSync(path.dirname(file), { recursive: true });
  const out = createWriteStream(`${file}.part`);
  for (const document of readPages(folder())) {
    if (!out.write(`${JSON.stringify(document)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  renameSync(`${file}.part`, file);
  return file;
}

/**
 * @param {string} file
 * @returns {AsyncGenerator<import("./pages.mjs").Document>}
 */
export async function* documentsIn(file) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) yield JSON.parse(line);
}

/**
 * @param {import("./corpora.mjs").Corpus} corpus
 * @returns {Promise<Asked>}
 */
export async function queriesFor(corpus) {
  const kept = path.join(WORK, "documents", `${corpus.id}.queries.json`);
  if (existsSync(kept)) {
    const { version, asked } = JSON.parse(readFileSync(kept, "utf8"));
    if (version === VERSION) return asked;
  }
  const asked = await choose(await documentsOf(corpus), corpus.language);
  writeFileSync(kept, JSON.stringify({ version: VERSION, asked }));
  return asked;
}

/**
 * @param {string} file
 * @param {"ko" | "en"} language
 * @returns {Promise<Asked>}
 */
async function choose(file, language) {
  /** @type {Map<string, number>} documents by word */
  const counts = new Map();
  /** @type {Set<string>} */
  const fromTitles = new Set();
  /** @type {Map<string, string>} pages by the hash of what is in them */
  const firsts = new Map();
  /** @type {Record<string, string>} */
  const twins = {};
  let documents = 0;
  let textBytes = 0;
  for await (const { url, title, body } of documentsIn(file)) {
    documents += 1;
    const hash = createHash("sha256").update(`${title}\n${body}`).digest("base64");
    const first = firsts.get(hash);
    if (first) twins[url] = first;
    else firsts.set(hash, url);
    textBytes += Buffer.byteLength(title) + Buffer.byteLength(body);
    for (const word of new Set(wordsOf(`${title}\n${body}`))) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const query of titleQueries(title)) fromTitles.add(query);
  }

  const shortest = language === "ko" ? 2 : 3;
  const known = [...counts].filter(([word]) => isPlain(word) && word.length >= shortest && word.length <= 20).sort(byName);
  // Of each band of frequency as many; words on more than a tenth of the pages are not what one asks for.
  const most = Math.max(40, documents / 10);
  const bands = [[2, 4], [5, 30], [31, most]].map(([from, to]) => known.filter(([, count]) => count >= from && count <= to));
  const sample = (/** @type {number} */ size, /** @type {number} */ seed) =>
    bands.flatMap((band) => shuffled(band, seed).slice(0, size)).map(([word]) => word);
  const words = sample(20, SEED);
  const prefixes = [...new Set(sample(24, SEED + 1).map((word, at) => prefixOf(word, at, shortest)).filter(Boolean))].slice(0, 60);

  const titles = shuffled([...fromTitles].filter((query) => query.split(" ").every((word) => word.length >= 2)), SEED + 2);
  const singles = titles.filter((query) => !query.includes(" ") && (counts.get(query) ?? 0) >= 2);
  const pairs = titles.filter((query) => query.includes(" "));
  const typed = [...singles.slice(0, 30), ...pairs.slice(0, 20)];

  const candidates = [...singles.slice(0, 300), ...pairs.slice(0, 600)];
  const found = await scan(file, [...words, ...candidates.flatMap((query) => query.split(" "))], prefixes);
  const pagesOf = (/** @type {string} */ query) =>
    query.split(" ").map((word) => /** @type {Set<string>} */ (found.words.get(word))).reduce((a, b) => a.intersection?.(b) ?? new Set([...a].filter((url) => b.has(url))));
  const enough = candidates.filter((query) => pagesOf(query).size >= 10 && pagesOf(query).size <= most);
  const [one, two] = [enough.filter((query) => !query.includes(" ")), enough.filter((query) => query.includes(" "))];
  const cold = [one[0], two[0], one[1], two[1], one[2]].filter(Boolean);
  const scanned = (/** @type {Map<string, Set<string>>} */ map) => (/** @type {string} */ query) => ({
    query,
    urls: [...(map.get(query) ?? [])].filter((url) => !(url in twins)),
  });
  return {
    documents,
    textBytes,
    cold,
    typed,
    twins,
    words: words.map(scanned(found.words)),
    prefixes: prefixes.map(scanned(found.prefixes)),
  };
}

/**
 * @param {string} file
 * @param {string[]} words
 * @param {string[]} prefixes
 */
async function scan(file, words, prefixes) {
  const found = {
    words: new Map(words.map((word) => [word, /** @type {Set<string>} */ (new Set())])),
    prefixes: new Map(prefixes.map((prefix) => [prefix, /** @type {Set<string>} */ (new Set())])),
  };
  const longest = Math.max(...prefixes.map((prefix) => prefix.length));
  for await (const { url, title, body } of documentsIn(file)) {
    for (const word of new Set(wordsOf(`${title}\n${body}`))) {
      found.words.get(word)?.add(url);
      for (let end = 1; end <= Math.min(longest, word.length); end += 1) found.prefixes.get(word.slice(0, end))?.add(url);
    }
  }
  return found;
}

/** @param {string} text */
const wordsOf = (text) =>
  text.toLowerCase().split(/\s+/u).map((run) => run.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);

/** @param {string} word */
const isPlain = (word) => /^(?:\p{L}|\p{N})*\p{L}(?:\p{L}|\p{N})*$/u.test(word) && /^[a-z0-9가-힣]+$/u.test(word);

/** @param {[string, number]} one @param {[string, number]} other */
const byName = ([one], [other]) => (one < other ? -1 : 1);

/** @param {string} title */
function titleQueries(title) {
  const words = wordsOf(title);
  const queries = words.filter(isPlain);
  words.slice(1).forEach((word, at) => isPlain(word) && isPlain(words[at]) && word !== words[at] && queries.push(`${words[at]} ${word}`));
  return queries;
}

/**
 * A beginning of a word, in turn from the shortest to all but its last letter; empty when it is too short for one.
 *
 * @param {string} word
 * @param {number} at
 * @param {number} shortest
 */
function prefixOf(word, at, shortest) {
  const lengths = word.length - shortest;
  return lengths > 0 ? word.slice(0, shortest + (at % lengths)) : "";
}
