/** What the panel says, in each language. What the box says comes with it, so that it is not loaded twice. */

import en from "./en.js";
import ko from "./ko.js";

/** @typedef {import("../strings.js").PanelStrings} PanelStrings */
/** @typedef {import("../strings.js").BesideStrings} BesideStrings */
/** @typedef {PanelStrings & Partial<BesideStrings>} Said */

/** @type {Record<string, Said>} */
const LANGUAGES = { en, ko };
/** Those that come when a page needs them. @type {Record<string, () => Promise<{ default: PanelStrings, beside: BesideStrings }>>} */
const LATER = { ja: () => import("./ja.js"), zh: () => import("./zh.js") };
/** @type {Record<string, Promise<void>>} */
const arriving = {};

/** @param {string} lang */
const baseOf = (lang) => lang.toLowerCase().split("-")[0];

/**
 * Loads what is said in a language. Where it does not arrive, English stands in for it.
 * @param {string} lang
 * @returns {Promise<void> | undefined} undefined when there is nothing to wait for
 */
export function learn(lang) {
  const base = baseOf(lang);
  const load = LATER[base];
  if (!load || LANGUAGES[base]) return undefined;
  return (arriving[base] ??= load().then((loaded) => ({ ...loaded.default, ...loaded.beside }), () => en).then((strings) => {
    LANGUAGES[base] = strings;
  }));
}

/**
 * More is said in languages that are here.
 * @param {Record<string, BesideStrings>} strings
 */
export function add(strings) {
  for (const lang in strings) Object.assign(LANGUAGES[lang], strings[lang]);
}

/**
 * Everything that the widget says. A string that a language lacks is English.
 * @param {string} lang
 * @param {...(Partial<import("../strings.js").Strings> | undefined)} others what the box says, and what the page says otherwise
 * @returns {import("../strings.js").Strings} without what stands beside results, as long as that is not there
 */
export function stringsFor(lang, ...others) {
  return Object.assign({}, en, LANGUAGES[baseOf(lang)], ...others);
}
