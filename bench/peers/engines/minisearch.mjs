// MiniSearch. Its tokenizer cuts at spaces and punctuation, which suits Korean too.

import MiniSearch from "minisearch";

export const name = "MiniSearch";
export const packageName = "minisearch";
export const settings = () => "all words wanted, the last as a prefix; BM25 defaults";

const FIELDS = { fields: ["title", "body"] };
/** @type {import("minisearch").SearchOptions} */
const OPTIONS = { combineWith: "AND", prefix: (_, at, words) => at === words.length - 1 };

/** @param {import("../pages.mjs").Document[]} documents */
export function build(documents) {
  const index = new MiniSearch(FIELDS);
  index.addAll(documents.map(({ title, body }, id) => ({ id, title, body })));
  return JSON.stringify(index);
}

/** @param {string} stored */
export function open(stored) {
  const index = MiniSearch.loadJSON(stored, FIELDS);
  return (/** @type {string} */ query) => index.search(query, OPTIONS).map(({ id }) => id);
}
