/** What the panel says, in each language. What the box says comes with it, so that it is not loaded twice. */

import en from "./en.js";
import ja from "./ja.js";
import ko from "./ko.js";
import zh from "./zh.js";

/** @type {Record<string, import("../strings.js").PanelStrings>} */
const LANGUAGES = { en, ja, ko, zh };

/**
 * Everything that the widget says. A string that a language lacks is English.
 * @param {string} lang
 * @param {...(Partial<import("../strings.js").Strings> | undefined)} others what the box says, and what the page says otherwise
 * @returns {import("../strings.js").Strings}
 */
export function stringsFor(lang, ...others) {
  return Object.assign({}, en, LANGUAGES[lang.toLowerCase().split("-")[0]], ...others);
}
