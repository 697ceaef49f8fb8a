/** What the last word of a query may become. */

import { button } from "./dom.js";

/** @typedef {import("../keyseek.js").Index} Index */

/** Completions that are shown. */
const MOST = 4;
/** Longest query that is completed, in UTF-16 units: nobody types on behind a page of pasted text. */
const LONGEST = 100;

/**
 * A word that goes on from another of them is left out: whoever takes that one can type on.
 * @param {Index} index
 * @param {string} query
 */
export async function complete(index, query) {
  if (!query.trim() || query.length > LONGEST || /\s$/.test(query)) return [];
  try {
    const all = await index.suggest(query, 3 * MOST);
    const typed = query.trim().toLowerCase();
    const isStart = (/** @type {string} */ one) => !all.some((other) => other !== one && one.startsWith(other));
    return all.filter((one) => one.toLowerCase() !== typed && isStart(one)).slice(0, MOST).map((one) => button("completion", { query: one }, one));
  } catch {
    // Completions are an aid: a search goes on without them.
    return [];
  }
}
