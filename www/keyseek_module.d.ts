/** What wasm-bindgen makes of `src/`: the types that `module.js` and `start.js` are checked against. */

/** The one function of the module. `src/lib.rs` has what it can be asked. */
export function call(what: number, index: number, text: Uint8Array, file: Uint8Array, number: number, offset: number): Uint8Array<ArrayBuffer>;

/** Takes the instance into use. */
export function finish(instance: WebAssembly.Instance, module: WebAssembly.Module): void;
