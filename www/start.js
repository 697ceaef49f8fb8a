/** Starts the WebAssembly module. Where it comes from is not known here. */

import { finish, imports } from "./keyseek_module.js";
import { inflated } from "./loader.js";

/** @type {Promise<void> | undefined} */
let starting;

/**
 * Starts the module, once a page however many indexes are opened. A failure is forgotten, so that one can retry.
 * @param {() => Promise<void>} start
 */
export function once(start) {
  starting ??= start().catch((cause) => {
    starting = undefined;
    throw new Error(
      `The Keyseek module did not start: ${cause.message} ` +
        "Is the file there, and does the page's Content-Security-Policy allow script-src 'wasm-unsafe-eval'?",
      { cause },
    );
  });
  return starting;
}

/**
 * The module is compiled while it is still arriving.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 */
export async function instantiate(stored) {
  const { instance, module } = await WebAssembly.instantiateStreaming(inflated(stored, "application/wasm"), imports());
  finish(instance, module);
}
