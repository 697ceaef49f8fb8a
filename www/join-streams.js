/**
 * Puts a WebAssembly module together that is stored as streams. What is alike in its code lies side by side, opcodes in one
 * stream and variables in another, and DEFLATE makes a sixth less of that. The program that does it comes with the module's first part
 * (`scripts/wasm/joiner.mjs`); FORMAT.md has the layout.
 */

/** Where the program reads the streams. */
const INPUT = 8192;
/** Memory of the program, in pages of 64 KiB, for each byte of what is stored: that, what becomes of it, and as much again. */
const PAGES_SHIFT = 14;

/**
 * The checksum of all numbers of 32 bits but the first: a polynomial in 31, of which no change of one number leaves the same.
 * @param {Uint32Array} numbers
 */
export function checksum(numbers) {
  let sum = 0;
  // With an iterator this takes three times as long, 6 ms.
  for (let at = 1; at < numbers.length; at++) sum = (Math.imul(sum, 31) + numbers[at]) | 0;
  return sum >>> 0;
}

/**
 * @param {ArrayBuffer} stored
 * @param {{ joiner?: WebAssembly.Module }} modules gets the program from the first part
 * @returns {Uint8Array<ArrayBuffer>} the module
 * @throws {Error} when it is damaged
 */
export function joinStreams(stored, modules) {
  const bytes = new Uint8Array(stored);
  const numbers = new Uint32Array(stored);
  const [sum, joinerBytes] = numbers;
  // Without this, what is damaged may be another module, which runs.
  if (checksum(numbers) !== sum) throw new Error("it is damaged.");
  const streams = 8 + joinerBytes;
  // So small a module may be compiled at once.
  modules.joiner ??= new WebAssembly.Module(bytes.subarray(8, streams));
  const { m: memory, j: join } = /** @type {any} */ (new WebAssembly.Instance(modules.joiner).exports);
  memory.grow(bytes.length >> PAGES_SHIFT);
  const room = new Uint8Array(memory.buffer);
  room.set(bytes.subarray(streams), INPUT);
  const start = INPUT + bytes.length;
  return room.subarray(start, join(start));
}
