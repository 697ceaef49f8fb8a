// Lunr. Its own trimmer takes Hangul for punctuation and leaves nothing of a Korean word; stemmed words have no beginnings
// that a reader would type.

import lunr from "lunr";

export const name = "Lunr";
export const packageName = "lunr";
export const settings = () => "all words wanted, the last as a prefix; a pipeline that only trims punctuation, by Unicode; BM25 defaults";

const trimWord = (/** @type {any} */ token) => token.update((/** @type {string} */ word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
lunr.Pipeline.registerFunction(trimWord, "trimWord");

/** @param {import("../pages.mjs").Document[]} documents */
export function build(documents) {
  const index = lunr(function () {
    for (const pipeline of [this.pipeline, this.searchPipeline]) {
      pipeline.reset();
      pipeline.add(trimWord);
    }
    this.ref("id");
    this.field("title");
    this.field("body");
    documents.forEach(({ title, body }, id) => this.add({ id, title, body }));
  });
  return JSON.stringify(index);
}

/** @param {string} stored */
export function open(stored) {
  const index = lunr.Index.load(JSON.parse(stored));
  const { REQUIRED } = lunr.Query.presence;
  return (/** @type {string} */ query) => {
    const words = lunr.tokenizer(query).map(String).map((/** @type {string} */ word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
    if (words.length === 0) return [];
    const hits = index.query((clauses) => {
      words.forEach((word, at) => {
        const wildcard = at === words.length - 1 ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE;
        clauses.term(word, { presence: REQUIRED, wildcard, usePipeline: false });
      });
    });
    return hits.map(({ ref }) => Number(ref));
  };
}
