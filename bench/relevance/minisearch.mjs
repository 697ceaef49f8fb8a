// MiniSearch: BM25+ over any of the words. Its tokenizer cuts at spaces and punctuation, which suits Korean too.

import MiniSearch from "minisearch";

export const name = "MiniSearch";
export const packageName = "minisearch";

// A word with a particle is a letter or two away from the same word with another.
const KOREAN = { prefix: (word) => word.length >= 2, fuzzy: 0.2 };

/** @param {string} language */
export const settings = (language) =>
  "any of the words, BM25 defaults, no boosts (a title boost of 2 was no better)" +
  (language === "ko"
    ? "; prefixes of words of two letters and more, and fuzzy 0.2 (neither, one alone, and 0.3 were worse)"
    : "; whole words (prefixes and fuzzy were worse)");

/**
 * @param {import("./main.mjs").Document[]} documents
 * @param {string} language
 */
export function open(documents, language) {
  const index = new MiniSearch({ fields: ["title", "body", "tags"], idField: "url" });
  index.addAll(documents.map((document) => ({ ...document, tags: document.tags.join(" ") })));
  const options = language === "ko" ? KOREAN : {};
  return {
    search: (query, limit) => index.search(query, options).slice(0, limit).map((hit) => hit.id),
  };
}
