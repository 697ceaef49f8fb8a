// Lunr. Its own trimmer takes Hangul for punctuation and leaves nothing of a Korean word; stemmed words have no beginnings
// that a reader would type.

import lunr from "lunr";

export const name = "Lunr";
export const packageName = "lunr";
export const settings = () =>
  "all words wanted, the last as a prefix; a pipeline that only trims punctuation, by Unicode; BM25 defaults. It throws on " +
  "some beginnings of words, which count as if nothing was found";

const trimmed = (/** @type {string} */ word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
const trimWord = (/** @type {any} */ token) => token.update(trimmed);
lunr.Pipeline.registerFunction(trimWord, "trimWord");

/** @param {import("../pages.mjs").Document[]} documents */
export function build(documents) {
  const builder = new lunr.Builder();
  builder.pipeline.add(trimWord);
  builder.ref("id");
  for (const field of ["title", "body"]) builder.field(field);
  documents.forEach(({ title, body }, id) => builder.add({ id, title, body }));
  return JSON.stringify(builder.build());
}

/** @param {string} stored */
export function open(stored) {
  const index = lunr.Index.load(JSON.parse(stored));
  const { presence, wildcard } = lunr.Query;
  return (/** @type {string} */ query) => {
    const words = lunr.tokenizer(query).map((/** @type {any} */ token) => trimmed(token.toString())).filter(Boolean);
    if (words.length === 0) return [];
    const ask = (/** @type {any} */ clauses) => {
      for (const word of words) {
        const ending = word === words.at(-1) ? wildcard.TRAILING : wildcard.NONE;
        clauses.term(word, { presence: presence.REQUIRED, wildcard: ending, usePipeline: false });
      }
    };
    try {
      return index.query(ask).map((/** @type {any} */ { ref }) => Number(ref));
    } catch (error) {
      // In 2.3.9 a wildcard may stand for a word that its own index does not have.
      if (error instanceof TypeError) return [];
      throw error;
    }
  };
}
