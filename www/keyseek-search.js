/**
 * Registers `<keyseek-search>`. This is the one script that a page includes:
 *
 *     <script type="module" src="/search/keyseek-search.js"></script>
 *     <keyseek-search></keyseek-search>
 *
 * It owns the tag's name and where the rest is found; the element itself is `widget/element.js`. The engine and what opens below
 * the box are loaded on the first focus or hover, so a page whose reader never searches pays for this file only.
 */

import { KeyseekSearch } from "./widget/element.js";

/** What opens below the box, and what stands beside results. Packing rewrites these to names that carry the content's hash. */
const PANEL_FILE = "./widget/controller.js";
const BESIDE_FILE = "./widget/beside.js";

/**
 * @param {string} file
 * @param {number} attempt
 */
function load(file, attempt) {
  const url = new URL(file, import.meta.url);
  // Browsers may remember that a module failed to load, so that a retry needs another name for it.
  if (attempt) url.search = `retry=${attempt}`;
  return import(url.href);
}

KeyseekSearch.engine = (attempt) => load("./keyseek.js", attempt);
KeyseekSearch.panel = (attempt) => load(PANEL_FILE, attempt);
KeyseekSearch.beside = (attempt) => load(BESIDE_FILE, attempt);
KeyseekSearch.define();
