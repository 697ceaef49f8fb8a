/**
 * The style sheet of the panel, in parts. Colours, sizes and fonts start from `all: initial` in `styles/base.js`, so that nothing
 * inherits from the page; what a page may change are the `--keyseek-*` properties and the parts. Lengths are in `em` of
 * `medium`, the reader's own font size, which a page cannot move by styling `html`.
 */

import panel from "./styles/panel.js";
import results from "./styles/results.js";

/** Shared by every widget of the page. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(panel + results);
