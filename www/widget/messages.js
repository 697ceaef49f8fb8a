/** What is said of results that are not what was typed, or of none. */

import { button, el } from "./dom.js";
import { message } from "./message.js";

/** Longest query that a message repeats, in characters. */
const QUOTED = 48;

/**
 * How the results were found when not as typed, and what of the index is missing.
 * @param {import("../keyseek.js").Answer & { missing?: string[] }} answer
 * @param {string} query
 * @param {import("./strings.js").Strings} strings
 * @returns {HTMLElement[]}
 */
export function notices({ corrected, reading, missing }, query, strings) {
  const notices = [];
  if (corrected) {
    const exact = exactly(query);
    notices.push(el("p", "notice", null, el("bdi", null, null, strings.found(quoted(corrected))), " ",
      exact && button("exactly", { query: exact }, strings.exactly(quoted(query)))));
  } else if (reading && strings.readings[reading]) {
    notices.push(el("p", "notice", null, strings.readings[reading]));
  }
  if (missing?.length) {
    notices.push(el("p", "notice", null, strings.missing, " ", button("again", { action: "retry" }, strings.retry)));
  }
  return notices;
}

/**
 * What to say when there are no results.
 * @param {string} query
 * @param {boolean} isInstead whether other queries are offered
 * @param {boolean} isNarrowed whether something was chosen beside the query
 * @param {import("./strings.js").Strings} strings
 * @returns {[string, HTMLElement]} in short, and as a message
 */
export function nothing(query, isInstead, isNarrowed, { nothing, instead, nothingMore, unfiltered }) {
  const headline = nothing(quoted(query));
  const action = isNarrowed ? button("unfilter", { action: "unfilter" }, unfiltered) : undefined;
  return [headline, message(headline, isInstead ? instead : nothingMore, action)];
}

/**
 * The query that finds its words as they are typed and no others; null for one that uses the query language already.
 * @param {string} query
 */
function exactly(query) {
  if (/["“”:*]|(^|\s)-/.test(query)) return null;
  return query.trim().split(/\s+/).map((word) => `"${word}"`).join(" ");
}

/**
 * The query as a message repeats it: not a hundred thousand characters of it.
 * @param {string} query
 */
export function quoted(query) {
  // Cut by characters: half of a surrogate pair would show as a box.
  const characters = Array.from(query.trim().slice(0, 4 * QUOTED));
  return characters.slice(0, QUOTED).join("") + (characters.length > QUOTED ? "…" : "");
}
