/**
 * Loads something once. A failure is forgotten, so that the next call tries again, and is nothing unhandled: whoever loads ahead may
 * leave it.
 * @template T
 */
export class Once {
  #load;
  /** @type {Promise<T> | undefined} */
  #loading;

  /** @param {() => Promise<T>} load */
  constructor(load) {
    this.#load = load;
  }

  load() {
    const loading = (this.#loading ??= this.#load());
    loading.catch(() => {
      if (this.#loading === loading) this.#loading = undefined;
    });
    return loading;
  }

  /** The reader wants it tried again: what was begun before may fail by what was amiss then, and is not the last word. */
  insist() {
    this.#loading = this.#loading?.catch(() => this.#load());
  }

  /** The next call loads again. */
  reset() {
    this.#loading = undefined;
  }
}
