/**
 * Turns an answer into nodes: options, messages, the placeholder while something loads. Owns no state and listens
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
 * @param {string} lang for the date
 */
export function option(hit, position, lang) {
  const href = followable(hit.url);
  const path = href ? breadcrumb(href) : hit.url;
  return el(
    "a",
    { part: "option", role: "option", id: `option-${position}`, "aria-selected": "false", tabindex: -1, href },
    el("span", { part: "title", lang: hit.lang }, hit.title || path),
    el("span", { part: "snippet", lang: hit.lang }, ...snippet(hit)),
    el("span", { part: "meta" }, el("span", { part: "path" }, path), hit.date && el("time", { part: "date" }, day(hit.date, lang))),
  );
}

/** @param {Hit} hit */
function snippet(hit) {
  return (hit.snippet ?? []).map(({ text, mark }) => (mark ? el("mark", { part: "mark" }, text) : text));
}

/**
 * A date as its reader writes it; anything that is not a calendar day stays as it stands.
 * @param {string} date
 * @param {string} lang
 */
function day(date, lang) {
  const time = /^\d{4}-\d\d-\d\d/.test(date) ? new Date(date) : null;
  if (!time || Number.isNaN(+time)) return date;
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
  return el("div", { part: "message" }, el("span", { part: "headline" }, headline), el("span", { part: "detail" }, detail), action);
}

/** Grey lines in the shape of results, for a first answer that takes a while. */
export function skeleton() {
  const row = () => el("div", { part: "skeleton" }, el("i"), el("i"), el("i"));
  return el("div", { "aria-hidden": "true" }, row(), row(), row());
}

/**
 * The query as a message repeats it: not a hundred thousand characters of it.
 * @param {string} query
 */
export function quoted(query) {
  const characters = Array.from(query.slice(0, 4 * QUOTED).trim());
  return characters.length > QUOTED ? `${characters.slice(0, QUOTED).join("")}…` : characters.join("");
}

/**
 * The footer's reminder of the keys.
 * @param {import("./strings.js").Strings} strings
 */
export function keys({ move, open, close }) {
  const pair = (/** @type {string} */ key, /** @type {string} */ label) => el("span", {}, el("kbd", {}, key), label);
  return el("span", { part: "keys", "aria-hidden": "true" }, pair("↑↓", move), pair("↵", open), pair("esc", close));
}
