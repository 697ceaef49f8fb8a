/**
 * The widget's own style sheet, in parts. Colours, sizes and fonts start from `all: initial`, so that nothing inherits from the
 * page; what a page may change are the `--keyseek-*` properties and the parts. Lengths are in `em` of `medium`,
 * the reader's own font size, which a page cannot move by styling `html`.
 */

import base from "./styles/base.js";
import field from "./styles/field.js";
import modal from "./styles/modal.js";
import panel from "./styles/panel.js";
import results from "./styles/results.js";
import tools from "./styles/tools.js";

/** One sheet, shared by every widget of the page. A constructed sheet needs no exception in a strict policy. */
export const sheet = new CSSStyleSheet();
// Modal last: it changes what the others lay out. What the reader's system wants comes at the end of each.
sheet.replaceSync(base + field + panel + results + tools + modal);
