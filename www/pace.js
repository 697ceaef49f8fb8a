/** Work in parts that a slow processor has time between for the reader's next key and for painting. */

/**
 * Milliseconds of work after which the page gets its turn, a little less than a frame: a fast processor needs no more for an answer.
 * On one that has turned out to be slow it is half as long.
 */
export const SPELL = 12;

/** Milliseconds to wait for a frame: a page that is not looked at paints none. */
const FRAME = 100;

/**
 * Lets the page do what waits. Browsers that cannot be asked for just that may take some milliseconds more.
 * @returns {Promise<undefined>}
 */
export const turn = () => /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

/** Lets the page paint what has changed. */
export const painted = () =>
  new Promise((resolve) => {
    setTimeout(resolve, FRAME);
    requestAnimationFrame(() => setTimeout(resolve));
  });

export class Pace {
  #spell;
  #began = performance.now();
  #before = 0;

  /** @param {boolean} [isSlow] */
  constructor(isSlow = false) {
    this.isSlow = isSlow;
    this.#spell = isSlow ? SPELL / 2 : SPELL;
  }

  /** Milliseconds of work since the page had its turn. */
  get #spent() {
    return performance.now() - this.#began;
  }

  /** Milliseconds of work in all. */
  get total() {
    return this.#before + this.#spent;
  }

  /**
   * Gives the page its turn.
   * @param {() => Promise<unknown>} [wait] for what
   */
  async pause(wait = turn) {
    this.#before = this.total;
    await wait();
    this.#began = performance.now();
  }

  /**
   * Gives the page its turn if that is due.
   * @param {() => Promise<unknown>} [wait]
   */
  async rest(wait) {
    if (this.#spent >= this.#spell) await this.pause(wait);
  }
}
