/**
 * What a hit and its sections look like. Titles and snippets come from other people's pages and go in as text nodes only.
 */

import { el, set } from "./dom.js";
import { beside } from "./later.js";
import { breadcrumb, followable } from "./url.js";

/** @typedef {import("../keyseek.js").Hit} Hit */
/** @typedef {import("../keyseek.js").Section} Section */
/** @typedef {import("../keyseek.js").SnippetPart} SnippetPart */
/** @typedef {{ hit: Hit, section?: Section, position: number }} Target what a link leads to; the position is the hit's */
/**
 * @typedef {object} Reader
 * @property {string} lang the reader's, for dates
 * @property {string | null} highlight how what was found is told to the page, as the tag's attribute says
 */

const TEXT = { dir: "auto" };

/**
 * An option of the list box.
 * @param {string} kind what its part is called beside `option`
 * @param {...import("./dom.js").Child} children
 */
const option = (kind, ...children) => el("a", `option${kind}`, { role: "option", tabindex: -1, "aria-selected": "false" }, ...children);

/** Counts rows: a title has a name of its own. */
let rows = 0;

/** A page with those of its sections that deserve a link of their own, in elements that show one hit after another. */
export class Row {
  #meta = el("span", "meta");
  /** @type {HTMLAnchorElement[]} the page's and its sections' */
  options = [];
  #id = `title-${++rows}`;
  element = el("div", "hit");
  /** What is shown, in short. */
  #shown = "";
  url = "";

  /**
   * @param {Hit} hit
   * @param {Reader} reader
   * @returns {boolean} whether it looks otherwise than before
   */
  show(hit, { lang, highlight }) {
    const { url, date, sections = [] } = hit;
    const shown = JSON.stringify([document.baseURI, lang, highlight, { ...hit, score: 0, reading: "" }]);
    if (shown === this.#shown) return false;
    this.#shown = shown;
    this.url = url;
    const path = followable(url) ? breadcrumb(url) : url;
    const { element, options } = this;
    for (const extra of options.splice(1 + sections.length)) extra.remove();
    set(element, "role", sections.length ? "group" : "presentation");
    set(element, "aria-labelledby", sections.length ? this.#id : null);
    set(element, "lang", hit.lang || null);
    this.#meta.replaceChildren(el("bdi", "path", null, path), date ? el("time", "date", null, el("bdi", null, null, day(date, lang))) : "");
    [hit, ...sections].forEach((found, at) => {
      const [kind, id, meta] = at ? [" section"] : ["", this.#id, this.#meta];
      const made = (options[at] ??= option(kind, el("span", "title", { ...TEXT, id }), meta, el("span", "snippet", TEXT)));
      if (!made.parentNode) element.append(made);
      set(made, "href", followable(highlight === null || !beside ? found.url : beside.addressOfFound(found.url, found.snippet, highlight)));
      // Sections, and an answer of an older module, have no marks in their titles.
      const marks = /** @type {Hit} */ (found).title_marks;
      mark(made.firstElementChild, marks?.length ? marks : [{ text: found.title || path, mark: false }]);
      mark(made.lastElementChild, found.snippet);
    });
    return true;
  }
}

/**
 * Puts a text with what was found marked into an element.
 * @param {Element | null} element
 * @param {SnippetPart[]} [parts]
 */
const mark = (element, parts = []) => element?.replaceChildren(...parts.map(({ text, mark }) => (mark ? el("mark", "mark", null, text) : text)));

/** @type {Record<string, Intl.DateTimeFormat>} Each is made once. */
const days = {};

/**
 * A date as its reader writes it; anything that is not a calendar day stays as it stands.
 * @param {string} date
 * @param {string} lang
 */
function day(date, lang) {
  const time = new Date(date);
  if (!/^\d{4}-\d\d-\d\d/.test(date) || isNaN(+time)) return date;
  // A day carries no time zone, so that it must not move with the reader's.
  return (days[lang] ??= new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" })).format(time);
}
