/**
 * Marks what a reader searched for in the page that a result opened, and scrolls to the first of it. For pages that want it:
 *
 *     <keyseek-search highlight="found"></keyseek-search>                      where one searches
 *     <script type="module" src="/search/keyseek-mark.js"></script>            in the pages that are found
 *
 * The words come as `?found=` and are taken out of the address again; `keyseek-mark.js?name=words` reads `?words=`.
 * The document stays as it is where the browser can highlight ranges; elsewhere each place is put into a `<mark>`.
 */

const NAME = new URL(import.meta.url).searchParams.get("name") ?? "found";
/** Places that are marked at most: beyond that a page is all yellow anyway. */
const MOST = 1000;
const SKIPPED = "script, style, noscript, textarea, select, button, nav, template, [hidden], [aria-hidden='true'], [data-keyseek-ignore]";

/**
 * The places of some words in the text of an element, each inside of one text node.
 * @param {Element} root
 * @param {string[]} words
 */
function places(root, words) {
  const alternatives = words.map((word) => word.normalize().replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const pattern = new RegExp(alternatives.sort((a, b) => b.length - a.length).join("|"), "giu");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Range[]} */
  const ranges = [];
  for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
    if (node.parentElement?.closest(SKIPPED)) continue;
    for (const { index, 0: found } of (node.nodeValue ?? "").matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      ranges.push(range);
    }
  }
  return ranges;
}

/** @param {Range[]} ranges */
function highlight(ranges) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("::highlight(keyseek) { background-color: var(--keyseek-mark, Mark); color: var(--keyseek-mark-color, MarkText) }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  CSS.highlights.set("keyseek", new Highlight(...ranges));
}

/** @param {Range[]} ranges */
function wrap(ranges) {
  // From the end, so that what is cut off a node is behind the places that are still to come.
  for (const range of [...ranges].reverse()) range.surroundContents(document.createElement("mark"));
}

const url = new URL(location.href);
const words = url.searchParams.getAll(NAME).map((word) => word.trim()).filter(Boolean);
if (words.length) {
  url.searchParams.delete(NAME);
  history.replaceState(history.state, "", url);
  const root = document.querySelector("[data-keyseek-body]") ?? document.querySelector("main") ?? document.body;
  const ranges = places(root, words);
  const first = ranges[0]?.startContainer.parentElement;
  if ("highlights" in CSS) highlight(ranges);
  else wrap(ranges);
  // A link to a section goes there.
  if (!url.hash) first?.scrollIntoView({ block: "center" });
}
