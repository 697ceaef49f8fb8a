/// <reference path="./files.d.ts" />
/**
 * Where things are when all is one script: the module and the index are text in it. Packing puts this file in the place of
 * `../home.js`.
 */

import { cut, partOf } from "../loader.js";
import { instantiate, once } from "../start.js";

/** @typedef {import("../loader.js").Place} Place */

/** There is no file to start a worker from, and the index is small. @returns {Promise<typeof import("../remote.js")>} */
export const loadRemote = () => Promise.reject();

/** What a relative address of another index is relative to. */
export const folder = () => new URL("./", document.baseURI);

/** @returns {Promise<Place>} */
export async function carried() {
  return stored;
}

/** @type {Place} */
async function stored(path) {
  const [file, range] = partOf(path);
  const text = Object.hasOwn(KEYSEEK_FILES, file) && KEYSEEK_FILES[file];
  if (!text) throw new Error(`This script carries no ${path}; build it again.`);
  return cut(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)), range);
}

/**
 * Starts a part of the module, whose name among the files is what it is called.
 * @param {import("../start.js").Part} part
 */
export function startModule(part) {
  return once(part, async () => instantiate(part, await stored(part)));
}
