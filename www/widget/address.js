/**
 * The query in the page's address, for a search page that wants it there: `?q=색인` shows its results, and back and forward go
 * from query to query. A query that is being typed is one entry of the history, however many keys it takes.
 */
export class Address {
  /** Whether the next query begins an entry of its own. */
  #isFresh = true;

  /** @param {() => string | null} name of the parameter, if there is to be one */
  constructor(name) {
    this.name = name;
  }

  /** The query, empty when there is none; undefined when it is not to be in the address. */
  get query() {
    const name = this.name();
    return name ? (new URLSearchParams(location.search).get(name) ?? "") : undefined;
  }

  /** @param {string} query */
  show(query) {
    const name = this.name();
    if (!name || query.trim() === this.query?.trim()) return;
    const url = new URL(location.href);
    if (query.trim()) url.searchParams.set(name, query);
    else url.searchParams.delete(name);
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
