/**
 * The WebAssembly module as JavaScript sees it: indexes, and values for what the module replies. `src/lib.rs` has what can be asked
 * of it, and `src/reply.rs` how a reply is written.
 */

import { call } from "./glue.js";

/** @typedef {import("./keyseek.js").Answer} Answer */
/** @typedef {Omit<Answer, "took_ms" | "missing">} Found an answer without what only the loading side knows */
/** @typedef {[text: string, limit: number, offset: number, options: (string | number)[]]} Question the options as `options.js` has them */

/** What is asked of the module. */
const ASKED = { open: 0, describe: 1, option: 2, missing: 3, step: 4, supply: 5, trim: 6, close: 7, embedded: 8 };
/** The first byte of a value. The three before them are whole. */
const NUMBER = 3;
const TEXT = 4;
const LIST = 5;
const MAP = 6;
const ERROR = 8;

/** Of a text with half of a surrogate pair it makes one with U+FFFD in its place. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NOTHING = new Uint8Array();

/**
 * @param {number} what of {@link ASKED}
 * @param {number} index
 * @param {string} [text]
 * @param {Uint8Array} [file]
 * @param {number} [number]
 * @param {number} [offset]
 * @returns {any}
 * @throws {Error} what the module says is wrong
 */
function tell(what, index, text = "", file = NOTHING, number = 0, offset = 0) {
  const reply = call(what, index, encoder.encode(text), file, number, offset);
  const view = new DataView(reply.buffer);
  let at = 0;
  /** @returns {any} */
  const read = () => {
    const kind = reply[at++];
    if (kind < NUMBER) return [null, false, true][kind];
    if (kind === ERROR) throw new Error(read());
    at += kind === NUMBER ? 8 : 4;
    if (kind === NUMBER) return view.getFloat64(at - 8, true);
    const length = view.getUint32(at - 4, true);
    if (kind === LIST) return Array.from({ length }, read);
    if (kind === MAP) {
      /** @type {Record<string, unknown>} */
      const map = {};
      // Several hundreds an answer; not so that a field of a document could be the prototype of others.
      for (let left = length; left > 0; left--) {
        const name = read();
        if (name === "__proto__") Object.defineProperty(map, name, { value: read(), enumerable: true });
        else map[name] = read();
      }
      return map;
    }
    const bytes = reply.subarray(at, (at += length));
    return kind === TEXT ? decoder.decode(bytes) : bytes;
  };
  return read();
}

/** What nobody holds any more is closed. */
const dropped = new FinalizationRegistry((/** @type {number} */ index) => tell(ASKED.close, index));

/** An index that the engine has opened. */
export class Module {
  #index;
  /** How many documents the index holds. @type {number} */
  documents;
  /** Name and kind of each column, one after the other. @type {any[]} */
  columns;

  /**
   * @param {Uint8Array} manifest inflated
   * @throws {Error} when it is damaged, or of another version
   */
  constructor(manifest) {
    this.#index = tell(ASKED.open, 0, "", manifest);
    dropped.register(this, this.#index, this);
    [this.documents, ...this.columns] = tell(ASKED.describe, this.#index);
  }

  /**
   * One step of what is asked: the answer, or the names of the files to supply before the next.
   * @param {Question} question
   * @param {Iterable<string>} missing files to do without
   * @returns {Found | string[]}
   * @throws {Error} when a file that was supplied is malformed
   */
  ask([text, limit, offset, options], missing) {
    for (let at = 0; at < options.length; at += 2) tell(ASKED.option, this.#index, `${options[at + 1]}`, NOTHING, +options[at]);
    for (const name of missing) tell(ASKED.missing, this.#index, name);
    return tell(ASKED.step, this.#index, text, NOTHING, limit, offset);
  }

  /**
   * Supplies a file that a step asked for; one that was not asked for is ignored.
   * @param {string} name
   * @param {Uint8Array} file inflated
   * @throws {Error} when it is damaged, or not the one that was asked for
   */
  supply(name, file) {
    tell(ASKED.supply, this.#index, name, file);
  }

  /** Lets go of the files that were not used for the longest time, beyond so many bytes. @param {number} bytes */
  trim(bytes) {
    tell(ASKED.trim, this.#index, "", NOTHING, bytes);
  }

  close() {
    dropped.unregister(this);
    tell(ASKED.close, this.#index);
  }
}

/**
 * A file of the index that the module carries, as it is stored.
 * @param {string} name
 * @returns {Uint8Array<ArrayBuffer> | null} null when it carries none of this name
 */
export const embeddedFile = (name) => tell(ASKED.embedded, 0, name);
