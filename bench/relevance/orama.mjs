// Orama. A word of a query always stands for all words that start with it, and there is no way to turn that off: `exact`
// wants the whole query in one field as it stands. So short English words must be stop words.

import { create, insertMultiple, search } from "@orama/orama";
import { stopwords } from "@orama/stopwords/english";

export const name = "Orama";
export const packageName = "@orama/orama";

/** @param {string} language */
export const settings = (language) =>
  "any of the words (`threshold: 1`), BM25 defaults, no boosts (a title boost of 2 or 4 was no better over all sets); " +
  (language === "ko"
    ? "words cut at everything that is neither letter nor digit, since its own tokenizers drop Hangul"
    : "its English tokenizer with stemming, and its English stop words (without them: worse)");

/**
 * @param {import("./main.mjs").Document[]} documents
 * @param {string} language
 */
export async function open(documents, language) {
  const index = create({
    schema: { title: "string", body: "string", tags: "string[]" },
    components: { tokenizer: language === "ko" ? KOREAN : { language: "english", stemming: true, stopWords: stopwords } },
  });
  const records = documents.map(({ url, title, body, tags }) => ({ id: url, title, body, tags }));
  await insertMultiple(index, records, records.length);
  return {
    async search(query, limit) {
      const { hits } = await search(index, { term: query, limit, threshold: 1 });
      return hits.map((hit) => hit.id);
    },
  };
}

// As its own tokenizers do, it gives each word once (with repeated words all sets were worse).
const KOREAN = {
  language: "korean",
  normalizationCache: new Map(),
  /** @param {string} text */
  tokenize: (text) => [...new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean))],
};
