/**
 * Turns an answer into nodes: options and messages. Owns no state and listens
 * to nothing. Titles and snippets come from other people's pages and go in as text nodes only.
 */

import { el } from "./dom.js";
import { breadcrumb, followable } from "./url.js";

/** @typedef {import("../keyseek.js").Hit} Hit */

/** Longest query that a message repeats, in characters. */
const QUOTED = 48;

/**
 * One hit as an option that is also a link, so that every way of opening a link works on it.
 * @param {Hit} hit
 * @param {number} position among all shown hits, from 0
 * @param {string} readerLang for the date
 */
export function option(hit, position, readerLang) {
  const lang = hit.lang || null;
  const href = followable(hit.url);
  const path = href ? breadcrumb(href) : hit.url;
  return el(
    "a",
    "option",
    { role: "option", id: `option-${position}`, "aria-selected": "false", tabindex: -1, href },
    el("span", "title", { lang }, ...(hit.title_marks?.length ? runs(hit.title_marks) : [hit.title || path])),
    el("span", "snippet", { lang }, ...runs(hit.snippet)),
    el("span", "meta", null, el("span", "path", null, path), hit.date && el("time", "date", null, day(hit.date, readerLang))),
  );
}

/** @param {import("../keyseek.js").SnippetPart[]} [parts] none in the answer of an older module */
function runs(parts = []) {
  return parts.map(({ text, mark }) => (mark ? el("mark", "mark", null, text) : text));
}

/**
 * A date as its reader writes it; anything that is not a calendar day stays as it stands.
 * @param {string} date
 * @param {string} lang
 */
function day(date, lang) {
  const time = new Date(date);
  if (!/^\d{4}-\d\d-\d\d/.test(date) || Number.isNaN(+time)) return date;
  // A day carries no time zone, so that it must not move with the reader's.
  return time.toLocaleDateString(lang, { dateStyle: "medium", timeZone: "UTC" });
}

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
  return el("span", "keys", { "aria-hidden": "true" }, pair("↑↓", move), pair("↵", open), pair("esc", close));
}
