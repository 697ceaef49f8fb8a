/** What stands in place of results, and at their foot. */

import { el } from "./dom.js";

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
 * The footer's reminder of the keys.
 * @param {import("./strings.js").Strings} strings
 */
export function keys({ move, open, close }) {
  const pair = (/** @type {string} */ key, /** @type {string} */ label) => el("span", null, null, el("kbd", null, null, key), label);
  return el("span", "keys", { "aria-hidden": "true" }, pair("↑↓", move), pair("↵", open), pair("esc", close.toLowerCase()));
}
