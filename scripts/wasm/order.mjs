// Puts the functions of a WebAssembly module in an order in which like ones are near each other: a compressor finds more in it then,
// two percent of this project's module. Nothing else changes but the numbers by which functions are called.

import { CODE, ELEMENTS, EXPORTS, FUNCTIONS, IMPORTS, Reader, START, leb, numberOf, operandsOf, sectionsOf, withSections } from "./reader.mjs";

const CALL = 0x10;
const REFERENCE = 0xd2;
/** What imports and exports can be, by number. */
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;
/** Element segments that hold functions by their numbers: of the first table, passive, of any, declared. */
const SEGMENTS = [0, 1, 2, 3];

/**
 * @param {Uint8Array} module
 * @returns {Uint8Array} the same with its functions in order
 */
export function orderFunctions(module) {
  const sections = new Map(sectionsOf(module).map(({ id, start, end }) => [id, module.subarray(start, end)]));
  const section = (/** @type {number} */ id) => new Reader(sections.get(id) ?? new Uint8Array(1));
  const imported = importedFunctions(section(IMPORTS));
  const types = section(FUNCTIONS);
  const bodies = section(CODE);
  const functions = Array.from({ length: types.number() }, (_, at) => ({ at: imported + at, type: types.raw() }));
  bodies.number();
  const read = functions.map((one) => ({ ...one, ...readBody(bodies.take(bodies.number())) }));
  const keys = new Map(read.map((one) => [one, String.fromCharCode(...one.locals, ...one.type, ...one.opcodes)]));
  const keyOf = (/** @type {typeof read[number]} */ one) => keys.get(one) ?? "";
  read.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
  /** @type {Map<number, number>} */
  const places = new Map(read.map(({ at }, place) => [at, imported + place]));
  const placed = (/** @type {number} */ at) => leb(places.get(at) ?? at);

  /** @type {Map<number, Uint8Array>} */
  const contents = new Map();
  const put = (/** @type {number} */ id, /** @type {number[]} */ bytes) => contents.set(id, Uint8Array.from(bytes));
  put(FUNCTIONS, [...leb(read.length), ...read.flatMap(({ type }) => type)]);
  const written = read.map(({ locals, parts }) => [...locals, ...parts.flatMap((part) => (typeof part === "number" ? placed(part) : part))]);
  put(CODE, [...leb(read.length), ...written.flatMap((body) => [...leb(body.length), ...body])]);
  put(EXPORTS, placedExports(section(EXPORTS), placed));
  put(ELEMENTS, placedElements(section(ELEMENTS), placed));
  put(START, placed(section(START).number()));
  return withSections(module, contents);
}

/** @param {Reader} imports */
function importedFunctions(imports) {
  let functions = 0;
  for (let left = imports.number(); left > 0; left--) {
    imports.counted();
    imports.counted();
    const kind = imports.byte();
    if (kind === FUNCTION) {
      functions += 1;
      imports.raw();
    } else if (kind === GLOBAL) {
      imports.take(2);
    } else if (kind === TABLE || kind === MEMORY) {
      if (kind === TABLE) imports.byte();
      const hasMost = imports.byte() & 1;
      imports.raw();
      if (hasMost) imports.raw();
    } else {
      throw new Error(`the module imports what is not known here: ${kind}`);
    }
  }
  return functions;
}

/**
 * A function in parts: bytes, and the numbers of functions between them.
 * @param {number[]} bytes
 */
function readBody(bytes) {
  const code = new Reader(Uint8Array.from(bytes));
  const groups = code.raw();
  const locals = [...groups];
  for (let left = numberOf(groups); left > 0; left--) locals.push(...code.raw(), code.byte());
  const opcodes = [];
  /** @type {(number[] | number)[]} */
  const parts = [];
  while (!code.isAtEnd) {
    const opcode = code.byte();
    opcodes.push(opcode);
    const operands = operandsOf(opcode, code);
    if (opcode === CALL || opcode === REFERENCE) parts.push([opcode], numberOf(operands[0]));
    else parts.push([opcode, ...operands.flat()]);
  }
  return { locals, opcodes, parts };
}

/**
 * @param {Reader} exports
 * @param {(at: number) => number[]} placed
 */
function placedExports(exports, placed) {
  const count = exports.raw();
  const bytes = [...count];
  while (!exports.isAtEnd && count[0]) {
    bytes.push(...exports.counted());
    const kind = exports.byte();
    const at = exports.number();
    bytes.push(kind, ...(kind === FUNCTION ? placed(at) : leb(at)));
  }
  return bytes;
}

/**
 * @param {Reader} elements
 * @param {(at: number) => number[]} placed
 */
function placedElements(elements, placed) {
  const count = elements.raw();
  const bytes = [...count];
  while (!elements.isAtEnd && count[0]) {
    const kind = elements.byte();
    if (!SEGMENTS.includes(kind)) throw new Error(`the module has elements that are not known here: ${kind}`);
    bytes.push(kind);
    if (kind === 2) bytes.push(...elements.raw());
    // The place in the table: a constant, or a global, and its end.
    if (kind === 0 || kind === 2) bytes.push(elements.byte(), ...elements.raw(), elements.byte());
    if (kind !== 0) bytes.push(elements.byte());
    const functions = elements.raw();
    bytes.push(...functions);
    for (let left = numberOf(functions); left > 0; left--) bytes.push(...placed(elements.number()));
  }
  return bytes;
}
