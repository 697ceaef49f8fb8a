// Takes a WebAssembly module apart into streams, which compress better than the module: see `www/join-streams.js`, which puts
// it together in the browser.
//
// What is written is what that reads, and is read back before it is given: a module with an instruction that is not known here
// is an error.

import * as stored from "../../www/join-streams.js";
import { COPIED, GET_RECENT, LENGTH, MOST_VARIABLES, NATURAL, NUMBERS, RECENT, SUMMED, UNALIGNED, checksum, joinStreams } from "../../www/join-streams.js";
import { CODE, Reader, leb, numberOf, operandsOf, sectionsOf, withSections } from "./reader.mjs";

/** @param {Uint8Array} module */
function codeOf(module) {
  const code = sectionsOf(module).find(({ id }) => id === CODE);
  if (!code) throw new Error("the module has no code");
  return code;
}

/**
 * @param {Uint8Array} module
 * @returns {Uint8Array<ArrayBuffer>} the streams with their head
 */
export function splitStreams(module) {
  /** @type {number[][]} */
  const streams = Array.from({ length: NUMBERS - 2 }, () => []);
  const put = (/** @type {number} */ stream, /** @type {number[]} */ bytes) => streams[stream].push(...bytes);
  const { sizeAt, start, end } = codeOf(module);
  const code = new Reader(module.subarray(0, end), start);
  const declared = () => {
    const raw = code.raw();
    put(stored.DECLARATIONS, raw);
    return numberOf(raw);
  };
  // The lengths of the section and of each function are written with all the bytes that a length may have.
  let size = module.length + LENGTH - (start - sizeAt);
  for (let functions = declared(); functions > 0; functions--) {
    const lengthAt = code.at;
    const bodyEnd = code.number() + code.at;
    size += LENGTH - lengthBytes(module, lengthAt);
    for (let groups = declared(); groups > 0; groups--) {
      declared();
      put(stored.DECLARATIONS, code.take(1));
    }
    const recent = [...Array(MOST_VARIABLES).keys()];
    while (code.at < bodyEnd) splitInstruction(code, recent, put);
  }
  if (code.at !== end) throw new Error("the module's code is longer than its functions");
  const parts = streams.map((stream) => Uint8Array.from(stream));
  parts[stored.BEFORE] = module.slice(0, sizeAt);
  parts[stored.AFTER] = module.slice(end);
  const head = [0, size, ...parts.map(({ length }) => length)];
  const bytes = Buffer.concat([new Uint8Array(new Uint32Array(head).buffer), ...parts]);
  // Of whole numbers, for their sum.
  const numbers = new Uint32Array(Math.ceil(bytes.length / 4));
  new Uint8Array(numbers.buffer).set(bytes);
  numbers[0] = checksum(numbers.subarray(1));
  return checked(module, new Uint8Array(numbers.buffer));
}

/** Bytes of the number at a place. */
const lengthBytes = (/** @type {Uint8Array} */ module, /** @type {number} */ at) => new Reader(module, at).raw().length;

/**
 * @param {Reader} code
 * @param {number[]} recent variables, those that were used last first
 * @param {(stream: number, bytes: number[]) => void} put
 */
function splitInstruction(code, recent, put) {
  const opcode = code.byte();
  const operands = operandsOf(opcode, code);
  const bytes = operands.flat();
  const plain = () => put(stored.OPCODES, [opcode]);
  if (opcode >= 0x20 && opcode <= 0x22) {
    const rank = recent.indexOf(numberOf(bytes));
    if (rank < 0) throw new Error(`a function of the module has more than ${MOST_VARIABLES} variables`);
    recent.unshift(...recent.splice(rank, 1));
    const isGet = opcode === 0x20;
    if (isGet && rank < RECENT) return put(stored.OPCODES, [GET_RECENT + rank]);
    plain();
    const place = isGet ? rank - RECENT : rank;
    put(stored.VARIABLES, place > 127 ? [(place & 127) | 128, place >> 7] : [place]);
  } else if (opcode >= 0x28 && opcode <= 0x3e) {
    const [[alignment], offset] = operands;
    const isAligned = alignment === Number(NATURAL[opcode - 0x28]);
    put(stored.OPCODES, [isAligned ? opcode : opcode + UNALIGNED]);
    if (!isAligned) put(stored.ALIGNMENTS, [alignment]);
    put(opcode < 0x36 ? stored.LOADS : stored.STORES, offset);
  } else if (opcode === 0x10) {
    plain();
    const callee = numberOf(bytes);
    if (callee > 0xffff) throw new Error("the module has more functions than a call has room for");
    put(stored.CALLS, [callee & 255]);
    put(stored.CALLS_HIGH, [callee >> 8]);
  } else if (COPIED.includes(opcode)) {
    plain();
    put(stored.OTHERS, [bytes.length, ...bytes]);
  } else {
    plain();
    put(streamOf(opcode, code), bytes);
  }
}

/**
 * The stream of what stands behind an opcode as it is.
 * @param {number} opcode
 * @param {Reader} code behind it
 */
function streamOf(opcode, code) {
  if (opcode === 0x41) return code.bytes[code.at] === SUMMED ? stored.SUMMANDS : stored.CONSTANTS;
  if (opcode === 0x42) return stored.LONG_CONSTANTS;
  return opcode < 0x05 ? stored.BLOCKS : stored.BRANCHES;
}

/**
 * The streams, if they are the module.
 * @param {Uint8Array} module
 * @param {Uint8Array<ArrayBuffer>} streams
 */
function checked(module, streams) {
  const joined = joinStreams(streams.buffer);
  if (!Buffer.from(shortened(joined)).equals(module)) throw new Error("the module is not what its streams become");
  return streams;
}

/**
 * A module with lengths of as few bytes as they need.
 * @param {Uint8Array} module
 */
function shortened(module) {
  const { start, end } = codeOf(module);
  const code = new Reader(module.subarray(0, end), start);
  const body = [code.raw()];
  for (let functions = numberOf(body[0]); functions > 0; functions--) {
    const length = code.number();
    body.push(leb(length), code.take(length));
  }
  return withSections(module, new Map([[CODE, Uint8Array.from(body.flat())]]));
}
