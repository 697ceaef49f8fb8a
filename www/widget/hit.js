/**
 * What a hit and its sections look like. Titles and snippets come from other people's pages and go in as text nodes only.
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

const TEXT = { dir: "auto" };

/**
 * An option of the list box.
 * @template {"a" | "div"} Tag
 * @param {Tag} tag
 * @param {string} kind what its part is called beside `option`
 * @param {string | null} href
 * @param {...import("./dom.js").Child} children
 */
const option = (tag, kind, href, ...children) =>
  el(tag, `option${kind}`, { href, role: "option", tabindex: -1, "aria-selected": "false" }, ...children);

/**
 * An option that stands for a query.
 * @param {string} query
 * @param {Node} icon
 */
export const queryOption = (query, icon) => option("div", " query", null, icon, el("span", "title", TEXT, query));

/**
 * A page with those of its sections that deserve a link of their own, and the options in it.
 * @param {Hit} hit
 * @param {number} position
 * @param {Reader} reader
 * @returns {[element: HTMLElement, options: [HTMLElement, Target][]]}
 */
export function hitElement(hit, position, { lang, address }) {
  const href = followable(address(hit.url, hit));
  const path = href ? breadcrumb(hit.url) : hit.url;
  // An answer of an older module has no sections.
  const sections = hit.sections ?? [];
  const id = sections.length ? `title-${position}` : null;
  const title = el("span", "title", { ...TEXT, id }, ...text(hit.title_marks, hit.title || path));
  const meta = el("span", "meta", null, el("bdi", "path", null, path), hit.date && el("time", "date", null, el("bdi", null, null, day(hit.date, lang))));
  /** @type {[HTMLElement, Target][]} */
  const options = [[option("a", "", href, title, meta, snippet(hit.snippet)), { hit, position }]];
  for (const section of sections) {
    const href = followable(address(section.url, section));
    const made = option("a", " section", href, el("span", "title", TEXT, section.title), snippet(section.snippet));
    options.push([made, { hit, section, position }]);
  }
  const role = id ? "group" : "presentation";
  return [el("div", "hit", { role, "aria-labelledby": id, lang: hit.lang || null }, ...options.map(([made]) => made)), options];
}

/** @param {SnippetPart[]} parts */
const snippet = (parts) => el("span", "snippet", TEXT, ...text(parts, ""));

/**
 * A text with what was found marked.
 * @param {SnippetPart[] | undefined} parts none in the answer of an older module
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
