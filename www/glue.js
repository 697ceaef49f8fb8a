/**
 * Calls the one function of the WebAssembly module. `src/lib.rs` has what it can be asked.
 *
 * This stands in the place of what wasm-bindgen writes, which is for functions of all kinds, and another 0.1 kB, gzipped. What is
 * exported is called here as wasm-bindgen calls it; packing puts in the names that the module has.
 */

import { primary } from "./start.js";

/** The memory as it is now: it may grow, and be another then, whenever the module is called. */
const memory = () => new Uint8Array(primary.memory.buffer);

/**
 * Passes bytes on: where they are is the module's to free.
 * @param {Uint8Array} bytes
 * @returns {number} where they are
 */
function passed(bytes) {
  const place = primary.__wbindgen_malloc(bytes.length, 1) >>> 0;
  memory().set(bytes, place);
  return place;
}

/**
 * @param {number} what
 * @param {number} index
 * @param {Uint8Array} text
 * @param {Uint8Array} file
 * @param {number} number
 * @param {number} offset
 */
export function call(what, index, text, file, number, offset) {
  const [place, length] = primary.call(what, index, passed(text), text.length, passed(file), file.length, number, offset);
  const reply = memory().slice(place >>> 0, (place >>> 0) + length);
  primary.__wbindgen_free(place, length, 1);
  return reply;
}
