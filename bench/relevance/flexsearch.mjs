// FlexSearch. It counts where in a document a word stands, not how rare the word is; `suggest` lets documents in that lack
// words of the query.

import { Charset, Document, Encoder, Index } from "flexsearch";
import english from "flexsearch/lang/en";

export const name = "FlexSearch";
export const packageName = "flexsearch";

/** @param {string} language */
export const settings = (language) =>
  "`suggest`, so that not every word must be there (without: worse); " +
  (language === "ko"
    ? "all fields as one text, charset Normalize, tokenizer `forward` (fields apart, the charsets Exact, LatinBalance, " +
      "LatinAdvanced and CJK, and the tokenizers `strict` and `tolerant` were worse, `full` no better)"
    : "a field each, merged; charset Normalize with its English stemmer and stop words, tokenizer `strict` (all fields as " +
      "one text, the other charsets and tokenizers, and contexts were no better)");

/**
 * @param {import("./main.mjs").Document[]} documents
 * @param {string} language
 */
export function open(documents, language) {
  const find = language === "ko" ? openText(documents) : openFields(documents);
  return { search: (query, limit) => find(query, limit).slice(0, limit).map((at) => documents[at].url) };
}

function openText(documents) {
  const index = new Index({ tokenize: "forward", encoder: new Encoder(Charset.Normalize) });
  documents.forEach(({ title, body, tags }, at) => index.add(at, [title, body, ...tags].join("\n")));
  return (query, limit) => index.search(query, { limit, suggest: true });
}

function openFields(documents) {
  const encoder = new Encoder(Charset.Normalize, english);
  const fields = ["title", "body", "tags"].map((field) => ({ field, tokenize: "strict", encoder }));
  const index = new Document({ document: { id: "id", index: fields } });
  documents.forEach(({ title, body, tags }, id) => index.add({ id, title, body, tags: tags.join(" ") }));
  return (query, limit) => index.search(query, { limit, suggest: true, merge: true }).map(({ id }) => id);
}
