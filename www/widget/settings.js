/** What the tag's attributes say of a search. */

/** Results of a page, unless told, and at most. */
const USUAL = 10;
const MOST = 100;

/** @param {Element} element */
export function settingsOf(element) {
  const limit = parseInt(element.getAttribute("limit") ?? "", 10);
  return {
    limit: limit > 0 ? Math.min(limit, MOST) : USUAL,
    columns: (element.getAttribute("filters") ?? "").split(/[\s,]+/).filter(Boolean),
    highlight: element.getAttribute("highlight"),
  };
}
