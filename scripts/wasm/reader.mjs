// Reads and writes the binary form of WebAssembly modules, as far as this project's module uses it: what is not known here is an error.

/** Bytes before the first section. */
const MAGIC = 8;

/** Sections by their numbers. */
export const IMPORTS = 2;
export const FUNCTIONS = 3;
export const EXPORTS = 7;
export const START = 8;
export const ELEMENTS = 9;
export const CODE = 10;

/** Numbers of bytes of operands by the second opcode behind 0xfc, which is of one byte: those of bulk memory and tables. */
const BULK = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Reads bytes from a place on. */
export class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} [at]
   */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.isAtEnd) throw new Error("the module breaks off");
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

  /** A text's bytes, or others of which the number stands before them, with that. */
  counted() {
    const count = this.raw();
    return [...count, ...this.take(numberOf(count))];
  }
}

/** @param {number[]} raw LEB128 */
export const numberOf = (raw) => raw.reduceRight((number, byte) => 128 * number + (byte & 127), 0);

/** A number without a sign as LEB128. @param {number} number */
export function leb(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number & 127) | 128);
  return [...bytes, number];
}

/** @typedef {{ id: number, sizeAt: number, start: number, end: number }} Section where its size, its content and what follows it stand */

/**
 * @param {Uint8Array} module
 * @returns {Section[]} in their order
 */
export function sectionsOf(module) {
  const reader = new Reader(module, MAGIC);
  const sections = [];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const sizeAt = reader.at;
    const size = reader.number();
    sections.push({ id, sizeAt, start: reader.at, end: reader.at + size });
    reader.at += size;
  }
  return sections;
}

/**
 * A module with other content in some of its sections.
 * @param {Uint8Array} module
 * @param {Map<number, Uint8Array>} contents by the sections' numbers
 */
export function withSections(module, contents) {
  const parts = [module.subarray(0, MAGIC)];
  for (const { id, start, end } of sectionsOf(module)) {
    const content = contents.get(id) ?? module.subarray(start, end);
    parts.push(Uint8Array.from([id, ...leb(content.length)]), content);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * The operands of an instruction, each as it stands.
 * @param {number} opcode
 * @param {Reader} code behind the opcode
 * @returns {number[][]}
 */
export function operandsOf(opcode, code) {
  // Blocks by their types, branches, callees, variables, globals and tables, memories, constants, references.
  const isOne = (opcode > 0x01 && opcode < 0x05) || [0x0c, 0x0d, 0x10].includes(opcode) || (opcode > 0x1f && opcode < 0x27);
  if (isOne || [0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].includes(opcode)) return [code.raw()];
  if (opcode === 0x0e) {
    const count = code.raw();
    return [count, ...Array.from({ length: numberOf(count) + 1 }, () => code.raw())];
  }
  // Loads and stores have an alignment and an offset; indirect calls a type and a table.
  if (opcode === 0x11 || (opcode > 0x27 && opcode < 0x3f)) return [code.raw(), code.raw()];
  if (opcode === 0x1c) return [code.counted()];
  if (opcode === 0x43) return [code.take(4)];
  if (opcode === 0x44) return [code.take(8)];
  if (opcode === 0xfc) {
    const kind = code.byte();
    if (kind < BULK.length) return [[kind], code.take(BULK[kind])];
    throw new Error(`the module has an instruction that is not known here: 252 ${kind}`);
  }
  const isPlain = opcode < 0x02 || opcode === 0x05 || opcode === 0x0b || opcode === 0x0f || (opcode > 0x19 && opcode < 0x1c) || (opcode > 0x44 && opcode < 0xc5) || opcode === 0xd1;
  if (isPlain) return [];
  throw new Error(`the module has an instruction that is not known here: ${opcode}`);
}
