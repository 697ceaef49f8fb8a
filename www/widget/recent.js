/** The reader's recent searches. They are kept by the browser and never leave it; where it keeps nothing, there are none. */

/** Searches that are kept. */
const MOST = 6;
/** Longest query that is kept, in UTF-16 units. */
const LONGEST = 100;

export class Recent {
  /** @param {string} [index] where the searched index lies: each has its own list */
  constructor(index = "") {
    this.key = `keyseek-recent:${index}`;
  }

  /** @returns {string[]} the latest first */
  get all() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return kept.filter((/** @type {unknown} */ query) => typeof query === "string").slice(0, MOST);
    } catch {
      // Storage is forbidden, or holds something that is not ours.
      return [];
    }
  }

  /** @param {string} query */
  add(query) {
    const text = query.trim();
    if (text && text.length <= LONGEST) this.keep([text, ...this.all.filter((kept) => kept !== text)]);
  }

  /** @param {string[]} queries */
  keep(queries) {
    try {
      localStorage.setItem(this.key, JSON.stringify(queries.slice(0, MOST)));
    } catch {
      // Then there are none to show.
    }
  }
}
