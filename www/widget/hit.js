/**
 * What a hit and its sections look like. Titles and snippets come from other people's pages and go in as text nodes only.
 */

import { el, set } from "./dom.js";
import { addressOfFound } from "./found.js";
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
 * @template {"a" | "div"} Tag
 * @param {Tag} tag
 * @param {string} kind what its part is called beside `option`
 * @param {...import("./dom.js").Child} children
 */
const option = (tag, kind, ...children) => el(tag, `option${kind}`, { role: "option", tabindex: -1, "aria-selected": "false" }, ...children);

/**
 * An option that stands for a query.
 * @param {string} query
 * @param {Node} icon
 */
export const queryOption = (query, icon) => option("div", " query", icon, el("span", "title", TEXT, query));

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
    const { url, title, title_marks, snippet, date, sections = [] } = hit;
    const shown = JSON.stringify([document.baseURI, lang, highlight, hit.lang, url, title, title_marks, snippet, date, sections]);
    if (shown === this.#shown) return false;
    this.#shown = shown;
    this.url = url;
    const address = (/** @type {Hit | Section} */ { url, snippet }) => followable(highlight === null ? url : addressOfFound(url, snippet, highlight));
    const href = address(hit);
    const path = href ? breadcrumb(url) : url;
    const { element, options } = this;
    for (const extra of options.splice(1 + sections.length)) extra.remove();
    while (options.length <= sections.length) {
      const isPage = !options.length;
      const title = el("span", "title", { ...TEXT, id: isPage ? this.#id : null });
      const made = option("a", isPage ? "" : " section", title, isPage && this.#meta, el("span", "snippet", TEXT));
      options.push(made);
      element.append(made);
    }
    set(element, "role", sections.length ? "group" : "presentation");
    set(element, "aria-labelledby", sections.length ? this.#id : null);
    set(element, "lang", hit.lang || null);
    this.#meta.replaceChildren(el("bdi", "path", null, path), ...(date ? [el("time", "date", null, el("bdi", null, null, day(date, lang)))] : []));
    // An answer of an older module has neither sections nor marks in its titles.
    fill(options[0], href, title_marks?.length ? title_marks : title || path, snippet);
    sections.forEach((section, at) => fill(options[at + 1], address(section), section.title, section.snippet));
    return true;
  }
}

/**
 * @param {HTMLAnchorElement} option
 * @param {string | null} href
 * @param {...(string | SnippetPart[])} texts of the title and the snippet, with what was found marked
 */
function fill(option, href, ...texts) {
  set(option, "href", href);
  [option.firstElementChild, option.lastElementChild].forEach((element, at) => {
    const parts = [texts[at] ?? ""].flat();
    element?.replaceChildren(...parts.map((part) => (typeof part === "string" ? part : part.mark ? el("mark", "mark", null, part.text) : part.text)));
  });
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
