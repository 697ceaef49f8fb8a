/**
 * Questions and answers: asks the engine what stands in the box with what the reader chose beside it, and sees that
 * no answer but the latest question's is shown. Whatever fails ends as a message in the panel.
 */

import { Pace, turn } from "../pace.js";
import { beside, bring } from "./later.js";
import { Recent } from "./recent.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Index} Index */
/** @typedef {import("./view.js").View} View */
/** @typedef {import("./controller.js").Host} Host */

/** Milliseconds before a wait is shown: a spinner that flashes is worse than none. */
const PATIENCE = 150;
/** Milliseconds of work for an answer, a frame's, from which the next search is not in one task with its key. */
const TIRED_MS = 16;
/** Milliseconds of work from which an answer is a slow one, and answers that are taken for slow ones after one, and at the start. */
const SLOW_MS = 40;
const SLOW = 3;
/** How results are found that a notice says so of. */
const SURPRISING = /^(synonym|initials|segments|scattered)$/;
/** Hits that fill the usual panel if they have no sections: these are shown before others are searched for. */
const FEW = 4;

export class Session {
  #host;
  #view;
  #loader;
  #onAnswered;
  /** Counts questions: an answer to any but the latest is dropped. */
  #asked = 0;
  /** The latest question that was answered, and the latest that could not be. */
  #answered = 0;
  #failed = 0;
  /** How many answers to come are to be taken for slow ones. */
  #slow = SLOW;
  /** Milliseconds of work that the last answer took. */
  #took = 0;
  /** @type {Answer | undefined} what is on show, with the hits of every page of it */
  answer;
  /** @type {Promise<void> | undefined} */
  #loadingMore;
  /** Where the next page of the answer starts. */
  #next = 0;

  /**
   * @param {Host} host
   * @param {View} view
   * @param {import("./loader.js").Loader} loader
   * @param {() => void} onAnswered a new answer is on show
   */
  constructor(host, view, loader, onAnswered) {
    this.#host = host;
    this.#view = view;
    this.#loader = loader;
    this.#onAnswered = onAnswered;
  }

  get isWaiting() {
    return this.#asked !== this.#answered && !this.hasFailed;
  }

  get hasFailed() {
    return this.#asked > 0 && this.#asked === this.#failed;
  }

  get recent() {
    return new Recent(this.#loader.folder);
  }

  /**
   * @param {Index} index
   * @param {string} query
   * @param {import("../keyseek.js").SearchOptions} options beside what was chosen
   */
  #search(index, query, options) {
    return index.search(query, { ...this.#view.choice?.options(index), ...options });
  }

  /** Another index is to be searched. */
  reset() {
    this.#asked += 1;
    this.#view.choice?.reset();
  }

  // Asking

  /**
   * Asks for what stands in the box. What is on show stays until the answer is there.
   * @returns {Promise<Answer | undefined>} undefined when it failed, a newer question overtook it, or there was nothing to ask
   */
  async ask() {
    const query = this.#view.frame.value;
    const question = ++this.#asked;
    const current = () => question === this.#asked;
    this.#host.address.show(query);
    if (!query.trim() && !this.#view.choice?.isNarrow) {
      this.#start(question);
      return undefined;
    }
    this.#host.emit("keyseek-search", { query });
    const waiting = setTimeout(() => current() && this.#view.showWaiting(), PATIENCE);
    try {
      const index = await this.#loader.load();
      // The browser's own work for a key takes half of what a task may on a slow processor.
      if (this.#slow || this.#took > TIRED_MS) await turn();
      if (!current()) return undefined;
      const { columns, highlight, limit } = this.#host.settings();
      const few = Math.min(limit, FEW);
      const pace = new Pace(this.#slow > 0);
      const answer = await this.#search(index, query, { limit: few, offset: 0, ...(columns.length && { facets: columns }) });
      await pace.rest();
      if (!current()) return undefined;
      const { corrected, reading, missing, hits } = answer;
      const isSaid = corrected || missing?.length || !hits.length || SURPRISING.test(reading ?? "") || this.#view.strings.readings?.[reading ?? ""];
      if (isSaid || columns.length || highlight !== null) await this.#furnish();
      if (!current()) return undefined;
      clearTimeout(waiting);
      // Results that hold just what was typed need no other word; and none wait for words that are still to be loaded.
      const completing = reading === "exact" ? [] : beside?.complete(index, query);
      const completions = await Promise.race([completing, turn()]);
      await pace.rest();
      if (!current()) return undefined;
      const shown = (this.answer = { ...answer, hits: [...answer.hits] });
      this.#next = few;
      const isLate = !beside;
      if (!(await this.#view.showAnswer(answer, query, index, completions, pace, current))) return undefined;
      const adding = this.#addUpTo(shown.at_least ? limit : Math.min(limit, shown.total), pace.isSlow ? few : limit, pace);
      await (this.#loadingMore = adding.finally(() => (this.#loadingMore = undefined)));
      if (!current()) return undefined;
      this.#view.end(this.#goesOn(shown));
      this.#took = pace.total;
      this.#slow = this.#took > SLOW_MS ? SLOW : this.#slow && this.#slow - 1;
      this.#answered = question;
      const whole = { ...shown, total: answer.total, hits: [...shown.hits] };
      this.#host.emit("keyseek-results", whole);
      if (current()) this.#onAnswered();
      if (isLate || !completions) {
        this.#furnish().then(async ({ complete }) => {
          if (current() && isLate) this.#view.showOrder(index);
          const late = completions ?? (await (completing ?? complete(index, query)));
          if (current() && !completions) this.#view.showCompletions(late);
        }).catch(() => current() && !completions && this.#view.showCompletions([]));
      }
      return whole;
    } catch (error) {
      if (current()) this.#fail(error, question);
      return undefined;
    } finally {
      clearTimeout(waiting);
      if (current()) this.#view.endWaiting();
    }
  }

  /** Has what stands beside results at hand. */
  async #furnish() {
    const brought = await bring(this.#host.beside);
    this.#view.furnish();
    return brought;
  }

  /** Asks again after a failure, also after one that is still to come. */
  retry() {
    this.#loader.insist();
    return this.ask();
  }

  /**
   * @param {unknown} error
   * @param {number} question
   */
  #fail(error, question) {
    this.answer = undefined;
    this.#failed = question;
    this.#view.showError();
    this.#host.report(error);
  }

  /**
   * Shows what there is before anything is typed. Values of columns are counted only where they are to be chips anyway.
   * @param {number} question
   */
  async #start(question) {
    this.#answered = question;
    const { answer } = this;
    this.answer = undefined;
    // The key has taken some time already.
    if (this.#slow && answer) await turn();
    if (question !== this.#asked) return;
    this.#view.endWaiting();
    const show = (/** @type {Answer["facets"]} */ facets) => {
      this.#view.showStart(recent, facets);
    };
    const { columns } = this.#host.settings();
    const recent = this.recent.all;
    if (recent.length && !beside) await this.#tryToFurnish();
    if (question !== this.#asked) return;
    show(undefined);
    // Nobody looks yet: the first focus asks again.
    if (!columns.length || !this.#view.isOpen) return;
    try {
      const [index] = await Promise.all([this.#loader.load(), this.#furnish()]);
      const { facets } = await index.search("", { limit: 0, facets: columns });
      if (question === this.#asked) show(facets);
    } catch {
      // Whoever searches is told.
    }
  }

  /** Adds the next page of the answer that is on show, or waits for the one that is on its way. */
  more() {
    return (this.#loadingMore ??= this.#addPage().finally(() => (this.#loadingMore = undefined)));
  }

  async #addPage() {
    const { answer } = this;
    const { limit } = this.#host.settings();
    // While an answer is on its way this one may be none any more.
    if (!answer || this.isWaiting || !this.#goesOn(answer)) return;
    await this.#addUpTo(this.#next + limit, limit, new Pace(this.#slow > 0));
    if (answer === this.answer) this.#view.end(this.#goesOn(answer));
  }

  /** Whether there are hits behind those of an answer that are on show, or may be. @param {Answer} answer */
  #goesOn({ total, at_least }) {
    return at_least || this.#next < total;
  }

  /**
   * Adds the next hits of the answer that is on show, up to some number in all.
   * @param {number} end
   * @param {number} most that are searched for at once
   * @param {Pace} pace
   */
  async #addUpTo(end, most, pace) {
    const { answer } = this;
    const isWanted = () => answer === this.answer;
    while (answer && isWanted() && this.#next < end) {
      const limit = Math.min(most, end - this.#next);
      try {
        const index = await this.#loader.load();
        const { hits, missing = [], total, at_least } = await this.#search(index, answer.query, { limit, offset: this.#next });
        await pace.rest();
        if (missing.length) await this.#furnish();
        if (!isWanted()) return;
        answer.hits.push(...hits);
        answer.missing = [...new Set([...(answer.missing ?? []), ...missing])];
        this.#next += limit;
        // More may have been found, so that there is a page more.
        if (answer.at_least) Object.assign(answer, { total, at_least });
        // Hits that could not be loaded are counted in the total and are not there.
        if (!this.#goesOn(answer)) answer.total = answer.hits.length;
        await this.#view.append(answer, hits, pace, isWanted);
      } catch (error) {
        if (!isWanted()) return;
        // Where it cannot be said that some are missing, there is nothing better to say.
        if (!(await this.#tryToFurnish())) return this.#fail(error, this.#asked);
        this.#host.report(error);
        return this.#view.append({ ...answer, missing: [""] }, [], pace, isWanted);
      }
    }
  }

  /**
   * Has what stands beside results at hand, if it can be had.
   * @returns {Promise<boolean>} whether it is there
   */
  #tryToFurnish() {
    return this.#furnish().then(() => true, () => false);
  }
}
