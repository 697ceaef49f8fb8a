/**
 * Puts a WebAssembly module together that is stored as streams. What is alike in its code lies side by side, opcodes in one
 * stream and variables in another, and DEFLATE makes a sixth less of that. `scripts/wasm/streams.mjs` takes it apart, and
 * FORMAT.md has the layout.
 */

/** The streams by their places. The first and the last hold what stands around the code. */
export const BEFORE = 0;
export const DECLARATIONS = 1;
export const OPCODES = 2;
export const BLOCKS = 3;
export const BRANCHES = 4;
export const VARIABLES = 5;
export const CONSTANTS = 6;
export const LONG_CONSTANTS = 7;
export const LOADS = 8;
export const STORES = 9;
export const ALIGNMENTS = 10;
export const CALLS = 11;
export const CALLS_HIGH = 12;
export const OTHERS = 13;
/** Constants that are added to something. */
export const SUMMANDS = 14;
export const AFTER = 15;
/** Numbers in the head: the checksum of all that follows, the size of the module in bytes, those of the streams. */
export const NUMBERS = 18;
/** The opcode that adds: a constant before it is a summand. */
export const SUMMED = 0x6a;

/** Opcodes that WebAssembly does not have. A get of the variable that was used last, and of the one before. */
export const GET_RECENT = 0xc5;
export const RECENT = 2;
/** What is added to the opcode of a load or a store that has another alignment than its own. */
export const UNALIGNED = 0xb0;
/** The alignment of each load and store, by opcode from 0x28 on. */
export const NATURAL = "23230011001122232301012";
/** Variables of a function at most. */
export const MOST_VARIABLES = 1 << 10;
/** Bytes for a length in the module, as LEB128 of any number. */
export const LENGTH = 5;
/** Opcodes whose operands are copied, with their number of bytes before them. */
export const COPIED = [0x11, 0x1c, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x43, 0x44, 0xd0, 0xd2, 0xfc];

/**
 * The checksum of numbers of 32 bits: a polynomial in 31, of which no change of one number leaves the same.
 * @param {Uint32Array} numbers
 */
export function checksum(numbers) {
  let sum = 0;
  for (const number of numbers) sum = (Math.imul(sum, 31) + number) >>> 0;
  return sum;
}

/**
 * @param {ArrayBuffer} stored
 * @returns {Uint8Array<ArrayBuffer>} the module
 * @throws {Error} when it is damaged
 */
export function joinStreams(stored) {
  const bytes = new Uint8Array(stored);
  const numbers = new Uint32Array(stored);
  // Without this, what is damaged may be another module, which runs.
  if (checksum(numbers.subarray(1)) !== numbers[0]) throw new Error("it is damaged.");
  const [size, ...sizes] = numbers.subarray(1, NUMBERS);
  let end = 4 * NUMBERS;
  const places = sizes.map((count) => (end += count) - count);
  const module = new Uint8Array(size);
  // Behind the ends of the module nothing is written, and behind the end of the streams there is no byte: every loop ends.
  let at = 0;

  const next = (/** @type {number} */ stream) => bytes[places[stream]++];
  const copy = (/** @type {number} */ stream, /** @type {number} */ count) => {
    module.set(bytes.subarray(places[stream], (places[stream] += count)), at);
    at += count;
  };
  /** Copies a number, LEB128, and returns its last 28 bits. */
  const copyNumber = (/** @type {number} */ stream) => {
    let [number, bits, byte] = [0, 0, 0];
    do {
      module[at++] = byte = bytes[places[stream]++];
      number |= (byte & 127) << bits;
      bits += 7;
    } while (byte > 127);
    return number;
  };
  const write = (/** @type {number} */ number) => {
    for (; number > 127; number >>= 7) module[at++] = (number & 127) | 128;
    module[at++] = number;
  };
  /** Writes how many bytes there are since a place into the bytes that were left for it there. */
  const close = (/** @type {number} */ start) => {
    let length = at - start - LENGTH;
    for (let byte = 1; byte < LENGTH; byte++, length >>= 7) module[start++] = (length & 127) | 128;
    module[start] = length;
  };

  const variables = new Uint16Array(MOST_VARIABLES).map((_, variable) => variable);
  copy(BEFORE, sizes[BEFORE]);
  const code = at;
  at += LENGTH;
  for (let functions = copyNumber(DECLARATIONS); functions > 0 && at < size; functions--) {
    const body = at;
    at += LENGTH;
    for (let groups = copyNumber(DECLARATIONS); groups > 0 && at < size; groups--) {
      copyNumber(DECLARATIONS);
      module[at++] = next(DECLARATIONS);
    }
    // The variables of the function, those first that were used last.
    const recent = variables.slice();
    for (let depth = 1; depth && at < size; ) {
      let opcode = next(OPCODES);
      let rank = opcode - GET_RECENT;
      const isRecent = rank >= 0 && rank < RECENT;
      if (isRecent) opcode = 0x20;
      const isUnaligned = opcode >= 0x28 + UNALIGNED && opcode < 0x3f + UNALIGNED;
      if (isUnaligned) opcode -= UNALIGNED;
      module[at++] = opcode;
      if (opcode > 0x1f && opcode < 0x23) {
        if (!isRecent) {
          rank = next(VARIABLES);
          if (rank > 127) rank += 128 * next(VARIABLES) - 128;
          if (opcode === 0x20) rank += RECENT;
        }
        const variable = recent[rank];
        for (; rank > 0; rank--) recent[rank] = recent[rank - 1];
        recent[0] = variable;
        write(variable);
      } else if (opcode === 0x41) {
        copyNumber(bytes[places[OPCODES]] === SUMMED ? SUMMANDS : CONSTANTS);
      } else if (opcode > 0x27 && opcode < 0x3f) {
        module[at++] = isUnaligned ? next(ALIGNMENTS) : +NATURAL[opcode - 0x28];
        copyNumber(opcode < 0x36 ? LOADS : STORES);
      } else if (opcode === 0x0b) {
        depth -= 1;
      } else if (opcode > 1 && opcode < 5) {
        depth += 1;
        copyNumber(BLOCKS);
      } else if (opcode === 0x10) {
        write(next(CALLS) + 256 * next(CALLS_HIGH));
      } else if (opcode === 0x0c || opcode === 0x0d) {
        copyNumber(BRANCHES);
      } else if (opcode === 0x42) {
        copyNumber(LONG_CONSTANTS);
      } else if (opcode === 0x0e) {
        for (let targets = copyNumber(BRANCHES); targets >= 0 && at < size; targets--) copyNumber(BRANCHES);
      } else if (COPIED.includes(opcode)) {
        copy(OTHERS, next(OTHERS));
      }
    }
    close(body);
  }
  close(code);
  copy(AFTER, sizes[AFTER]);
  return module;
}
