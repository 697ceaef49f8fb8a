/** What a reader is shown of a hit's address, and whether it may be followed at all. */

/**
 * The address to follow, or null where it is not a web address: a `javascript:` in somebody's feed stays text. A page that was
 * opened from a disk may lead to others there.
 * @param {string} url
 * @returns {string | null}
 */
export function followable(url) {
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return /^https?:$/.test(protocol) || (protocol === "file:" && location.protocol === protocol) ? href : null;
  } catch {
    return null;
  }
}

/**
 * The address as a path of names: `/ko/guide/%EA%B2%80.html#start` reads `ko › guide › 검 › start`.
 * @param {string} url
 * @returns {string}
 */
export function breadcrumb(url) {
  const { origin, host, pathname, hash } = new URL(url, document.baseURI);
  const path = pathname.replace(/((^|\/)index)?\.html?$/, "");
  const names = [...path.split("/"), hash.slice(1)].filter(Boolean).map(decoded);
  if (origin !== location.origin || !names.length) names.unshift(host);
  return names.join(" › ");
}

/** @param {string} name */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
