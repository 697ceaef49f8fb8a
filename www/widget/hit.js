/**
 * What a hit and its sections look like. Titles and snippets come from other people's pages and go in as text nodes only. What is
 * alike in all is copied from elements that are made once.
 */

import { el } from "./dom.js";
import { breadcrumb, followable } from "./url.js";

/** @typedef {import("../keyseek.js").Hit} Hit */
/** @typedef {import("../keyseek.js").Section} Section */
/** @typedef {import("../keyseek.js").SnippetPart} SnippetPart */
/** @typedef {{ hit: Hit, section?: Section, position: number }} Target what a link leads to; the position is the hit's */
/**
 * @typedef {object} Reader
 * @property {string} lang the reader's, for dates
 * @property {(url: string, found: Hit | Section) => string} address what to open for it
 */

/** What makes an element an option of the list box. */
const OPTION = { role: "option", tabindex: -1, "aria-selected": "false" };
const TEXT = { dir: "auto" };
const SECTION = el("a", "option section", OPTION, el("span", "title", TEXT), el("span", "snippet", TEXT));
const META = el("span", "meta", null, el("bdi", "path"), el("time", "date", null, el("bdi", null)));
const HIT = el("div", "hit", { role: "presentation" }, el("a", "option", OPTION, el("span", "title", TEXT), META, el("span", "snippet", TEXT)));
const QUERY = el("div", "option query", OPTION);
const MARK = el("mark", "mark");

/**
 * A copy, with the elements in it.
 * @template {HTMLElement} Made
 * @param {Made} element
 * @returns {[Made, ...HTMLElement[]]}
 */
function copied(element) {
  const copy = /** @type {Made} */ (element.cloneNode(true));
  return [copy, .../** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("*"))];
}

/**
 * An option that stands for a query.
 * @param {string} query
 * @param {Node} icon
 */
export function queryOption(query, icon) {
  const [option] = copied(QUERY);
  option.append(icon, el("span", "title", TEXT, query));
  return option;
}

/**
 * A page with those of its sections that deserve a link of their own, and the options in it.
 * @param {Hit} hit
 * @param {number} position
 * @param {Reader} reader
 * @returns {[element: HTMLElement, options: [HTMLElement, Target][]]}
 */
export function hitElement(hit, position, { lang, address }) {
  const [element, page, title, , path, date, dateText, snippet] = copied(HIT);
  const href = followable(address(hit.url, hit));
  path.textContent = href ? breadcrumb(hit.url) : hit.url;
  fill(title, hit.title_marks, hit.title || path.textContent);
  fill(snippet, hit.snippet, "");
  if (href) page.setAttribute("href", href);
  if (hit.date) dateText.textContent = day(hit.date, lang);
  else date.remove();
  if (hit.lang) element.lang = hit.lang;
  // An answer of an older module has no sections.
  const sections = (hit.sections ?? []).map((section) => {
    return /** @type {[HTMLElement, Target]} */ ([sectionOption(section, address), { hit, section, position }]);
  });
  if (sections.length) {
    title.id = `title-${position}`;
    element.setAttribute("role", "group");
    element.setAttribute("aria-labelledby", title.id);
    element.append(...sections.map(([option]) => option));
  }
  return [element, [[page, { hit, position }], ...sections]];
}

/**
 * @param {Section} section
 * @param {Reader["address"]} address
 */
function sectionOption(section, address) {
  const [option, title, snippet] = copied(SECTION);
  const href = followable(address(section.url, section));
  if (href) option.setAttribute("href", href);
  title.textContent = section.title;
  fill(snippet, section.snippet, "");
  return option;
}

/**
 * Puts a text with what was found marked into an element.
 * @param {HTMLElement} element
 * @param {SnippetPart[] | undefined} parts none in the answer of an older module
 * @param {string} plain
 */
function fill(element, parts, plain) {
  if (!parts?.length) element.textContent = plain;
  else element.append(...parts.map(({ text, mark }) => (mark ? marked(text) : text)));
}

/** @param {string} text */
function marked(text) {
  const mark = MARK.cloneNode();
  mark.textContent = text;
  return mark;
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
