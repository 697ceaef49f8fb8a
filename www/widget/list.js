/**
 * The list box: options, which of them is active, and what each stands for. An option is a link to a page or to a section of
 * one, or a query to ask; what they look like is `hit.js`. Owns no events.
 */

import { el } from "./dom.js";
import { hitElement, queryOption } from "./hit.js";

/** @typedef {import("./hit.js").Hit} Hit */
/** @typedef {import("./hit.js").Reader} Reader */
/** @typedef {import("./hit.js").Target} Target */

/** About the height of a hit and of each of its sections, in em, and of what is around them in the panel. */
const HIT = 7;
const SECTION = 3;
const AROUND = 7;
/** Milliseconds until hits out of sight are laid out: whoever types on does not wait for them. */
const REST = 300;
/** Late hits that are laid out together, and milliseconds until the next, in which they are painted. */
const TOGETHER = 2;
const STEP = 30;

/** Options that belong together, in an element of their own. They are made while others are on show. */
export class Options {
  element = el("div", "options", { role: "presentation" });
  /** @type {HTMLElement[]} */
  all = [];
  hits = 0;
  /** @type {{ element: HTMLElement, height: number }[]} Hits out of sight that are not laid out yet, with about their heights in em. */
  late = [];

  /**
   * Lays out the first of those that are late, and keeps the room that the others will take.
   * @param {number} count
   */
  layOut(count) {
    for (const { element } of this.late.splice(0, count)) element.hidden = false;
    const height = this.late.reduce((sum, { height }) => sum + height, 0);
    this.element.style.paddingBlockEnd = `${height}em`;
  }
}

export class List {
  element = el("div", "list", { role: "listbox", id: "list" });
  #shown = new Options();
  /** @type {WeakMap<Element, Target | string>} */
  #targets = new WeakMap();
  #active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {(option: HTMLElement | undefined) => void} onActive */
  constructor(onActive) {
    this.onActive = onActive;
  }

  /** How many hits are shown. */
  get hits() {
    return this.#shown.hits;
  }

  /** The active option's position among all, or -1. */
  get active() {
    return this.#active;
  }

  get last() {
    return this.#shown.all.length - 1;
  }

  /** @param {number} position */
  at(position) {
    return /** @type {HTMLElement | undefined} */ (this.#shown.all[position]);
  }

  /**
   * What an option leads to, or the query that it stands for.
   * @param {Element} option
   */
  target(option) {
    return this.#targets.get(option);
  }

  /** @param {number} position the option to make active, or -1 for none */
  activate(position) {
    this.at(this.#active)?.setAttribute("aria-selected", "false");
    const active = this.at(position);
    this.#active = active ? position : -1;
    if (active) {
      active.setAttribute("aria-selected", "true");
      const shown = this.#shown;
      const late = shown.late.findIndex(({ element }) => element.contains(active));
      if (late >= 0) shown.layOut(late + 1);
      active.scrollIntoView({ block: "nearest" });
    }
    this.onActive(active);
  }

  // What is on show

  /**
   * Makes options of hits, without showing them. Of ten hits a panel shows four or five: the others are laid out once these are
   * painted.
   * @param {Hit[]} hits
   * @param {Reader} reader
   * @param {number} sight how much the panel shows at once, in em
   * @param {import("../pace.js").Pace} pace
   * @param {() => boolean} isWanted
   * @returns {Promise<Options | undefined>} undefined when they are no longer wanted
   */
  async prepare(hits, reader, sight, pace, isWanted) {
    const options = new Options();
    let top = AROUND;
    for (const hit of hits) {
      top += this.#add(options, hit, reader, options.hits > 0 && top > sight);
      await pace.rest();
      if (!isWanted()) return undefined;
    }
    options.layOut(0);
    return options;
  }

  /**
   * Shows options in place of those that are on show.
   * @param {Options} options
   */
  show(options) {
    this.activate(-1);
    this.element.replaceChildren(options.element);
    this.#shown = options;
    this.#goOn(REST);
  }

  /**
   * Lays out the hits that are in sight.
   * @param {number} bottom of what is, in pixels of the window
   */
  fill(bottom) {
    const { element, hits, late } = this.#shown;
    while (late.length && element.children[hits - late.length - 1].getBoundingClientRect().bottom < bottom) this.#shown.layOut(1);
  }

  /**
   * Adds hits below what is on show.
   * @param {Hit[]} hits
   * @param {Reader} reader
   */
  addHits(hits, reader) {
    for (const hit of hits) this.#add(this.#shown, hit, reader, true);
    this.#shown.layOut(0);
    this.#goOn(0);
  }

  /**
   * Adds queries, one a line.
   * @param {string[]} queries
   * @param {() => Node} icon
   */
  addQueries(queries, icon) {
    for (const query of queries) {
      const option = queryOption(query, icon());
      this.#shown.element.append(option);
      this.#register(this.#shown, option, query);
    }
  }

  /**
   * @param {Options} options
   * @param {Hit} hit
   * @param {Reader} reader
   * @param {boolean} isLate
   * @returns {number} about its height, in em
   */
  #add(options, hit, reader, isLate) {
    const [element, made] = hitElement(hit, options.hits++, reader);
    const height = HIT + SECTION * (made.length - 1);
    element.hidden = isLate;
    if (isLate) options.late.push({ element, height });
    for (const [option, target] of made) this.#register(options, option, target);
    options.element.append(element);
    return height;
  }

  /**
   * @param {Options} options
   * @param {HTMLElement} option
   * @param {Target | string} target
   */
  #register({ all }, option, target) {
    option.id = `option-${all.length}`;
    all.push(option);
    this.#targets.set(option, target);
  }

  /**
   * Lays out what is late, step by step and each when the one before is painted.
   * @param {number} wait milliseconds
   */
  #goOn(wait) {
    clearTimeout(this.#later);
    if (!this.#shown.late.length) return;
    this.#later = setTimeout(() => {
      this.#shown.layOut(TOGETHER);
      // Now rather than in one task with the painting.
      this.element.getBoundingClientRect();
      this.#goOn(STEP);
    }, wait);
  }
}
