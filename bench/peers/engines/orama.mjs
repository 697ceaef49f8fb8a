// Orama. A word always stands for all words that start with it. Its own tokenizers drop Hangul.

import { create, insertMultiple, load, save, search } from "@orama/orama";

export const name = "Orama";
export const packageName = "@orama/orama";
export const settings = () =>
  "all words wanted (`threshold: 0`), words cut at everything that is neither letter nor digit, no stemming; BM25 defaults";

const TOKENIZER = {
  language: "any",
  normalizationCache: new Map(),
  tokenize: (/** @type {string} */ text) => [...new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean))],
};
const empty = () => create({ schema: { title: "string", body: "string" }, components: { tokenizer: TOKENIZER } });

/** @param {import("../pages.mjs").Document[]} documents */
export async function build(documents) {
  const index = empty();
  await insertMultiple(index, documents.map(({ title, body }, id) => ({ id: String(id), title, body })), documents.length);
  const saved = save(index);
  // The texts are in the store of documents, which all engines here have alike.
  for (const document of Object.values(/** @type {any} */ (saved.docs).docs)) document.title = document.body = "";
  return JSON.stringify(saved);
}

/** @param {string} stored */
export function open(stored) {
  const index = empty();
  load(index, JSON.parse(stored));
  return async (/** @type {string} */ query, /** @type {number} */ limit) => {
    const { hits } = await search(index, { term: query, limit, threshold: 0 });
    return hits.map(({ id }) => Number(id));
  };
}
