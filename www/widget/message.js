/** What stands in place of results. */

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
