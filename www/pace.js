/** Work in parts that a slow processor has time between for the reader's next key and for painting. */

/**
 * Milliseconds of work after which the page gets its turn, a little less than a frame: a fast processor needs no more for an answer.
 * On one that has turned out to be slow it is half as long.
 */
export const SPELL = 12;

/**
 * Lets the page do what waits. Browsers that cannot be asked for just that may take some milliseconds more.
 * @returns {Promise<undefined>}
 */
export const turn = () => /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

export class Pace {
  #spell;
  #began = performance.now();
  /** Whether the page was given its turn meanwhile. */
  hasRested = false;

  /** @param {boolean} [isSlow] */
  constructor(isSlow) {
    this.#spell = isSlow ? SPELL / 2 : SPELL;
  }

  /** Gives the page its turn if that is due. */
  async rest() {
    if (performance.now() - this.#began < this.#spell) return;
    this.hasRested = true;
    await turn();
    this.#began = performance.now();
  }
}
