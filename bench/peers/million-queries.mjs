// What is asked of the made collection, by how frequent the words are. A sample by a seed, the same every time.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { random } from "./random.mjs";
import { composed, isVowel, keys, typed } from "./typing.mjs";

/** Places in the order of frequency, from the first to before the last, that words of a kind are drawn from. */
const RANKS = {
  frequent: [0, 100],
  middling: [500, 5000],
  rare: [20_000, Infinity],
};
/** Queries of each kind that are asked from nothing. */
const COLD = 3;
/** Queries of each kind that are typed. */
const TYPED = { words: 50, pairs: 10, others: 5 };
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
  // What came later is drawn after all that, so that the queries above stay the same.
  const two = (/** @type {keyof typeof RANKS} */ one, /** @type {keyof typeof RANKS} */ other) => () => `${draw(one)} ${draw(other)}`;
  let slips = 0;
  /** @type {Record<string, () => string>} */
  const later = {
    // A key typed wrong and one left out in turn.
    "misspelt word": () => misspelt(draw("middling"), slips++ % 2 === 1, next),
    "half-typed second word": () => `${draw("middling")} ${halfOf(draw("frequent"))}`,
    "frequent and rare word": two("frequent", "rare"),
    "three frequent words": () => `${two("frequent", "frequent")()} ${draw("frequent")}`,
  };
  const each = (/** @type {() => string} */ query, /** @type {number} */ count) => Array.from({ length: count }, query);
  cold.push(...Object.entries(later).flatMap(([kind, query]) => each(query, COLD).map((query) => ({ kind, query }))));
  warm.push(
    { kind: "misspelt words", queries: each(later["misspelt word"], TYPED.others) },
    { kind: "pairs of a frequent and a rare word", queries: each(later["frequent and rare word"], TYPED.others) },
    { kind: "groups of three frequent words", queries: each(later["three frequent words"], TYPED.others) },
  );
  return { cold, warm };
}

/**
 * A word with a key that is not the first typed wrong or left out.
 *
 * @param {string} word
 * @param {boolean} isLeftOut
 * @param {() => number} next
 */
function misspelt(word, isLeftOut, next) {
  const all = keys(word);
  const at = 1 + Math.floor(next() * (all.length - 1));
  const others = [..."ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅎㅏㅓㅗㅜㅣabcdefghijklmnopqrstuvwxyz"].filter(
    (key) => key !== all[at] && isVowel(key) === isVowel(all[at]) && key > "z" === all[at] > "z",
  );
  all.splice(at, 1, ...(isLeftOut ? [] : [others[Math.floor(next() * others.length)]]));
  return composed(all);
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
