/** What stands at the foot of results. */

import { el } from "./dom.js";

/**
 * The footer's reminder of the keys.
 * @param {import("./strings.js").Strings} strings
 */
export function keys({ move, open, close }) {
  const pair = (/** @type {string} */ key, /** @type {string} */ label) => el("span", null, null, el("kbd", null, null, key), label);
  return el("span", "keys", { "aria-hidden": "true" }, pair("↑↓", move), pair("↵", open), pair("esc", close.toLowerCase()));
}
