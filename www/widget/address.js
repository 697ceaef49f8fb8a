/**
 * The query in the page's address, for a search page that wants it there: `?q=색인` shows its results, and back and forward go
 * from query to query. A query that is being typed is one entry of the history, however many keys it takes.
 */
export class Address {
  /** Whether the next query begins an entry of its own. */
  #isFresh = true;

  /** @param {string} name of the parameter */
  constructor(name) {
    this.name = name;
  }

  /** @returns {string} empty when there is none */
  get query() {
    return new URLSearchParams(location.search).get(this.name) ?? "";
  }

  /** @param {string} query */
  show(query) {
    if (query.trim() === this.query.trim()) return;
    const url = new URL(location.href);
    if (query.trim()) url.searchParams.set(this.name, query);
    else url.searchParams.delete(this.name);
    try {
      // The state may be the page's own.
      history[this.#isFresh ? "pushState" : "replaceState"](history.state, "", url);
      this.#isFresh = false;
    } catch {
      // Browsers take only so many changes in a while, and none in some frames. The address is an aid.
    }
  }

  /** What comes next is another query. */
  settle() {
    this.#isFresh = true;
  }
}
