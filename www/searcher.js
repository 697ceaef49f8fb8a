/**
 * Answers questions on the thread that it runs on: asks the module, supplies what that needs, goes without what fails, and follows
 * an index that is replaced. What a caller may ask, and what an answer is to him, is `keyseek.js`; the page asks one of these, and
 * so does the worker of a large index (`worker.js`).
 */

import { inflate, persistently, primerOf } from "./loader.js";
import { Module } from "./module.js";
import { SPELL, turn } from "./pace.js";
import { SECONDARY } from "./start.js";

/** The one file of an index with a fixed name. */
export const MANIFEST = "manifest.keyseek";
/** How often one search follows an index that is replaced under it. */
const MOST_REOPENINGS = 2;
/** Milliseconds until it is seen again whether all is answered. */
const PAUSE = 20;

/** @typedef {import("./loader.js").Place} Place */
/** @typedef {import("./module.js").Found} Found */
/** @typedef {import("./module.js").Question} Question what the module is asked */
/** @typedef {import("./start.js").Part} Part */
/** @typedef {Map<string, unknown>} Failures names of files to do without, with their errors */
/**
 * @typedef {object} Answerer what answers questions, here or elsewhere
 * @property {Pick<Module, "documents" | "columns">} module
 * @property {(question: Question, failed?: Failures) => Promise<Found>} ask
 */

/** @implements {Answerer} */
export class Searcher {
  #primer;
  #place;
  #start;
  #memory;
  /** @type {Set<Failures>} For each question that is being answered the files that failed. */
  asking = new Set();
  /** @type {Map<string, Promise<void>>} Files on their way, so that two searches that need one load it once. */
  #loading = new Map();
  /** @type {Map<string, Uint8Array<ArrayBuffer>> | undefined} Files, inflated, that are not to be loaded again: set while another is to take over. */
  kept;

  /**
   * @param {Uint8Array<ArrayBuffer>} manifest
   * @param {Place} place
   * @param {(part: Part) => Promise<void>} start
   * @param {number} memory
   * @throws {Error} when the manifest is damaged, or of another version
   */
  constructor(manifest, place, start, memory) {
    this.module = opened(manifest);
    this.manifest = manifest;
    this.#primer = primerOf(manifest);
    this.#place = place;
    this.#start = start;
    this.#memory = memory;
  }

  /**
   * Asks the module until it has what it needs to answer.
   * @param {Question} question
   * @param {Failures} [failed] gets the files to do without; when it is not given, the first that fails is an error
   */
  async ask(question, failed) {
    const without = failed ?? new Map();
    this.asking.add(without);
    try {
      for (let reopenings = 0; ; ) {
        const module = this.module;
        const step = module.ask(question, without.keys());
        if (!Array.isArray(step)) return step;
        let fails = false;
        const load = (/** @type {string} */ name) =>
          this.#load(name).catch((problem) => {
            fails = true;
            without.set(name, problem);
          });
        const loads = [];
        let began = performance.now();
        for (const name of step) {
          loads.push(load(name));
          // A slow processor takes some milliseconds to begin a request.
          if (performance.now() - began < SPELL) continue;
          await turn();
          began = performance.now();
        }
        // All of them, so that none is still on its way, and about to fail, when the next search asks for it.
        await Promise.all(loads);
        if (fails && module === this.module && reopenings < MOST_REOPENINGS) await this.#refresh();
        if (module !== this.module) {
          reopenings += 1;
          without.clear();
        } else if (!failed && without.size) throw without.values().next().value;
      }
    } finally {
      this.asking.delete(without);
      if (!this.asking.size) this.module.trim(this.#memory);
    }
  }

  /** Comes back after a moment in which nothing is to be answered. */
  async idle() {
    do await new Promise((resolve) => setTimeout(resolve, PAUSE));
    while (this.asking.size);
  }

  /** @param {string} name */
  async #load(name) {
    try {
      const underway = this.#loading.get(name);
      if (underway) return await underway;
    } catch {
      // It began before this search did, and what was wrong then may be over.
    }
    let loading = this.#loading.get(name);
    if (!loading) {
      loading = this.#supply(name).finally(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    return loading;
  }

  /** @param {string} name */
  async #supply(name) {
    if (name === SECONDARY) {
      await this.#start(name);
      this.module.supply(name, new Uint8Array());
    } else {
      await persistently(async (cache) => {
        const file = this.kept?.get(name) ?? (await inflate(this.#place, `index/${name}`, cache, this.#primer));
        // Some are read by the secondary part of the module, which then is asked for in the same step.
        await this.#loading.get(SECONDARY)?.catch(() => {});
        // Damage that could be inflated is noticed here.
        this.module.supply(name, file);
        this.kept?.set(name, file);
      });
    }
    for (const failed of this.asking) failed.delete(name);
  }

  /** Sees whether a deploy has replaced the index, whose files may then be gone, and opens the new one in its place. */
  async #refresh() {
    let manifest;
    try {
      manifest = await inflate(this.#place, MANIFEST, "no-cache");
    } catch {
      return;
    }
    if (editionOf(manifest) === editionOf(this.manifest)) return;
    const before = this.module;
    this.module = opened(manifest);
    this.manifest = manifest;
    this.#primer = primerOf(manifest);
    before.close();
  }
}

/** @param {Uint8Array} manifest */
function opened(manifest) {
  try {
    return new Module(manifest);
  } catch (cause) {
    const { message } = /** @type {Error} */ (cause);
    throw new Error(`${MANIFEST}: ${message}. If the site has just been updated, load the page again.`, { cause });
  }
}

/** What tells a manifest from another: its version, kind and checksum. @param {Uint8Array} manifest */
const editionOf = (manifest) => manifest.slice(0, 10).join();
