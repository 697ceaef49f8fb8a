// Takes a WebAssembly module apart into streams, which compress better than the module: see `joiner.mjs`, whose program puts
// it together in the browser.
//
// What is written is what that reads, and is read back before it is given: a module with an instruction that is not known here
// is an error.

import { checksum, joinStreams } from "../../www/join-streams.js";
import * as stored from "./joiner.mjs";
import { FIRST_ACCESS, GET_RECENT, MOST_VARIABLES, NATURAL, RECENT, STREAMS, SUMMED, UNALIGNED, streamOf } from "./joiner.mjs";
import { CODE, Reader, leb, numberOf, operandsOf, sectionsOf, withSections } from "./reader.mjs";

/** @param {Uint8Array} module */
function codeOf(module) {
  const code = sectionsOf(module).find(({ id }) => id === CODE);
  if (!code) throw new Error("the module has no code");
  return code;
}

/**
 * @param {Uint8Array} module
 * @param {Uint8Array<ArrayBuffer>} joiner the program that joins the streams
 * @param {boolean} carriesJoiner whether it is to stand before them
 * @returns {Uint8Array<ArrayBuffer>} the streams with their head
 */
export function splitStreams(module, joiner, carriesJoiner) {
  /** @type {number[][]} */
  const streams = Array.from({ length: STREAMS }, () => []);
  const put = (/** @type {number} */ stream, /** @type {number[]} */ bytes) => streams[stream].push(...bytes);
  const { sizeAt, start, end } = codeOf(module);
  const code = new Reader(module.subarray(0, end), start);
  const declared = () => {
    const raw = code.raw();
    put(stored.DECLARATIONS, raw);
    return numberOf(raw);
  };
  for (let functions = declared(); functions > 0; functions--) {
    const bodyEnd = code.number() + code.at;
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
  const sizes = parts.map(({ length }) => length);
  const carried = carriesJoiner ? joiner : new Uint8Array();
  const bytes = Buffer.concat([bytesOf([0, carried.length]), carried, bytesOf(sizes), ...parts]);
  // Of whole numbers, for their sum.
  const numbers = new Uint32Array(Math.ceil(bytes.length / 4));
  new Uint8Array(numbers.buffer).set(bytes);
  numbers[0] = checksum(numbers);
  return checked(module, new Uint8Array(numbers.buffer), joiner);
}

/** Numbers of 32 bits, as they are stored. @param {number[]} numbers */
const bytesOf = (numbers) => new Uint8Array(new Uint32Array(numbers).buffer);

/**
 * @param {Reader} code
 * @param {number[]} recent variables, those that were used last first
 * @param {(stream: number, bytes: number[]) => void} put
 */
function splitInstruction(code, recent, put) {
  const opcode = code.byte();
  const operands = operandsOf(opcode, code);
  const bytes = operands.flat();
  const natural = NATURAL[opcode - FIRST_ACCESS];
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
  } else if (natural !== undefined) {
    const [[alignment], offset] = operands;
    put(stored.OPCODES, [alignment === natural ? opcode : opcode + UNALIGNED]);
    if (alignment !== natural) put(stored.ALIGNMENTS, [alignment]);
    put(streamOf(opcode), offset);
  } else if (opcode === 0x10) {
    plain();
    const callee = numberOf(bytes);
    if (callee > 0xffff) throw new Error("the module has more functions than a call has room for");
    put(stored.CALLS, [callee & 255]);
    put(stored.CALLS_HIGH, [callee >> 8]);
  } else {
    plain();
    if (!bytes.length) return;
    const stream = streamOf(opcode);
    const isSummand = stream === stored.CONSTANTS && code.bytes[code.at] === SUMMED;
    if (stream === stored.OTHERS) put(stream, [bytes.length]);
    put(isSummand ? stored.SUMMANDS : stream, bytes);
  }
}

/**
 * The streams, if they are the module.
 * @param {Uint8Array} module
 * @param {Uint8Array<ArrayBuffer>} streams
 * @param {Uint8Array<ArrayBuffer>} joiner
 */
function checked(module, streams, joiner) {
  const joined = joinStreams(streams.buffer, { joiner: new WebAssembly.Module(joiner) });
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
