/**
 * `<keyseek-search>`: a search box with its results below it, or a button that opens both in a dialog.
 *
 * Owns the tag's attributes, events and clicks. What is on show is `view.js`, what is asked and answered `session.js`, what keys
 * do `keys.js`; what matches is the engine's business. It is a guest in the page: it touches nothing outside its shadow
 * root but for listeners that go when it goes.
 */

import { Address } from "./address.js";
import { addressOfFound } from "./found.js";
import { Keys } from "./keys.js";
import { Session } from "./session.js";
import { isPressed, keycaps, shortcuts } from "./shortcut.js";
import { LANGUAGES, languageOf } from "./strings.js";
import { View } from "./view.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Index} Index */

/**
 * Attributes: `index` (the folder to search; else the embedded index or the script's folder), `modal` (a button that opens the
 * box in a dialog), `placeholder`, `limit` (results a page), `lang`, `theme` (`light`, `dark`, else the system's), `shortcut`
 * (keys that open it, such as `mod+k /`, which a modal has anyway; empty for none), `filters` (columns whose values
 * are shown as chips, such as `tags,lang`), `param` (the parameter of the page's address that holds the query, such as `q`),
 * `highlight` (results open where they were found, marked by the browser; with a name, such as `found`, that parameter tells
 * `keyseek-mark.js`, which marks every place).
 *
 * @fires keyseek-open the index is loaded; `detail.index`
 * @fires keyseek-search a query is asked; `detail.query`
 * @fires keyseek-results it is answered; `detail` is the answer
 * @fires keyseek-select a result is being opened; `detail.hit`, `detail.section` if it is one of a section, `detail.position`
 *   of the hit, `detail.query`; cancel it to handle it yourself
 * @fires keyseek-error loading or searching failed; `detail.error`; cancel it to keep it out of the console
 */
export class KeyseekSearch extends HTMLElement {
  static observedAttributes = ["highlight", "index", "lang", "modal", "param", "placeholder", "shortcut"];

  /** What the widget says, by language; more may be added. Every string that one lacks is English. */
  static languages = LANGUAGES;

  /**
   * Loads the engine's module; registration sets it. `attempt` counts from 0.
   * @type {(attempt: number) => Promise<typeof import("../keyseek.js")>}
   */
  static engine = () => Promise.reject(new Error("KeyseekSearch.engine is not set"));

  /**
   * Defines the element, unless the name is taken: a page may include the script twice.
   * @param {string} [tag]
   * @param {CustomElementRegistry} [registry]
   */
  static define(tag = "keyseek-search", registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  #shadow = this.attachShadow({ mode: "open", delegatesFocus: true });
  #view = new View(this.#shadow);
  #session = new Session(
    {
      settings: () => ({ index: this.getAttribute("index") ?? undefined, limit: this.#limit, columns: this.#columns }),
      engine: (attempt) => KeyseekSearch.engine(attempt),
      emit: (type, detail) => this.#emit(type, detail),
      asked: (query) => this.#address?.show(query),
      answered: () => this.#onAnswered(),
    },
    this.#view,
  );
  #keys = new Keys(
    {
      open: () => this.#open(),
      close: () => this.#close(),
      clear: () => this.clear(),
      ask: () => this.#ask(),
      select: (target) => this.#select(target),
      forget: (query) => this.#forget(query),
      openWhenAnswered: (wanted) => (this.#openWhenAnswered = wanted),
    },
    this.#view,
    this.#session,
  );
  /** @type {AbortController | undefined} */
  #connection;
  #openWhenAnswered = false;
  /** @type {Address | undefined} */
  #address;
  /** @type {import("./shortcut.js").Shortcut[]} */
  #shortcuts = [];
  /** @type {Partial<import("./strings.js").Strings> | undefined} */
  #strings;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const { input, field, panel, scroll, card, button, dialog } = this.#view;
    /** @type {(target: EventTarget, type: string, listener: (event: any) => void) => void} */
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });

    on(this, "pointerenter", () => this.#session.warm());
    on(button, "focus", () => this.#session.warm());
    on(button, "click", () => this.open());
    on(dialog, "close", () => this.#close());
    // The dialog fills the window; the card inside of it is what one sees.
    on(dialog, "click", (event) => event.target === dialog && this.#close());
    on(input, "focus", () => this.#onFocus());
    on(input, "click", () => this.#view.isOpen || this.#open());
    on(input, "input", () => this.#onInput());
    on(input, "change", () => this.#address?.settle());
    on(card, "keydown", (event) => this.#keys.press(event));
    on(card, "focusout", (event) => this.#onFocusOut(event));
    on(card, "click", (event) => this.#onClick(event));
    on(card, "auxclick", (event) => event.button === 1 && this.#onClick(event));
    // The box keeps the focus while anything around it is pressed, so that the arrow keys go on working.
    on(field, "mousedown", (event) => event.target !== input && this.#keepFocus(event));
    on(panel, "mousedown", (event) => event.preventDefault());
    on(scroll, "scroll", () => this.#onScroll());
    on(document, "pointerdown", (event) => this.modal || event.composedPath().includes(this) || this.#close());
    on(document, "keydown", (event) => this.#onShortcut(event));
    for (const type of ["resize", "scroll"]) on(window, type, () => this.#view.fit());
    on(window, "popstate", () => this.#followAddress());
    on(window, "online", () => this.#session.hasFailed && this.#session.ask());
    if (window.visualViewport) on(window.visualViewport, "resize", () => this.#view.fit());
    this.#configure();
    this.#followAddress();
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#close();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "index") this.#session.reset();
    if (this.isConnected) this.#configure();
  }

  // The page's way in

  /** Whether the box is in a dialog behind a button. */
  get modal() {
    return this.hasAttribute("modal");
  }

  set modal(modal) {
    this.toggleAttribute("modal", Boolean(modal));
  }

  /** What stands in the box. Setting it does not search; {@link search} does. */
  get value() {
    return this.#view.value;
  }

  set value(text) {
    this.#view.value = text;
  }

  /** What this box says otherwise than its language does. */
  get strings() {
    return this.#strings;
  }

  set strings(strings) {
    this.#strings = strings;
    if (this.isConnected) this.#configure();
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    const { button, dialog, input } = this.#view;
    if (this.modal && !dialog.open) button.focus(options);
    else input.focus(options);
  }

  /** Opens the panel or the dialog, and puts the cursor into the box. */
  open() {
    this.#open();
    this.#view.input.focus();
    this.#view.input.select();
  }

  close() {
    this.#close();
  }

  /**
   * Puts a query into the box and shows its results, without taking the focus unless it is a modal.
   * @param {string} query
   * @returns {Promise<Answer | undefined>} undefined when it failed or a newer query overtook it
   */
  search(query) {
    this.value = query;
    this.#openWhenAnswered = false;
    this.#view.open();
    return this.#session.ask();
  }

  /** Empties the box. */
  clear() {
    this.value = "";
    this.#ask();
  }

  /**
   * Loads the engine and the index now rather than at the first focus or hover. A failure is forgotten, so that the
   * next call tries again.
   * @returns {Promise<Index>}
   */
  load() {
    return this.#session.load();
  }

  // Inside

  get #limit() {
    const limit = Number.parseInt(this.getAttribute("limit") ?? "", 10);
    return limit > 0 ? Math.min(limit, 100) : 10;
  }

  get #columns() {
    return (this.getAttribute("filters") ?? "").split(/[\s,]+/).filter(Boolean);
  }

  /** Brings what is on show up to date with the attributes. */
  #configure() {
    this.#shortcuts = shortcuts(this.getAttribute("shortcut") ?? (this.modal ? "mod+k /" : ""));
    const param = this.getAttribute("param");
    if (param !== this.#address?.name) this.#address = param ? new Address(param) : undefined;
    const highlight = this.getAttribute("highlight");
    this.#view.address = (url, { snippet }) => (highlight === null ? url : addressOfFound(url, snippet, highlight));
    this.#view.setModal(this.modal, keycaps(this.#shortcuts));
    this.#view.localize(languageOf(this), this.#strings, this.getAttribute("placeholder"));
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   * @returns {boolean} whether nobody cancelled it
   */
  #emit(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** Shows what the page's address asks for. */
  #followAddress() {
    const query = this.#address?.query;
    if (query === undefined || query.trim() === this.value.trim()) return;
    if (query) this.search(query);
    else this.clear();
    this.#address?.settle();
  }

  #ask() {
    this.#openWhenAnswered = false;
    this.#session.ask();
  }

  #onAnswered() {
    if (this.#openWhenAnswered) this.#view.list.at(0)?.click();
    this.#openWhenAnswered = false;
  }

  #open() {
    const wasOpen = this.#view.isOpen;
    this.#session.warm();
    this.#view.open();
    // What was searched elsewhere may be among the recent ones by now.
    if (!wasOpen && (this.#view.isEmpty || !this.#session.answer)) this.#session.hasFailed || this.#session.isWaiting || this.#ask();
  }

  #close() {
    this.#openWhenAnswered = false;
    if (this.#view.isOpen) this.#view.close();
  }

  /** @param {Event} event */
  #keepFocus(event) {
    event.preventDefault();
    this.focus();
  }

  #onFocus() {
    this.#configure();
    this.#open();
  }

  /**
   * Closes when the focus goes to something else. It may also go to nothing: a phone's keyboard is put away to see the
   * results, or the reader looks at another window and comes back.
   * @param {FocusEvent} event
   */
  #onFocusOut({ relatedTarget }) {
    if (!this.modal && relatedTarget && !this.#shadow.contains(/** @type {Node} */ (relatedTarget))) this.#close();
  }

  /** Runs while an input method composes as well: a half-typed syllable is already a query. */
  #onInput() {
    this.#view.refresh();
    this.#view.open();
    this.#ask();
  }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.#view.scroll;
    if (scrollHeight - scrollTop < 1.5 * clientHeight) this.#session.more();
  }

  /** @param {KeyboardEvent} event */
  #onShortcut(event) {
    if (this.#view.isOpen || !isPressed(event, this.#shortcuts)) return;
    event.preventDefault();
    this.open();
  }

  /** @param {MouseEvent} event a click of any button */
  #onClick(event) {
    const target = /** @type {Element} */ (event.target);
    const option = target.closest('[role="option"]');
    if (option) return this.#onOption(option, event);
    const { action, query, column = "", value, order, others, forget } = /** @type {HTMLElement | null} */ (target.closest("button"))?.dataset ?? {};
    if (query !== undefined) this.#askFor(query);
    else if (value !== undefined) this.#session.toggle(column, value);
    else if (order) this.#session.sort(order === "newest");
    else if (others) this.#session.expand(others);
    else if (forget !== undefined) this.#forget(forget);
    else if (action === "more") this.#session.more();
    else if (action === "retry") this.#ask();
    else if (action === "unfilter") this.#session.unfilter();
    else if (action === "close") this.#close();
    else if (action === "clear") {
      this.clear();
      this.#view.input.focus();
    }
  }

  /**
   * @param {Element} option
   * @param {MouseEvent} event
   */
  #onOption(option, event) {
    const target = this.#view.list.target(option);
    if (typeof target === "string") return this.#askFor(target);
    if (!target || !this.#select(target)) return event.preventDefault();
    // The page may stay: a link to a part of it, or one that another handler takes over.
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.#close();
  }

  /**
   * @param {import("./list.js").Target} target
   * @returns {boolean} whether the browser shall open it
   */
  #select(target) {
    this.#session.recent.add(this.value);
    this.#address?.settle();
    return this.#emit("keyseek-select", { ...target, query: this.value });
  }

  /**
   * Asks for something that the widget offered.
   * @param {string} query
   */
  #askFor(query) {
    this.value = query;
    this.#view.input.focus();
    this.#ask();
  }

  /** @param {string} query a recent search, or nothing for all of them */
  #forget(query) {
    this.#session.recent.forget(query || undefined);
    this.#view.input.focus();
    this.#ask();
  }
}
