/**
 * What stands beside results: chips and the order, notices, recent searches, completions, what tells a page what was found in it.
 * No first result needs it, so that it is a file of its own, which `later.js` loads.
 */

import query from "./styles/query.js";
import tools from "./styles/tools.js";
import { beside as en } from "./strings/en.js";
import { beside as ko } from "./strings/ko.js";

export { Choice } from "./choice.js";
export { complete } from "./completions.js";
export { keys } from "./foot.js";
export { addressOfFound } from "./found.js";
export { notices, nothing } from "./messages.js";
export { forget, queryOptions, recentOnes } from "./queries.js";
export { keepingFocus } from "./tools.js";

export const strings = { en, ko };
/** Shared by every widget of the page. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(query + tools);
