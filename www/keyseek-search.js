/**
 * Registers `<keyseek-search>`. This is the one script that a page includes:
 *
 *     <script type="module" src="/search/keyseek-search.js"></script>
 *     <keyseek-search></keyseek-search>
 *
 * It owns the tag's name and where the engine is found; the element itself is `widget/element.js`. The engine is
 * loaded on the first focus or hover, so a page whose reader never searches pays for this file only.
 */

import { KeyseekSearch } from "./widget/element.js";

KeyseekSearch.engine = (attempt) => {
  const url = new URL("./keyseek.js", import.meta.url);
  // Browsers may remember that a module failed to load, so that a retry needs another name for it.
  if (attempt) url.search = `retry=${attempt}`;
  return import(url.href);
};

KeyseekSearch.define();
