/**
 * The list box: options, which of them is active, and what each stands for. An option is a link to a page or to a section of
 * one, or a query to ask. Owns no events; titles and snippets come from other people's pages and go in as text nodes only.
 */

import { el } from "./dom.js";
import { breadcrumb, followable } from "./url.js";

/** @typedef {import("../keyseek.js").Hit} Hit */
/** @typedef {import("../keyseek.js").Section} Section */
/** @typedef {{ hit: Hit, section?: Section, position: number }} Target what a link leads to; the position is the hit's */

/** About the least height of a hit and of each of its sections, in em. */
const HIT = 5.5;
const SECTION = 3;
/** Hits that are laid out together once what is in sight is painted. */
const TOGETHER = 3;

export class List {
  element = el("div", "list", { role: "listbox", id: "list" });
  /** @type {HTMLElement[]} */
  #options = [];
  /** @type {WeakMap<Element, Target | string>} */
  #targets = new WeakMap();
  #active = -1;
  #hits = 0;
  /** @type {HTMLElement[]} Hits out of sight that are not laid out yet. */
  #late = [];

  /** @param {(option: HTMLElement | undefined) => void} onActive */
  constructor(onActive) {
    this.onActive = onActive;
  }

  /** How many hits are shown. */
  get hits() {
    return this.#hits;
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

  clear() {
    this.activate(-1);
    this.#options = [];
    this.#late = [];
    this.#hits = 0;
    this.element.replaceChildren();
  }

  /** @param {number} position the option to make active, or -1 for none */
  activate(position) {
    this.at(this.#active)?.setAttribute("aria-selected", "false");
    const active = this.at(position);
    this.#active = active ? position : -1;
    active?.setAttribute("aria-selected", "true");
    if (active) layOut(this.#late.splice(0));
    active?.scrollIntoView({ block: "nearest" });
    this.onActive(active);
  }

  /**
   * Adds hits below what is there. Of ten a panel shows four or five; the others are laid out once these are painted, which
   * takes a third off the work from a key to its results.
   * @param {Hit[]} hits
   * @param {string} lang the reader's, for dates
   * @param {(url: string, found: Hit | Section) => string} address what to open for it
   * @param {number} [sight] how much of them may be seen at once, in em; all unless told
   */
  addHits(hits, lang, address, sight = Infinity) {
    layOut(this.#late.splice(0));
    const late = this.#late;
    let top = 0;
    this.element.append(...hits.map((hit) => {
      const made = this.#hit(hit, lang, address);
      const height = HIT + SECTION * (hit.sections?.length ?? 0);
      if (top > sight) {
        made.style.cssText = `content-visibility:hidden;contain-intrinsic-block-size:${height}em`;
        late.push(made);
      }
      top += height;
      return made;
    }));
    this.#goOn(late);
  }

  /** @param {HTMLElement[]} late is no longer `#late` when another answer is on show */
  #goOn(late) {
    if (late !== this.#late || !late.length) return;
    requestAnimationFrame(() => setTimeout(() => {
      layOut(late.splice(0, TOGETHER));
      this.#goOn(late);
    }));
  }

  /**
   * Adds queries, one a line.
   * @param {string[]} queries
   * @param {() => Node} icon
   */
  addQueries(queries, icon) {
    this.element.append(...queries.map((query) => {
      return this.#option(el("div", "option query", null, icon(), el("span", "title", { dir: "auto" }, query)), query);
    }));
  }

  /**
   * A page with those of its sections that deserve a link of their own.
   * @param {Hit} hit
   * @param {string} lang
   * @param {(url: string, found: Hit | Section) => string} address
   */
  #hit(hit, lang, address) {
    const position = this.#hits++;
    const href = followable(address(hit.url, hit));
    const path = href ? breadcrumb(hit.url) : hit.url;
    const title = el("span", "title", { dir: "auto", id: `title-${position}` }, ...text(hit.title_marks, hit.title || path));
    const meta = el("span", "meta", null, el("bdi", "path", null, path), hit.date && el("time", "date", null, el("bdi", null, null, day(hit.date, lang))));
    const page = el("a", "option", { href }, title, meta, snippet(hit.snippet));
    // An answer of an older module has no sections.
    const sections = hit.sections ?? [];
    const group = sections.length ? { role: "group", "aria-labelledby": title.id } : { role: "presentation" };
    return el("div", "hit", { ...group, lang: hit.lang || null },
      this.#option(page, { hit, position }),
      ...sections.map((section) => {
        const href = followable(address(section.url, section));
        const option = el("a", "option section", { href }, el("span", "title", { dir: "auto" }, section.title), snippet(section.snippet));
        return this.#option(option, { hit, section, position });
      }));
  }

  /**
   * @param {HTMLElement} option
   * @param {Target | string} target
   */
  #option(option, target) {
    option.id = `option-${this.#options.length}`;
    option.setAttribute("role", "option");
    option.tabIndex = -1;
    option.setAttribute("aria-selected", "false");
    this.#options.push(option);
    this.#targets.set(option, target);
    return option;
  }
}

/** @param {HTMLElement[]} hits that are not laid out yet */
const layOut = (hits) => hits.forEach((hit) => hit.removeAttribute("style"));

/** @param {import("../keyseek.js").SnippetPart[]} parts */
const snippet = (parts) => el("span", "snippet", { dir: "auto" }, ...text(parts, ""));

/**
 * @param {import("../keyseek.js").SnippetPart[] | undefined} parts none in the answer of an older module
 * @param {string} plain
 */
function text(parts, plain) {
  if (!parts?.length) return [plain];
  return parts.map(({ text, mark }) => (mark ? el("mark", "mark", null, text) : text));
}

/** @type {Record<string, Intl.DateTimeFormat>} Each is made once. */
const days = {};

/**
 * A date as its reader writes it; anything that is not a calendar day stays as it stands.
 * @param {string} date
 * @param {string} lang
 */
function day(date, lang) {
  const time = new Date(date);
  if (!/^\d{4}-\d\d-\d\d/.test(date) || Number.isNaN(+time)) return date;
  // A day carries no time zone, so that it must not move with the reader's.
  return (days[lang] ??= new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" })).format(time);
}
