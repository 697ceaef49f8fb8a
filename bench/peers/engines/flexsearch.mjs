// FlexSearch.

import { Charset, Encoder, Index } from "flexsearch";

export const name = "FlexSearch";
export const packageName = "flexsearch";
export const settings = () => "title and body as one text, tokenizer `forward`, so that every beginning is a term, charset Normalize";

const empty = () => new Index({ tokenize: "forward", encoder: new Encoder(Charset.Normalize) });

/** @param {import("../pages.mjs").Document[]} documents */
export async function build(documents) {
  const index = empty();
  documents.forEach(({ title, body }, id) => index.add(id, `${title}\n${body}`));
  /** @type {[string, string | null][]} */
  const parts = [];
  await index.export((key, part) => void parts.push([key, part]));
  return JSON.stringify(parts);
}

/** @param {string} stored */
export function open(stored) {
  const index = empty();
  for (const [key, part] of JSON.parse(stored)) index.import(key, part);
  return (/** @type {string} */ query, /** @type {number} */ limit) => index.search(query, { limit });
}
