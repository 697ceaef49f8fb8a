/** Loads the engine and the index, once; a failure is forgotten, so that the next call tries again. */

/** @typedef {import("../keyseek.js").Index} Index */

export class Loader {
  #engine;
  #opened;
  /** @type {Promise<Index> | undefined} */
  #index;
  #failures = 0;
  /** The folder of the index; undefined for the embedded one, else the script's own. @type {string | undefined} */
  folder;

  /**
   * @param {(attempt: number) => Promise<typeof import("../keyseek.js")>} engine
   * @param {(index: Index) => void} opened
   */
  constructor(engine, opened) {
    this.#engine = engine;
    this.#opened = opened;
  }

  /** @param {string | undefined} folder another index is to be searched */
  reset(folder) {
    this.folder = folder;
    this.#index = undefined;
  }

  /** @returns {Promise<Index>} */
  load() {
    const loading = (this.#index ??= this.#load(this.folder));
    loading.catch(() => {
      if (this.#index === loading) this.#index = undefined;
    });
    return loading;
  }

  /** The reader wants it tried again: what was begun before may fail by what was amiss then, and is not the last word. */
  insist() {
    this.#index = this.#index?.catch(() => this.#load(this.folder));
  }

  /** @param {string | undefined} folder */
  async #load(folder) {
    const { open } = await this.#engine(this.#failures).catch((error) => {
      this.#failures += 1;
      throw error;
    });
    const index = await open(folder);
    this.#opened(index);
    return index;
  }
}
