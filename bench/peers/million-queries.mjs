// What is asked of the made collection, by how frequent the words are. A sample by a seed, the same every time.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { random } from "./random.mjs";
import { typed } from "./typing.mjs";

/** Places in the order of frequency, from the first to before the last, that words of a kind are drawn from. */
const RANKS = {
  frequent: [0, 100],
  middling: [500, 5000],
  rare: [20_000, Infinity],
};
/** Queries of each kind that are asked from nothing. */
const COLD = 3;
/** Queries of each kind that are typed. */
const TYPED = { words: 50, pairs: 10 };
/** Documents that are looked through for words of their own. */
const LOOKED_THROUGH = 3000;
const SEED = 20261121;

/**
 * @typedef {object} Asked
 * @property {{ kind: string, query: string }[]} cold
 * @property {{ kind: string, queries: string[] }[]} warm
 */

/**
 * @param {import("./collection.mjs").Statistics} statistics
 * @param {string} file the collection
 * @returns {Promise<Asked>}
 */
export async function asked(statistics, file) {
  const next = random(SEED);
  const plain = statistics.words.filter((word) => /^[a-z가-힣]{2,}$/.test(word));
  const draw = (/** @type {keyof typeof RANKS} */ kind) => {
    const [first, end] = RANKS[kind];
    const last = Math.min(end, plain.length);
    const start = Math.min(first, last - 100);
    return plain[start + Math.floor(next() * (last - start))];
  };
  const made = await newWords(statistics, file);
  /** @type {Record<string, () => string>} */
  const kinds = {
    "frequent word": () => draw("frequent"),
    "middling word": () => draw("middling"),
    "rare word": () => draw("rare"),
    "word of few documents": () => made[Math.floor(next() * made.length)],
    "half-typed word": () => halfOf(draw("middling")),
    "two middling words": () => `${draw("middling")} ${draw("middling")}`,
    "frequent and middling word": () => `${draw("frequent")} ${draw("middling")}`,
    "two frequent words": () => `${draw("frequent")} ${draw("frequent")}`,
  };
  const cold = Object.entries(kinds).flatMap(([kind, query]) => Array.from({ length: COLD }, () => ({ kind, query: query() })));
  const mixed = () => draw(/** @type {const} */ (["frequent", "middling", "rare"])[Math.floor(next() * 3)]);
  const warm = [
    { kind: "words", queries: Array.from({ length: TYPED.words }, mixed) },
    { kind: "pairs of words", queries: Array.from({ length: TYPED.pairs }, () => `${draw("middling")} ${draw("middling")}`) },
  ];
  return { cold, warm };
}

/** @param {string} word */
function halfOf(word) {
  const states = typed(word);
  return states[Math.ceil(states.length / 2) - 1];
}

/**
 * Words that the collection made itself, so that only some of its documents hold them.
 *
 * @param {import("./collection.mjs").Statistics} statistics
 * @param {string} file
 */
async function newWords({ words }, file) {
  const known = new Set(words);
  /** @type {Set<string>} */
  const made = new Set();
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let left = LOOKED_THROUGH;
  for await (const line of lines) {
    for (const word of JSON.parse(line).body.split(" ")) {
      if (!known.has(word) && /^[a-z가-힣]{6,12}$/.test(word)) made.add(word);
    }
    left -= 1;
    if (left === 0) break;
  }
  return [...made];
}
