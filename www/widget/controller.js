/**
 * What the box does once a reader has come near: opens and closes the panel, asks, and follows clicks. This is the part of the
 * widget that `keyseek-search.js` loads at the first focus, hover or shortcut.
 *
 * What is on show is `view.js`, what is asked and answered `session.js`, what keys do `keys.js`.
 */

import { Keys } from "./keys.js";
import { beside, bring } from "./later.js";
import { view } from "./place.js";
import { Recent } from "./recent.js";
import { Session } from "./session.js";
import { learn } from "./strings/panel.js";
import { View } from "./view.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {Controller} Panel */
/**
 * @typedef {object} Host what the controller needs of the element
 * @property {() => { limit: number, columns: string[], highlight: string | null }} settings
 * @property {(type: string, detail: unknown) => boolean} emit tells the page; false when it cancelled
 * @property {(error: unknown) => void} report tells the page of what failed
 * @property {import("./address.js").Address} address
 * @property {(attempt: number) => Promise<import("./later.js").Beside>} beside loads it
 */

/**
 * Starts what opens below the box, once there is what this page and this reader will be shown with the first results: its language,
 * and what stands beside them where the tag asks for it or there are recent searches. Where the latter does not arrive, it is tried again
 * when it is needed.
 * @param {string} lang
 * @param {Host} host
 * @param {import("./frame.js").Frame} frame
 * @param {import("./loader.js").Loader} loader
 */
export async function start(lang, host, frame, loader) {
  const { columns, highlight } = host.settings();
  const isBeside = columns.length || highlight !== null || new Recent(loader.folder).all.length;
  await Promise.all([learn(lang), isBeside && bring(host.beside).catch(() => {})]);
  return new Controller(host, frame, loader);
}

class Controller {
  #host;
  #frame;
  #view;
  #session;
  #keys;
  /** Whether the reader waits for the first result to be opened. */
  openWhenAnswered = false;

  /**
   * @param {Host} host
   * @param {import("./frame.js").Frame} frame
   * @param {import("./loader.js").Loader} loader
   */
  constructor(host, frame, loader) {
    this.#host = host;
    this.#frame = frame;
    this.#view = new View(frame, () => host.settings().highlight);
    this.#session = new Session(host, this.#view, loader, () => this.#onAnswered());
    this.#keys = new Keys(this, this.#view, this.#session);
  }

  /**
   * Listens until the signal ends it, and takes up what the reader has done so far.
   * @param {AbortSignal} signal
   * @param {boolean} [isEntered] whether Enter was pressed already
   */
  connect(signal, isEntered = false) {
    const { input, card, dialog, shadow, value, isModal } = this.#frame;
    const { panel, scroll } = this.#view;
    /** @type {(target: EventTarget, type: string, listener: (event: any) => void) => void} */
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });

    // The event comes late: the dialog may be open again.
    on(dialog, "close", () => dialog.open || this.close());
    for (const type of ["focus", "click"]) on(input, type, () => this.open());
    on(input, "input", () => this.#onInput());
    on(input, "change", () => this.#host.address.settle());
    on(card, "keydown", (event) => this.#keys.press(event));
    on(card, "focusout", (event) => this.#onFocusOut(event));
    on(card, "click", (event) => this.#onClick(event));
    on(card, "auxclick", (event) => event.button === 1 && this.#onClick(event));
    // The box keeps the focus while anything in the panel is pressed, so that the arrow keys go on working.
    on(panel, "mousedown", (event) => event.preventDefault());
    on(scroll, "scroll", () => this.#onScroll());
    on(document, "pointerdown", (event) => this.#frame.isModal || event.composedPath().includes(shadow.host) || this.close());
    for (const type of ["resize", "scroll"]) on(window, type, () => this.#view.fit());
    on(view, "resize", () => this.#view.fit());
    on(window, "online", () => (this.#session.hasFailed || this.#session.isWaiting) && this.#session.retry());
    // A box whose dialog has just been closed keeps the focus until the browser looks at it again.
    if (isModal ? dialog.open : shadow.activeElement === input) {
      this.open();
      if (value) this.ask();
      this.openWhenAnswered = isEntered;
    }
  }

  /**
   * @param {string} lang
   * @param {...(Partial<import("./strings.js").Strings> | undefined)} strings
   * @returns {Promise<void> | undefined} when more of the language is there, if it is not now
   */
  localize(lang, ...strings) {
    this.#view.localize(lang, ...strings);
    return learn(lang);
  }

  /** Another index is to be searched. */
  reset() {
    this.#session.reset();
  }

  open() {
    if (this.#view.isOpen && !this.#view.isEmpty) return;
    this.#view.open();
    // What was searched elsewhere may be among the recent ones by now.
    if (!this.#session.answer && !this.#session.hasFailed && !this.#session.isWaiting) this.ask();
  }

  close() {
    this.openWhenAnswered = false;
    if (this.#view.isOpen) this.#view.close();
    else this.#view.settle();
  }

  clear() {
    this.#frame.value = "";
    this.ask();
  }

  /**
   * Shows what is found for what stands in the box.
   * @returns {Promise<Answer | undefined>}
   */
  search() {
    this.openWhenAnswered = false;
    this.#view.open();
    return this.#session.ask();
  }

  ask() {
    this.openWhenAnswered = false;
    this.#session.ask();
  }

  #onAnswered() {
    if (this.openWhenAnswered) this.#view.list.at(0)?.click();
    this.openWhenAnswered = false;
  }

  /**
   * Closes when the focus goes to something else. It may also go to nothing: a phone's keyboard is put away to see the
   * results, or the reader looks at another window and comes back.
   * @param {FocusEvent} event
   */
  #onFocusOut({ relatedTarget }) {
    const { isModal, shadow } = this.#frame;
    if (!isModal && relatedTarget && !shadow.contains(/** @type {Node} */ (relatedTarget))) this.close();
  }

  /** Runs while an input method composes as well: a half-typed syllable is already a query. */
  #onInput() {
    if (this.#view.panel.hidden || !this.#view.isOpen) this.#view.open();
    this.ask();
  }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.#view.scroll;
    this.#view.isScrolled = scrollTop > 0;
    this.#view.fill();
    if (scrollHeight - scrollTop < 1.5 * clientHeight) this.#session.more();
  }

  /** @param {MouseEvent} event a click of any button */
  #onClick(event) {
    const target = /** @type {Element} */ (event.target);
    const option = target.closest('[role="option"]');
    if (option) return this.#onOption(option, event);
    const data = /** @type {HTMLElement | null} */ (target.closest("button"))?.dataset ?? {};
    const { action, query, forget } = data;
    if (query !== undefined) this.#askFor(query);
    else if (forget !== undefined) this.forget(forget);
    else if (action === "more") this.#session.more();
    else if (action === "retry") this.#session.retry();
    else if (this.#view.choice?.take(data)) this.#session.ask();
  }

  /**
   * @param {Element} option
   * @param {MouseEvent} event
   */
  #onOption(option, event) {
    const target = this.#view.list.target(option);
    if (typeof target === "string") return this.#askFor(target);
    if (!target || !this.select(target)) return event.preventDefault();
    // The page may stay: a link to a part of it, or one that another handler takes over.
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.close();
  }

  /**
   * @param {import("./list.js").Target} target
   * @returns {boolean} whether the browser shall open it
   */
  select(target) {
    const query = this.#frame.value;
    this.#session.recent.add(query);
    // The reader has found this query to be the right one.
    this.#host.address.settle();
    return this.#host.emit("keyseek-select", { ...target, query });
  }

  /**
   * Asks for something that the widget offered.
   * @param {string} query
   */
  #askFor(query) {
    this.#frame.value = query;
    this.#frame.input.focus();
    this.ask();
  }

  /** @param {string} query a recent search, or nothing for all of them */
  forget(query) {
    beside?.forget(this.#session.recent, query);
    this.#frame.input.focus();
    this.ask();
  }
}
