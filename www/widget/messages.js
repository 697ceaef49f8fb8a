/** Messages: what stands in place of results, and the notice above results that are not what was typed. */

import { button, el } from "./dom.js";

/** Longest query that a message repeats, in characters. */
const QUOTED = 48;

/**
 * A message in place of results.
 * @param {string} headline
 * @param {string} detail
 * @param {HTMLElement} [action]
 */
export function message(headline, detail, action) {
  return el("div", "message", null, el("span", "headline", null, headline), el("span", "detail", null, detail), action);
}

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

/**
 * The footer's reminder of the keys.
 * @param {import("./strings.js").Strings} strings
 */
export function keys({ move, open, close }) {
  const pair = (/** @type {string} */ key, /** @type {string} */ label) => el("span", null, null, el("kbd", null, null, key), label);
  return el("span", "keys", { "aria-hidden": "true" }, pair("↑↓", move), pair("↵", open), pair("esc", close.toLowerCase()));
}
