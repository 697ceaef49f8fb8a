// Takes a WebAssembly module apart into streams, which compress better than the module: see `www/join-streams.js`, which puts
// it together in the browser.
//
// What is written is what that reads, and is read back before it is given: a module with an instruction that is not known here
// is an error.

import * as stored from "../www/join-streams.js";
import { COPIED, GET_RECENT, LENGTH, MOST_VARIABLES, NATURAL, NUMBERS, RECENT, UNALIGNED, checksum, joinStreams } from "../www/join-streams.js";

const CODE_SECTION = 10;
/** Bytes before the first section. */
const MAGIC = 8;

/** Numbers of bytes of operands by the second opcode behind 0xfc, which is of one byte: those of bulk memory and tables. */
const BULK = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Reads a module from a place on. */
class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new Error("the module ends within its code");
    return this.bytes[this.at++];
  }

  /** @param {number} count */
  take(count) {
    return Array.from({ length: count }, () => this.byte());
  }

  /** A number, LEB128, as it stands. */
  raw() {
    const bytes = [];
    do bytes.push(this.byte());
    while (bytes[bytes.length - 1] > 127);
    return bytes;
  }

  /** A number without a sign. */
  number() {
    return numberOf(this.raw());
  }
}

/** @param {number[]} raw */
const numberOf = (raw) => raw.reduceRight((number, byte) => 128 * number + (byte & 127), 0);

/** @param {Uint8Array} module */
function codeOf(module) {
  const reader = new Reader(module, MAGIC);
  while (reader.at < module.length) {
    const id = reader.byte();
    const sizeAt = reader.at;
    const size = reader.number();
    if (id === CODE_SECTION) return { sizeAt, start: reader.at, end: reader.at + size };
    reader.at += size;
  }
  throw new Error("the module has no code");
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
  const code = new Reader(module, start);
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
  const plain = () => put(stored.OPCODES, [opcode]);
  if (opcode >= 0x02 && opcode <= 0x04) {
    plain();
    put(stored.BLOCKS, code.raw());
  } else if (opcode === 0x0c || opcode === 0x0d) {
    plain();
    put(stored.BRANCHES, code.raw());
  } else if (opcode === 0x0e) {
    plain();
    const targets = code.raw();
    put(stored.BRANCHES, targets);
    for (let target = numberOf(targets); target >= 0; target--) put(stored.BRANCHES, code.raw());
  } else if (opcode === 0x10) {
    plain();
    const callee = code.number();
    if (callee > 0xffff) throw new Error("the module has more functions than a call has room for");
    put(stored.CALLS, [callee & 255]);
    put(stored.CALLS_HIGH, [callee >> 8]);
  } else if (opcode >= 0x20 && opcode <= 0x22) {
    const variable = code.number();
    const rank = recent.indexOf(variable);
    if (rank < 0) throw new Error(`a function of the module has more than ${MOST_VARIABLES} variables`);
    recent.unshift(...recent.splice(rank, 1));
    const isGet = opcode === 0x20;
    if (isGet && rank < RECENT) return put(stored.OPCODES, [GET_RECENT + rank]);
    plain();
    const place = isGet ? rank - RECENT : rank;
    put(stored.VARIABLES, place > 127 ? [(place & 127) | 128, place >> 7] : [place]);
  } else if (opcode >= 0x28 && opcode <= 0x3e) {
    const alignment = code.byte();
    const isAligned = alignment === Number(NATURAL[opcode - 0x28]);
    put(stored.OPCODES, [isAligned ? opcode : opcode + UNALIGNED]);
    if (!isAligned) put(stored.ALIGNMENTS, [alignment]);
    put(opcode < 0x36 ? stored.LOADS : stored.STORES, code.raw());
  } else if (opcode === 0x41 || opcode === 0x42) {
    plain();
    put(opcode === 0x41 ? stored.CONSTANTS : stored.LONG_CONSTANTS, code.raw());
  } else {
    plain();
    if (COPIED.includes(opcode)) {
      const operands = operandsOf(opcode, code);
      put(stored.OTHERS, [operands.length, ...operands]);
    } else if (opcode > 0xc4 || (opcode > 0x04 && opcode < 0x0b && opcode !== 0x05)) {
      throw new Error(`the module has an instruction that is not known here: ${opcode}`);
    }
  }
}

/**
 * @param {number} opcode one of {@link COPIED}
 * @param {Reader} code
 */
function operandsOf(opcode, code) {
  if (opcode === 0x43) return code.take(4);
  if (opcode === 0x44) return code.take(8);
  if (opcode === 0x11) return [...code.raw(), ...code.raw()];
  if (opcode === 0x1c) {
    const count = code.raw();
    return [...count, ...code.take(numberOf(count))];
  }
  if (opcode !== 0xfc) return code.raw();
  const kind = code.byte();
  if (kind >= BULK.length) throw new Error(`the module has an instruction that is not known here: 252 ${kind}`);
  return [kind, ...code.take(BULK[kind])];
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
  const { sizeAt, start, end } = codeOf(module);
  const code = new Reader(module, start);
  const body = [code.raw()];
  for (let functions = numberOf(body[0]); functions > 0; functions--) {
    const length = code.number();
    body.push(leb(length), code.take(length));
  }
  const bytes = body.flat();
  return Uint8Array.from([...module.subarray(0, sizeAt), ...leb(bytes.length), ...bytes, ...module.subarray(end)]);
}

/** @param {number} number */
function leb(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number & 127) | 128);
  return [...bytes, number];
}
