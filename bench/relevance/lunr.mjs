// Lunr: BM25 over any of the words.

import lunr from "lunr";

export const name = "Lunr";
export const packageName = "lunr";

// Lunr's own trimmer takes Hangul for punctuation and leaves nothing of a Korean word.
const trimWord = (token) => token.update((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
lunr.Pipeline.registerFunction(trimWord, "trimWord");

// A word with a particle is a letter or two away from the same word with another; in short words that is another word.
const FUZZY = { editDistance: 1, boost: 0.2 };
const LEAST_FUZZY = 4;

/** @param {string} language */
export const settings = (language) =>
  "any of the words, BM25 defaults, no boosts (a title boost of 2 or 4 was no better); " +
  (language === "ko"
    ? "a pipeline that only trims punctuation, by Unicode; words of four letters and more also with one edit, boost 0.2 " +
      "(without, and with prefixes: worse)"
    : "its English trimmer, stop words and stemmer");

/**
 * @param {import("./main.mjs").Document[]} documents
 * @param {string} language
 */
export function open(documents, language) {
  const isKorean = language === "ko";
  const index = lunr(function () {
    if (isKorean) {
      for (const pipeline of [this.pipeline, this.searchPipeline]) {
        pipeline.reset();
        pipeline.add(trimWord);
      }
    }
    this.ref("url");
    for (const field of ["title", "body", "tags"]) this.field(field);
    for (const document of documents) this.add(document);
  });
  return {
    search(query, limit) {
      const words = lunr.tokenizer(query);
      const hits = index.query((clauses) => {
        clauses.term(words, {});
        if (isKorean) clauses.term(words.filter((word) => word.toString().length >= LEAST_FUZZY), FUZZY);
      });
      return hits.slice(0, limit).map((hit) => hit.ref);
    },
  };
}
