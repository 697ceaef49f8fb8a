/** Work in parts that a slow processor has time between for the reader's next key and for painting. */

/** Milliseconds of work after which the page gets its turn, a little less than a frame. A fast processor needs no more for an answer. */
const SPELL = 12;

/**
 * Lets the page do what waits. Browsers that cannot be asked for just that may take some milliseconds more.
 * @returns {Promise<undefined>}
 */
export const turn = () => /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

export class Pace {
  #isWanted;
  #began = performance.now();
  /** Whether the page was given its turn meanwhile. */
  hasRested = false;

  /** @param {() => boolean} isWanted whether what is worked for is still wanted */
  constructor(isWanted) {
    this.#isWanted = isWanted;
  }

  get isSpent() {
    return performance.now() - this.#began > SPELL;
  }

  /**
   * Gives the page its turn if that is due.
   * @returns {Promise<boolean>} whether to go on
   */
  async rest() {
    if (this.isSpent) {
      this.hasRested = true;
      await turn();
      this.#began = performance.now();
    }
    return this.#isWanted();
  }
}
