/// <reference path="./carries.d.ts" />
/**
 * Where things are for those who do not say: the WebAssembly module, and the index of a bare `open()`. Packing puts
 * `single/home.js` in the place of this file where all is one script.
 */

import { cut, inFolder, partOf, persistently } from "./loader.js";
import { embeddedFile } from "./module.js";
import { PRIMARY, instantiate, once } from "./start.js";

/** @typedef {import("./loader.js").Place} Place */
/** @typedef {import("./start.js").Part} Part */

/** Gets what has questions answered by a worker, which is a file of its own. A module that carries an index needs none: the index is small. */
export const loadRemote = () => (KEYSEEK_CARRIES ? Promise.reject() : import("./remote.js"));

/**
 * The WebAssembly files beside this one, compressed as the index is: few servers compress them, and none as well. Packing
 * rewrites these to the names that carry the contents' hashes.
 */
const FILES = { primary: "keyseek_module_bg.wasm", secondary: "keyseek_secondary_bg.wasm" };
/** The same as addresses, in the form that bundlers look for: those that know it take the files along. */
const URLS = {
  primary: new URL("keyseek_module_bg.wasm", import.meta.url),
  // A module that carries an index has no second part.
  secondary: new URL(KEYSEEK_CARRIES ? "" : "keyseek_secondary_bg.wasm", import.meta.url),
};

/** This script's address, not in the form that bundlers look for: there is no file to take along. */
const HERE = import.meta.url;

/** The folder of a bare `open()`. */
export const folder = () => new URL("./", HERE);

/**
 * The index that is carried along instead, if there is one.
 * @param {(part: Part) => Promise<unknown>} start starts the module
 * @returns {Promise<Place | undefined>}
 */
export async function carried(start) {
  // Known before the module arrives, which saves a folder one round of requests.
  if (KEYSEEK_CARRIES) {
    await start(PRIMARY);
    if (embeddedFile("manifest.keyseek")) return embedded;
  }
  return undefined;
}

/** @type {Place} */
async function embedded(path) {
  const [file, range] = partOf(path);
  const stored = embeddedFile(/** @type {string} */ (file.split("/").pop()));
  if (!stored) throw new Error(`The Keyseek module carries no ${path}; build it again.`);
  return cut(stored, range);
}

/**
 * Starts a part of the module. In a script that another bundler made it may not lie beside it; an index's folder has it, too.
 * @param {Part} part
 * @param {URL} index
 */
export function startModule(part, index) {
  const urls = new Set([URLS[part].href, new URL(FILES[part], index).href]);
  return once(part, async () => {
    let problem;
    for (const url of urls) {
      try {
        return await persistently(async (cache) => instantiate(part, await inFolder(index)(url, cache)));
      } catch (error) {
        problem ??= error;
      }
    }
    throw problem;
  });
}
