/** Addresses as a caller gives them: of an index's folder, and of a page that an index holds. */

import { folder } from "./home.js";

/**
 * The index folder as a URL that ends in a slash, so that file names resolve inside it.
 * @param {string | URL} [url]
 */
export function folderAt(url) {
  if (url === undefined) return folder();
  const base = new URL(url, globalThis.document?.baseURI ?? folder());
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  base.search = base.hash = "";
  return base;
}

/**
 * What an index may call a page: its address as given, or what of it stands behind the host, with `index.html` or without.
 * @param {string} url
 */
export function addresses(url) {
  const { pathname } = new URL(url, globalThis.location?.href ?? "http://localhost/");
  let readable = pathname;
  try {
    readable = decodeURI(pathname);
  } catch {
    // A stray percent sign: the address stays as it is.
  }
  return new Set([url, pathname, readable, readable.replace(/index\.html$/, "")]);
}
