/**
 * Which language the widget speaks. What it says is in `strings/`: `box.js` for the box, and a file a language for its panel and for
 * what stands beside results.
 */

import box from "./strings/box.js";

/**
 * @typedef {object} BoxStrings
 * @property {string} search
 * @property {string} clear
 * @property {string} close
 * @property {string} error
 * @property {string} offline
 * @property {string} retry
 *
 * @typedef {object} PanelStrings
 * @property {string} results
 * @property {string} hint
 * @property {string} hintMore
 * @property {string} loading
 * @property {(total: number, atLeast?: boolean) => string} total
 * @property {string} errorMore
 * @property {string} offlineMore
 * @property {string} more
 *
 * @typedef {object} BesideStrings
 * @property {(query: string) => string} found what was understood is not what was typed
 * @property {(query: string) => string} exactly
 * @property {Record<string, string>} readings how the results were found, for readings that surprise
 * @property {(query: string) => string} nothing
 * @property {string} nothingMore
 * @property {string} instead above suggestions
 * @property {string} missing
 * @property {string} recent
 * @property {(query: string) => string} forget
 * @property {string} forgetAll
 * @property {string} completions
 * @property {string} sort
 * @property {string} relevance
 * @property {string} newest
 * @property {Record<string, string>} columns names of columns; others are shown as they are called
 * @property {(count: number) => string} others
 * @property {string} unfiltered
 * @property {string} move
 * @property {string} open
 *
 * @typedef {BoxStrings & PanelStrings & BesideStrings} Strings
 */

/**
 * The language of an element: its own `lang`, else the nearest one above it, through shadow roots, else the
 * browser's.
 * @param {Element} element
 * @returns {string} as written, such as `ko-KR`
 */
export function languageOf(element) {
  for (let at = element; ; ) {
    const lang = at.closest("[lang]:not([lang=''])")?.getAttribute("lang");
    try {
      // A page may say anything, and dates can be written in languages only.
      if (lang && Intl.getCanonicalLocales(lang)) return lang;
    } catch {
      // Then the next one above it.
    }
    const root = at.getRootNode();
    if (!(root instanceof ShadowRoot)) return navigator.language;
    at = root.host;
  }
}

/**
 * A language without its region.
 * @param {string} lang
 */
export const baseOf = (lang) => lang.toLowerCase().split("-")[0];

/**
 * @param {string} lang
 * @param {...(Partial<Strings> | undefined)} own what the page says otherwise
 * @returns {BoxStrings}
 */
export function boxStrings(lang, ...own) {
  return Object.assign({}, box.en, box[baseOf(lang)], ...own);
}
