/**
 * What was found, in the address of the page where it stands: as text fragments, which the browser marks and scrolls to by itself,
 * or as a parameter for `keyseek-mark.js`, which marks every place.
 */

/** @typedef {import("../keyseek.js").SnippetPart} SnippetPart */

/** Words that are marked at most. */
const MOST = 4;
/** Longest word, in UTF-16 units: a language without spaces has whole sentences between them. */
const LONGEST = 24;

/**
 * The words that hold what a snippet marks, whole: a text fragment matches whole words only, and 카프카 stands in 카프카를.
 * @param {SnippetPart[]} snippet
 */
function words(snippet) {
  const texts = snippet.map(({ text }) => text);
  const found = snippet.flatMap(({ text, mark }, at) => {
    if (!mark) return [];
    const before = /[\p{L}\p{N}\p{M}]*$/u.exec(texts.slice(0, at).join(""))?.[0] ?? "";
    const behind = /^[\p{L}\p{N}\p{M}]*/u.exec(texts.slice(at + 1).join(""))?.[0] ?? "";
    const whole = before + text + behind;
    return whole.length > LONGEST ? text : whole;
  });
  return [...new Set(found)].slice(0, MOST);
}

/**
 * @param {string} url of a page or a section
 * @param {SnippetPart[]} snippet
 * @param {string} parameter empty for text fragments
 */
export function addressOfFound(url, snippet, parameter) {
  const all = words(snippet ?? []);
  if (!all.length) return url;
  const [page, hash = ""] = url.split("#", 2);
  if (parameter) {
    const query = all.map((word) => `${encodeURIComponent(parameter)}=${encodeURIComponent(word)}`).join("&");
    return page + (page.includes("?") ? "&" : "?") + query + (hash && `#${hash}`);
  }
  // A hyphen and a comma mean something in a fragment; encodeURIComponent leaves the hyphen.
  const texts = all.map((word) => `text=${encodeURIComponent(word).replaceAll("-", "%2D")}`);
  return `${page}#${hash}:~:${texts.join("&")}`;
}
