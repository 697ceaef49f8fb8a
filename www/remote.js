/**
 * The page's side of a worker: has questions answered there, and by the page itself until the worker runs, where it cannot, and once
 * it has failed. What the worker does is `worker.js`. This file is loaded when a worker is wanted, and nothing waited for.
 *
 * A worker starts with what the page has already: the compiled module, the manifest and the files that were loaded so far. It is
 * started, and these are handed over, while the page answers nothing itself: nobody waits for an answer meanwhile, and neither loads what
 * the other is loading.
 */

/** @typedef {import("./searcher.js").Answerer} Answerer */
/** @typedef {import("./searcher.js").Failures} Failures */
/** @typedef {import("./searcher.js").Question} Question */
/** @typedef {import("./searcher.js").Searcher} Searcher */

/**
 * @typedef {object} Start what the worker gets first
 * @property {string} base the folder of the index
 * @property {number} memory
 * @property {typeof import("./start.js").modules} modules
 * @property {Uint8Array<ArrayBuffer>} manifest
 * @property {Searcher["kept"]} files
 *
 * @typedef {{ id: number, question: Question, goesOn: boolean }} Asked what it gets then; `goesOn` where files may be missing
 *
 * @typedef {object} Reply to a question; before all that the worker says `ready`, and if it cannot go on `lost`
 * @property {number} id
 * @property {import("./module.js").Found} [answer]
 * @property {[name: string, message: string][]} [failed] what the answer goes without
 * @property {string} [error] the message, when there is no answer
 * @property {Answerer["module"]} [about] the index, when it has been replaced
 */

/** The worker's script, whose name packing rewrites. */
const FILE = "worker.js";
/** The same as an address, in the form that bundlers look for: those that know it take the file along. */
const HERE = new URL("worker.js", import.meta.url);
/** Milliseconds after which files are not kept any more for a worker that does not come. */
const PATIENCE = 10_000;

/** A worker whose index nobody holds any more ends. */
const dropped = new FinalizationRegistry((/** @type {Link} */ link) => link.close());

/** @implements {Answerer} */
export class Remote {
  #searcher;
  #link;

  /**
   * @param {Searcher} searcher of the page
   * @param {string} base
   * @param {number} memory
   * @param {Start["modules"]} modules
   */
  constructor(searcher, base, memory, modules) {
    this.#searcher = searcher;
    this.#link = new Link(searcher, { base, memory, modules });
    dropped.register(this, this.#link);
  }

  get module() {
    return this.#link.about ?? this.#searcher.module;
  }

  /**
   * @param {Question} question
   * @param {Failures} [failed]
   */
  ask(question, failed) {
    return this.#link.takesOver() ? this.#link.ask(question, failed, this) : this.#searcher.ask(question, failed);
  }
}

/** What the worker's messages lead to. It holds no {@link Remote} but while that waits for an answer. */
class Link {
  /** @type {Reply["about"]} */
  about;
  #searcher;
  #settings;
  /** Where the script may be: in a script that another bundler made not beside it, but an index's folder has it, too. */
  #places;
  /** @type {Worker | undefined} */
  #worker;
  #isReady = false;
  #hasTakenOver = false;
  #count = 0;
  /** @type {Map<number, { question: Question, failed?: Failures, resolve: Function, reject: Function, remote: Remote }>} */
  #waiting = new Map();

  /**
   * @param {Searcher} searcher
   * @param {Pick<Start, "base" | "memory" | "modules">} settings
   */
  constructor(searcher, settings) {
    this.#searcher = searcher;
    this.#settings = settings;
    this.#places = new Set([HERE.href, new URL(FILE, settings.base).href]);
    setTimeout(() => (searcher.kept = undefined), PATIENCE);
    searcher.idle().then(() => this.#start());
  }

  /** Starts a worker from the next place, if there is one. */
  #start() {
    for (const place of this.#places) {
      this.#places.delete(place);
      try {
        // Some policies are an error here, others an event, and so is a script of another host.
        const worker = new Worker(place);
        worker.onmessage = ({ data }) => this.#hear(data);
        worker.onmessageerror = () => this.end();
        worker.onerror = (event) => {
          // It is dealt with, so nobody is to hear of it.
          event.preventDefault();
          this.end();
          if (!this.#isReady) this.#start();
        };
        this.#worker = worker;
        return;
      } catch {
        // There may be another.
      }
    }
    this.#searcher.kept = undefined;
  }

  /** Whether the worker has taken over, which it does as soon as it can. */
  takesOver() {
    if (this.#worker && this.#isReady && !this.#hasTakenOver && !this.#searcher.asking.size) {
      const { manifest, kept: files } = this.#searcher;
      this.#searcher.kept = undefined;
      /** @type {Start} */
      const start = { ...this.#settings, manifest, files };
      this.#send(start, [...(files?.values() ?? [])].map(({ buffer }) => buffer));
      this.#hasTakenOver = true;
    }
    return this.#hasTakenOver && this.#worker;
  }

  /**
   * @param {Question} question
   * @param {Failures | undefined} failed
   * @param {Remote} remote is kept until the answer is there, since the worker ends with it
   * @returns {Promise<import("./module.js").Found>}
   */
  ask(question, failed, remote) {
    return new Promise((resolve, reject) => {
      const id = (this.#count += 1);
      this.#waiting.set(id, { question, failed, resolve, reject, remote });
      this.#send({ id, question, goesOn: Boolean(failed) });
    });
  }

  /**
   * @param {Start | Asked} message
   * @param {Transferable[]} [given]
   */
  #send(message, given = []) {
    try {
      this.#worker?.postMessage(message, given);
    } catch {
      this.end();
    }
  }

  /** @param {Reply | "ready" | "lost"} data */
  #hear(data) {
    if (data === "lost") return this.end();
    if (data === "ready") {
      this.#isReady = true;
      // Not only when it is asked, so that it is prepared then.
      this.#searcher.idle().then(() => this.takesOver());
      return;
    }
    const { id, answer, failed = [], error, about } = data;
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.about = about ?? this.about;
    for (const [name, message] of failed) asked?.failed?.set(name, new Error(message));
    if (answer) asked?.resolve(answer);
    else asked?.reject(new Error(error));
  }

  /** Nobody will ask again. */
  close() {
    this.#places.clear();
    this.end();
  }

  /** Ends the worker. What it was asked and has not answered is answered by the page. */
  end() {
    this.#worker?.terminate();
    this.#worker = this.about = undefined;
    for (const { question, failed, resolve } of this.#waiting.values()) resolve(this.#searcher.ask(question, failed));
    this.#waiting.clear();
  }
}
