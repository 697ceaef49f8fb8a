/** What the reader chose beside the query, values of columns and the order, and what there is to choose. What it looks like is `tools.js`. */

import { chips, order } from "./tools.js";

/** @typedef {import("../keyseek.js").Index} Index */
/** @typedef {{ strings: import("./strings.js").Strings, lang: string }} Said what is said, and in which language */

export class Choice {
  /** @type {Map<string, Set<string>>} values by column */
  #chosen = new Map();
  /** @type {Set<string>} columns of which all values are shown */
  #whole = new Set();
  #newest = false;

  /** Whether values are chosen. */
  get isNarrow() {
    return this.#chosen.size > 0;
  }

  /**
   * What a search asks beside its query.
   * @param {Index} index
   */
  options(index) {
    const filters = Object.fromEntries([...this.#chosen].map(([column, values]) => [column, [...values]]));
    const dates = this.#newest && dateColumn(index);
    return { ...(this.isNarrow && { filters }), ...(dates && { sort: `-${dates}` }) };
  }

  /**
   * Takes what a button stands for.
   * @param {DOMStringMap} button
   * @returns {boolean} whether it was one of these
   */
  take({ column = "", value, order, others, action }) {
    if (value !== undefined) this.#toggle(column, value);
    else if (order) this.#newest = order === "newest";
    else if (others) this.#whole.add(others);
    else if (action === "unfilter") this.#chosen.clear();
    else return false;
    return true;
  }

  /** Takes everything back. */
  reset() {
    this.#chosen.clear();
    this.#newest = false;
  }

  /**
   * The order, unless there are no dates.
   * @param {Index} index
   * @param {Said} said
   */
  order(index, { strings }) {
    return dateColumn(index) ? order(strings, this.#newest) : "";
  }

  /**
   * Values of columns.
   * @param {import("../keyseek.js").Answer["facets"]} facets
   * @param {Said} said
   */
  chips(facets = {}, { strings, lang }) {
    return Object.entries(facets).flatMap(([column, facet]) => {
      const state = { chosen: this.#chosen.get(column) ?? new Set(), all: this.#whole.has(column), strings, lang };
      return chips(column, facet, state) ?? [];
    });
  }

  /**
   * Chooses a value of a column, or no longer.
   * @param {string} column
   * @param {string} value
   */
  #toggle(column, value) {
    const values = this.#chosen.get(column) ?? new Set();
    if (!values.delete(value)) values.add(value);
    if (values.size) this.#chosen.set(column, values);
    else this.#chosen.delete(column);
  }
}

/**
 * The column to sort by for the newest first.
 * @param {Index} index
 */
function dateColumn(index) {
  return index.columns?.find(({ kind }) => kind === "date")?.name;
}
