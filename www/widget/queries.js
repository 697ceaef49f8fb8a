/** Queries that are offered: recent searches, and what one could search for instead. */

import { button, el } from "./dom.js";
import { clock, cross, magnifier } from "./icons.js";
import { quoted } from "./messages.js";

/**
 * An option of the list box for each query.
 * @param {string[]} queries
 * @param {() => Node} [icon]
 */
export const queryOptions = (queries, icon = magnifier) =>
  queries.map((query) => {
    return el("div", "option query", { role: "option", tabindex: -1, "aria-selected": "false" }, icon(), el("span", "title", { dir: "auto" }, query));
  });

/**
 * Recent searches: what stands above them, the options, and a button beside each.
 * @param {string[]} queries
 * @param {import("./strings.js").Strings} strings
 */
export function recentOnes(queries, { recent, forget, forgetAll }) {
  const heading = el("p", "heading", null, el("span", null, null, recent), button("forget-all", { forget: "" }, forgetAll));
  const buttons = queries.map((query) => {
    const made = button("forget-one", { forget: query }, cross());
    made.setAttribute("aria-label", forget(quoted(query)));
    return made;
  });
  return { heading, options: queryOptions(queries, clock), buttons };
}

/**
 * @param {import("./recent.js").Recent} recent
 * @param {string} query a recent search, or nothing for all of them
 */
export function forget(recent, query) {
  const others = query ? recent.all.filter((kept) => kept !== query) : [];
  if (others.length) return recent.keep(others);
  try {
    localStorage.removeItem(recent.key);
  } catch {
    // Then there were none.
  }
}
