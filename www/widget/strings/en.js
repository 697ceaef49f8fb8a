/** English: the language that stands in for every one that is not here, and the template for the next. */

import { written } from "../numbers.js";

/** @type {import("../strings.js").PanelStrings} */
export default {
  results: "Search results",
  hint: "Start typing",
  hintMore: "Results appear as you type. Part of a word is enough.",
  loading: "Loading…",
  total: (total, atLeast) => (total === 1 ? "1 result" : `${written(total, "en")}${atLeast ? "+" : ""} results`),
  errorMore: "A file is missing or did not arrive.",
  offlineMore: "Search goes on as soon as there is a connection.",
  more: "Show more",
};

/** @type {import("../strings.js").BesideStrings} */
export const beside = {
  found: (query) => `Showing results for “${query}”.`,
  exactly: (query) => `Search for exactly “${query}”`,
  readings: {
    synonym: "Found by words of the same meaning.",
    initials: "Found by initial consonants.",
    segments: "Found as several words.",
    scattered: "Found by parts of the word.",
  },
  nothing: (query) => (query ? `No results for “${query}”` : "No results"),
  nothingMore: "Try another word, or a shorter one.",
  instead: "You could search for",
  missing: "A part of the index did not load; results may be missing.",
  recent: "Recent searches",
  forget: (query) => `Forget “${query}”`,
  forgetAll: "Forget all",
  completions: "Completions",
  sort: "Order",
  relevance: "Best",
  newest: "Newest",
  columns: { tags: "Tags", lang: "Language", date: "Date" },
  others: (count) => `${count} more`,
  unfiltered: "Remove filters",
  move: "move",
  open: "open",
};
