// The program that puts a WebAssembly module together from its streams in the browser, itself in WebAssembly: as JavaScript, which a page
// runs once and so slowly, it took 13 to 35 ms of the page's thread, and takes 3. FORMAT.md has the layout of the streams, and
// `www/join-streams.js` runs this.
//
// It trusts its caller to have compared the checksum. Streams that are wrong all the same end in a trap: what it writes grows with
// every step, and memory has an end.

import binaryen from "binaryen";

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
export const STREAMS = 16;

/** The opcode that adds: a constant before it is a summand. */
export const SUMMED = 0x6a;
/** Opcodes that WebAssembly does not have. A get of the variable that was used last, and of the one before. */
export const GET_RECENT = 0xc5;
export const RECENT = 2;
/** What is added to the opcode of a load or a store that has another alignment than its own. */
export const UNALIGNED = 0xb0;
/** Loads and stores are the opcodes from here on, as many as there are alignments: that of each. */
export const FIRST_ACCESS = 0x28;
export const NATURAL = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];
/** Variables of a function at most. */
export const MOST_VARIABLES = 1 << 10;
/** Bytes for a length in the module, as LEB128 of any number. */
export const LENGTH = 5;

/**
 * Where what stands behind an opcode is: a number in a stream, behind `br_table` several, and among the others bytes with their count
 * before them. Variables and calls are dealt with by themselves.
 */
const OPERANDS = new Map([
  [BLOCKS, [0x02, 0x03, 0x04]],
  [BRANCHES, [0x0c, 0x0d, 0x0e]],
  [CONSTANTS, [0x41]],
  [LONG_CONSTANTS, [0x42]],
  [LOADS, range(FIRST_ACCESS, 0x36)],
  [STORES, range(0x36, FIRST_ACCESS + NATURAL.length)],
  [OTHERS, [0x11, 0x1c, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x43, 0x44, 0xd0, 0xd2, 0xfc]],
]);

/** @param {number} first @param {number} end */
function range(first, end) {
  return Array.from({ length: end - first }, (_, at) => first + at);
}

/** @param {number} opcode */
const operandsOf = (opcode) => [...OPERANDS].find(([, opcodes]) => opcodes.includes(opcode))?.[0];

/**
 * The stream that holds what stands behind an opcode.
 * @param {number} opcode
 * @throws {Error} when nothing is known to stand behind it
 */
export function streamOf(opcode) {
  const stream = operandsOf(opcode);
  if (stream === undefined) throw new Error(`no stream is known for what stands behind the opcode ${opcode}`);
  return stream;
}

// Its memory: variables of the function at hand, those first that were used last; the same at the start of any function; how far each
// stream is read; for each opcode the stream of its operands; alignments. All numbers of streams are times four, as they are places.
const RECENTLY = 0;
const AT_FIRST = 2 * MOST_VARIABLES;
const PLACES = 2 * AT_FIRST;
const KINDS = PLACES + 4 * STREAMS;
const ALIGNED = KINDS + 256;
/** Where the streams with the head before them are put. */
export const INPUT = 8192;

/** @param {number} number */
const int = (number) => `(i32.const ${number})`;
/** @param {number} stream */
const from = (stream) => int(4 * stream);
/** @param {number[]} bytes */
const text = (bytes) => `"${bytes.map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("")}"`;
/**
 * Whether a number is one of so many from a first on.
 * @param {string} number
 * @param {number} first
 * @param {number} count
 */
const isAmong = (number, first, count) => `(i32.lt_u (i32.sub ${number} ${int(first)}) ${int(count)})`;

const PROGRAM = `(module
  (memory (export "m") 1)
  (data ${int(KINDS)} ${text(range(0, 0xfd).map((opcode) => 4 * (operandsOf(opcode) ?? 0)))})
  (data ${int(ALIGNED)} ${text(NATURAL)})
  ;; Where the next byte of the module is written.
  (global $at (mut i32) (i32.const 0))
  ;; How many blocks of the function are open, with the function itself.
  (global $depth (mut i32) (i32.const 0))

  ;; The next byte of a stream.
  (func $next (param $stream i32) (result i32) (local $place i32)
    (local.set $place (i32.load offset=${PLACES} (local.get $stream)))
    (i32.store offset=${PLACES} (local.get $stream) (i32.add (local.get $place) (i32.const 1)))
    (i32.load8_u (local.get $place)))

  (func $put (param $byte i32)
    (i32.store8 (global.get $at) (local.get $byte))
    (global.set $at (i32.add (global.get $at) (i32.const 1))))

  ;; Puts bytes of a stream.
  (func $copy (param $stream i32) (param $count i32) (local $place i32)
    (local.set $place (i32.load offset=${PLACES} (local.get $stream)))
    (memory.copy (global.get $at) (local.get $place) (local.get $count))
    (i32.store offset=${PLACES} (local.get $stream) (i32.add (local.get $place) (local.get $count)))
    (global.set $at (i32.add (global.get $at) (local.get $count))))

  ;; Puts a number of a stream, LEB128; its low 32 bits.
  (func $number (param $stream i32) (result i32) (local $byte i32) (local $bits i32) (local $number i32)
    (loop $more
      (local.set $byte (call $next (local.get $stream)))
      (call $put (local.get $byte))
      (local.set $number
        (i32.or (local.get $number) (i32.shl (i32.and (local.get $byte) (i32.const 127)) (local.get $bits))))
      (local.set $bits (i32.add (local.get $bits) (i32.const 7)))
      (br_if $more (i32.gt_u (local.get $byte) (i32.const 127))))
    (local.get $number))

  ;; Puts a number in as few bytes as it needs.
  (func $write (param $number i32)
    (loop $more
      (if (i32.gt_u (local.get $number) (i32.const 127))
        (then
          (call $put (i32.or (local.get $number) (i32.const 128)))
          (local.set $number (i32.shr_u (local.get $number) (i32.const 7)))
          (br $more))))
    (call $put (local.get $number)))

  ;; Leaves room for a length; the place behind it.
  (func $open (result i32)
    (global.set $at (i32.add (global.get $at) ${int(LENGTH)}))
    (global.get $at))

  ;; Writes into the room before a place how many bytes there are since: with its highest bit, which is taken back, all five.
  (func $close (param $start i32) (local $end i32)
    (local.set $end (global.get $at))
    (global.set $at (i32.sub (local.get $start) ${int(LENGTH)}))
    (call $write (i32.or (i32.sub (local.get $end) (local.get $start)) (i32.const 0x80000000)))
    (i32.store8 (i32.sub (local.get $start) (i32.const 1)) (i32.const 0))
    (global.set $at (local.get $end)))

  ;; Puts the variable that so many others were used since.
  (func $variable (param $rank i32) (local $variable i32)
    (local.set $rank (i32.shl (local.get $rank) (i32.const 1)))
    (local.set $variable (i32.load16_u offset=${RECENTLY} (local.get $rank)))
    (if (local.get $rank) (then
      (memory.copy ${int(RECENTLY + 2)} ${int(RECENTLY)} (local.get $rank))
      (i32.store16 ${int(RECENTLY)} (local.get $variable))))
    (call $write (local.get $variable)))

  (func $instruction (local $opcode i32) (local $number i32)
    (local.set $opcode (call $next ${from(OPCODES)}))
    (if ${isAmong("(local.get $opcode)", GET_RECENT, RECENT)} (then
      (call $put (i32.const 0x20))
      (return (call $variable (i32.sub (local.get $opcode) ${int(GET_RECENT)})))))
    (if ${isAmong("(local.get $opcode)", FIRST_ACCESS + UNALIGNED, NATURAL.length)}
      (then
        (local.set $opcode (i32.sub (local.get $opcode) ${int(UNALIGNED)}))
        (call $put (local.get $opcode))
        (call $put (call $next ${from(ALIGNMENTS)})))
      (else
        (call $put (local.get $opcode))
        (if ${isAmong("(local.get $opcode)", FIRST_ACCESS, NATURAL.length)} (then
          (call $put (i32.load8_u (i32.add (local.get $opcode) ${int(ALIGNED - FIRST_ACCESS)})))))))
    ;; local.get, local.set, local.tee
    (if ${isAmong("(local.get $opcode)", 0x20, 3)} (then
      (local.set $number (call $next ${from(VARIABLES)}))
      (if (i32.gt_u (local.get $number) (i32.const 127)) (then
        (local.set $number (i32.add (i32.sub (local.get $number) (i32.const 128))
          (i32.shl (call $next ${from(VARIABLES)}) (i32.const 7))))))
      (if (i32.eq (local.get $opcode) (i32.const 0x20)) (then
        (local.set $number (i32.add (local.get $number) ${int(RECENT)}))))
      (return (call $variable (local.get $number)))))
    ;; call
    (if (i32.eq (local.get $opcode) (i32.const 0x10)) (then
      (return (call $write
        (i32.add (call $next ${from(CALLS)}) (i32.shl (call $next ${from(CALLS_HIGH)}) (i32.const 8)))))))
    ;; br_table: the default is one target more.
    (if (i32.eq (local.get $opcode) (i32.const 0x0e)) (then
      (local.set $number (call $number ${from(BRANCHES)}))
      (loop $more
        (drop (call $number ${from(BRANCHES)}))
        (local.set $number (i32.sub (local.get $number) (i32.const 1)))
        (br_if $more (i32.ge_s (local.get $number) (i32.const 0))))
      (return)))
    ;; end, and what it ends
    (global.set $depth (i32.sub (i32.add (global.get $depth) ${isAmong("(local.get $opcode)", 0x02, 3)})
      (i32.eq (local.get $opcode) (i32.const 0x0b))))
    (local.set $number (i32.load8_u offset=${KINDS} (local.get $opcode)))
    (if (i32.and (i32.eq (local.get $number) ${from(CONSTANTS)})
        (i32.eq (i32.load8_u (i32.load ${int(PLACES + 4 * OPCODES)})) ${int(SUMMED)})) (then
      (local.set $number ${from(SUMMANDS)})))
    (if (i32.eq (local.get $number) ${from(OTHERS)}) (then
      (return (call $copy ${from(OTHERS)} (call $next ${from(OTHERS)})))))
    (if (local.get $number) (then
      (drop (call $number (local.get $number))))))

  ;; Puts the module together at a place; where it ends.
  (func (export "j") (param $out i32) (result i32)
    (local $stream i32) (local $end i32) (local $functions i32) (local $groups i32) (local $code i32) (local $body i32)
    (local.set $end ${int(INPUT + 4 * STREAMS)})
    (loop $more
      (i32.store offset=${PLACES} (local.get $stream) (local.get $end))
      (local.set $end (i32.add (local.get $end) (i32.load offset=${INPUT} (local.get $stream))))
      (local.set $stream (i32.add (local.get $stream) (i32.const 4)))
      (br_if $more (i32.lt_u (local.get $stream) ${from(STREAMS)})))
    (local.set $stream (i32.const 0))
    (loop $more
      (i32.store16 offset=${AT_FIRST} (i32.shl (local.get $stream) (i32.const 1)) (local.get $stream))
      (local.set $stream (i32.add (local.get $stream) (i32.const 1)))
      (br_if $more (i32.lt_u (local.get $stream) ${int(MOST_VARIABLES)})))
    (global.set $at (local.get $out))
    (call $copy ${from(BEFORE)} (i32.load ${int(INPUT + 4 * BEFORE)}))
    (local.set $code (call $open))
    (local.set $functions (call $number ${from(DECLARATIONS)}))
    (loop $function
      (if (local.get $functions) (then
        (local.set $body (call $open))
        (local.set $groups (call $number ${from(DECLARATIONS)}))
        (loop $group
          (if (local.get $groups) (then
            (drop (call $number ${from(DECLARATIONS)}))
            (call $put (call $next ${from(DECLARATIONS)}))
            (local.set $groups (i32.sub (local.get $groups) (i32.const 1)))
            (br $group))))
        (memory.copy ${int(RECENTLY)} ${int(AT_FIRST)} ${int(2 * MOST_VARIABLES)})
        (global.set $depth (i32.const 1))
        (loop $more
          (call $instruction)
          (br_if $more (global.get $depth)))
        (call $close (local.get $body))
        (local.set $functions (i32.sub (local.get $functions) (i32.const 1)))
        (br $function))))
    (call $close (local.get $code))
    (call $copy ${from(AFTER)} (i32.load ${int(INPUT + 4 * AFTER)}))
    (global.get $at)))`;

/** The program, small. */
export function joiner() {
  const module = binaryen.parseText(PROGRAM);
  try {
    module.setFeatures(binaryen.Features.BulkMemory | binaryen.Features.BulkMemoryOpt | binaryen.Features.MutableGlobals);
    if (!module.validate()) throw new Error("the program that joins streams is not valid");
    binaryen.setOptimizeLevel(2);
    binaryen.setShrinkLevel(2);
    module.optimize();
    module.optimize();
    return new Uint8Array(module.emitBinary());
  } finally {
    module.dispose();
  }
}
