/**
 * The list box: options, which of them is active, and what each stands for. An option is a link to a page or to a section of
 * one, or a query to ask; what they look like is `hit.js`. Owns no events.
 *
 * The rows of one answer become those of the next, one by one: a page that is in both keeps its row, and others change
 * what they show.
 */

import { el } from "./dom.js";
import { Row } from "./hit.js";

/** @typedef {import("./hit.js").Hit} Hit */
/** @typedef {import("./hit.js").Reader} Reader */
/** @typedef {import("./hit.js").Target} Target */

/** About the height of a hit and of each of its sections, in em. */
const HIT = 7;
const SECTION = 3;
/** Milliseconds until hits out of sight are laid out. */
const REST = 300;
/** Milliseconds from one of these to the next, in which it is painted. */
const STEP = 30;

/** @param {Hit} hit */
const heightOf = ({ sections = [] }) => HIT + SECTION * sections.length;

export class List {
  element = el("div", "list", { role: "listbox", id: "list" });
  /** @type {Hit[]} */
  #hits = [];
  /** @type {Row[]} Those of the hits that are shown by now, in their order, then others that were made. */
  #rows = [];
  /** How many hits are shown by now. */
  #done = 0;
  /** Whether this answer looks otherwise than the one before. */
  #isOther = false;
  /** @type {Reader} */
  #reader = { lang: "", highlight: null };
  /** @type {HTMLElement[]} */
  #options = [];
  /** @type {WeakMap<Element, Target | string>} */
  #targets = new WeakMap();
  #active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {(option: HTMLElement | undefined) => void} onActive */
  constructor(onActive) {
    this.onActive = onActive;
  }

  /** How many hits there are to show. */
  get hits() {
    return this.#hits.length;
  }

  /** The active option's position among all, or -1. */
  get active() {
    return this.#active;
  }

  get last() {
    return this.#options.length - 1;
  }

  /** @param {number} position */
  at(position) {
    return /** @type {HTMLElement | undefined} */ (this.#options[position]);
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
      while (active.closest(".hit[hidden]")) this.layOut();
      this.reserve();
      active.scrollIntoView({ block: "nearest" });
    }
    this.onActive(active);
  }

  // What is on show

  /**
   * Begins to show hits. Rows of those before stay until they are to show others.
   * @param {Hit[]} hits
   * @param {Reader} reader
   */
  show(hits, reader) {
    this.activate(-1);
    for (const option of this.#options) if (typeof this.target(option) === "string") option.remove();
    this.#options = [];
    this.#hits = [...hits];
    this.#done = 0;
    this.#isOther = false;
    this.#reader = reader;
    if (!hits.length) this.trim();
  }

  /**
   * Adds hits below these.
   * @param {Hit[]} hits
   */
  add(hits) {
    this.#hits.push(...hits);
  }

  /** Whether there are more hits to show. */
  get goesOn() {
    return this.#done < this.#hits.length;
  }

  /** Shows the next hit, which is not laid out yet if it looks otherwise than what was in its place. */
  step() {
    const { element } = this;
    const at = this.#done++;
    const hit = this.#hits[at];
    const rest = this.#rows.slice(at);
    // One that is being pressed must not lead to another page.
    const isFree = (/** @type {Row} */ { url, element }) => !this.#hits.some((hit) => hit.url === url) && !element.matches(":active");
    const row = rest.find(({ url }) => url === hit.url) ?? rest.find(isFree) ?? new Row();
    this.#rows = [...this.#rows.slice(0, at), row, ...rest.filter((other) => other !== row)];
    if (element.children[at] !== row.element) element.insertBefore(row.element, element.children[at]);
    if (row.show(hit, this.#reader)) this.#isOther = row.element.hidden = true;
    row.options.forEach((option, number) => {
      const section = hit.sections?.[number - 1];
      this.#register(option, { hit, ...(section && { section }), position: at });
    });
    this.#goOn(REST);
  }

  /**
   * Whether there are hits that are in sight and not laid out.
   * @param {() => number} bottom of what is in sight, in pixels of the window: to ask lays out what has changed
   */
  isShort(bottom) {
    const at = this.#nextLate;
    // Of two there is something in sight anyway, and whoever asks for a place has all laid out.
    return at >= 0 && (at < 2 || this.#rows[at - 1].element.getBoundingClientRect().bottom < bottom());
  }

  /** Lays out the next hit that is not. */
  layOut() {
    const at = this.#nextLate;
    if (at === this.#done) this.step();
    this.#rows[at].element.hidden = false;
  }

  /** Keeps the room that hits take which are not laid out, and nothing else below those that are. */
  reserve() {
    if (this.#isOther) for (const { element } of this.#rows.slice(this.#done)) element.hidden = true;
    const height = this.#hits.reduce((sum, hit, at) => sum + (this.#rows[at]?.element.hidden ?? true ? heightOf(hit) : 0), 0);
    this.element.style.paddingBlockEnd = `${height}em`;
  }

  /**
   * Adds queries, one a line.
   * @param {string[]} queries
   * @param {HTMLElement[]} options what they look like
   */
  addQueries(queries, options) {
    this.element.append(...options);
    options.forEach((option, at) => this.#register(option, queries[at]));
  }

  /**
   * @param {HTMLElement} option
   * @param {Target | string} target
   */
  #register(option, target) {
    option.id = `option-${this.#options.length}`;
    this.#options.push(option);
    this.#targets.set(option, target);
  }

  /** Takes away rows that no hit has: there are no more to add now. */
  trim() {
    for (const { element } of this.#rows.slice(this.#hits.length)) element.remove();
  }

  /** The position of the first hit that is not laid out, or -1. */
  get #nextLate() {
    return this.#hits.findIndex((_, at) => at >= this.#done || this.#rows[at].element.hidden);
  }

  /**
   * Shows what is still to be shown, and lays out what is late, step by step and each when the one before is painted.
   * @param {number} wait milliseconds, in which whoever types on does not wait for these
   */
  #goOn(wait) {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      if (this.#nextLate < 0) return;
      this.layOut();
      this.reserve();
      // Now rather than in one task with the painting.
      this.element.getBoundingClientRect();
      this.#goOn(STEP);
    }, wait);
  }
}
