/**
 * `<keyseek-search>`: a search box with its results below it.
 *
 * Owns the tag's attributes and events, the keyboard, and the order of questions and answers. What is on show is
 * `view.js`; what matches is the engine's business. It is a guest in the page: it touches nothing outside its shadow
 * root but for listeners that go when it goes, and whatever fails ends as a message inside its own panel.
 */

import { View } from "./view.js";
import { languageOf } from "./strings.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Index} Index */

/** Milliseconds before a wait is shown: a spinner that flashes is worse than none. */
const PATIENCE = 150;

/**
 * Attributes: `index` (the folder to search; else the embedded index or the script's folder), `placeholder`,
 * `limit` (results a page), `lang`, `theme` (`light`, `dark`, else the system's).
 *
 * @fires keyseek-open the index is loaded; `detail.index`
 * @fires keyseek-search a query is asked; `detail.query`
 * @fires keyseek-results it is answered; `detail` is the answer
 * @fires keyseek-select a result is being opened; `detail.hit`, `detail.position`; cancel it to handle it yourself
 * @fires keyseek-error loading or searching failed; `detail.error`; cancel it to keep it out of the console
 */
export class KeyseekSearch extends HTMLElement {
  static observedAttributes = ["index", "placeholder", "lang"];

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
  /** @type {AbortController | undefined} */
  #connection;
  /** @type {Promise<Index> | undefined} */
  #index;
  #failedLoads = 0;
  /** Counts questions: an answer to any but the latest is dropped. */
  #asked = 0;
  /** The latest question that was answered, and the latest that could not be. */
  #answered = 0;
  #failed = 0;
  /** @type {Answer | undefined} what is on show, with the hits of every page of it */
  #answer;
  #openWhenAnswered = false;
  #loadingMore = false;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const { input, field, panel, list, scroll, clear, more, retry, root } = this.#view;
    /** @type {(target: EventTarget, type: string, listener: (event: any) => void) => void} */
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });

    on(this, "pointerenter", () => this.#warm());
    on(input, "focus", () => this.#onFocus());
    on(input, "click", () => this.#view.open());
    on(input, "input", () => this.#onInput());
    on(root, "keydown", (event) => this.#onKey(event));
    on(root, "focusout", (event) => this.#onFocusOut(event));
    // The box keeps the focus while anything around it is pressed, so that the arrow keys go on working.
    on(field, "mousedown", (event) => event.target !== input && this.#keepFocus(event));
    on(panel, "mousedown", (event) => event.preventDefault());
    on(list, "click", (event) => this.#onSelect(event));
    on(list, "auxclick", (event) => event.button === 1 && this.#onSelect(event));
    on(scroll, "scroll", () => this.#onScroll());
    on(more, "click", () => this.#showMore());
    on(clear, "click", () => this.#empty());
    on(retry, "click", () => this.#ask());
    on(document, "pointerdown", (event) => event.composedPath().includes(this) || this.#close());
    for (const type of ["resize", "scroll"]) on(window, type, () => this.#view.fit());
    if (window.visualViewport) on(window.visualViewport, "resize", () => this.#view.fit());
    this.#localize();
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#close();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "index") {
      this.#index = undefined;
      this.#asked += 1;
    }
    if (this.isConnected) this.#localize();
  }

  /** What stands in the box. Setting it does not search; {@link search} does. */
  get value() {
    return this.#view.input.value;
  }

  set value(text) {
    this.#view.value = text;
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.#view.input.focus(options);
  }

  /**
   * Puts a query into the box and shows its results, without taking the focus.
   * @param {string} query
   * @returns {Promise<Answer | undefined>} undefined when it failed or a newer query overtook it
   */
  search(query) {
    this.value = query;
    this.#view.open();
    return this.#ask();
  }

  /**
   * Loads the engine and the index now rather than at the first focus or hover. A failure is forgotten, so that the
   * next call tries again.
   * @returns {Promise<Index>}
   */
  load() {
    const loading = (this.#index ??= this.#load());
    loading.catch(() => {
      if (this.#index === loading) this.#index = undefined;
    });
    return loading;
  }

  // Questions and answers

  async #load() {
    const { open } = await KeyseekSearch.engine(this.#failedLoads).catch((error) => {
      this.#failedLoads += 1;
      throw error;
    });
    const index = await open(this.getAttribute("index") ?? undefined);
    this.#emit("keyseek-open", { index });
    return index;
  }

  /** Loads ahead of the first key. A failure waits until somebody searches. */
  #warm() {
    this.load().catch(() => {});
  }

  get #limit() {
    const limit = Number.parseInt(this.getAttribute("limit") ?? "", 10);
    return limit > 0 ? Math.min(limit, 100) : 10;
  }

  /** Asks for what stands in the box. What is on show stays until the answer is there. */
  async #ask() {
    const query = this.value;
    const question = ++this.#asked;
    const current = () => question === this.#asked;
    this.#openWhenAnswered = false;
    if (!query.trim()) {
      this.#answered = question;
      this.#answer = undefined;
      this.#view.endWaiting();
      this.#view.showIdle();
      return undefined;
    }
    this.#emit("keyseek-search", { query });
    const waiting = setTimeout(() => current() && this.#view.showWaiting(), PATIENCE);
    try {
      const index = await this.load();
      const answer = await index.search(query, { limit: this.#limit, offset: 0 });
      if (!current()) return undefined;
      this.#answered = question;
      this.#answer = { ...answer, hits: [...answer.hits] };
      this.#view.showAnswer(answer, query);
      this.#emit("keyseek-results", answer);
      if (this.#openWhenAnswered) this.#view.optionAt(0)?.click();
      return answer;
    } catch (error) {
      if (!current()) return undefined;
      this.#answer = undefined;
      this.#failed = question;
      this.#view.showError();
      this.#report(error);
      return undefined;
    } finally {
      clearTimeout(waiting);
      if (current()) this.#view.endWaiting();
    }
  }

  /** Adds the next page of the answer that is on show. */
  async #showMore() {
    const answer = this.#answer;
    if (!answer || this.#loadingMore || answer.hits.length >= answer.total) return;
    this.#loadingMore = true;
    try {
      const index = await this.load();
      const { hits } = await index.search(this.value, { limit: this.#limit, offset: answer.hits.length });
      if (answer !== this.#answer) return;
      answer.hits.push(...hits);
      // An index that ends before its total must not be asked for ever.
      if (!hits.length) answer.total = answer.hits.length;
      this.#view.append(hits, answer.total);
    } catch (error) {
      this.#report(error);
    } finally {
      this.#loadingMore = false;
    }
  }

  /** @param {unknown} error */
  #report(error) {
    if (this.#emit("keyseek-error", { error })) console.error("keyseek-search:", error);
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   * @returns {boolean} whether nobody cancelled it
   */
  #emit(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  // The reader

  #localize() {
    this.#view.localize(languageOf(this), this.getAttribute("placeholder"));
  }

  #close() {
    this.#openWhenAnswered = false;
    this.#view.close();
  }

  #empty() {
    this.value = "";
    this.#ask();
  }

  /** @param {Event} event */
  #keepFocus(event) {
    event.preventDefault();
    this.focus();
  }

  #onFocus() {
    this.#localize();
    this.#warm();
    this.#view.open();
  }

  /**
   * Closes when the focus goes to something else. It may also go to nothing: a phone's keyboard is put away to see the
   * results, or the reader looks at another window and comes back.
   * @param {FocusEvent} event
   */
  #onFocusOut({ relatedTarget }) {
    if (relatedTarget && !this.#shadow.contains(/** @type {Node} */ (relatedTarget))) this.#close();
  }

  /** Runs while an input method composes as well: a half-typed syllable is already a query. */
  #onInput() {
    this.#view.refresh();
    this.#view.open();
    this.#ask();
  }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.#view.scroll;
    if (scrollHeight - scrollTop < 1.5 * clientHeight) this.#showMore();
  }

  /** @param {MouseEvent} event a click of any button on the list */
  #onSelect(event) {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || !this.#select(link)) return event.preventDefault();
    // The page may stay: a link to a part of it, or one that another handler takes over.
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.#close();
  }

  /**
   * @param {HTMLAnchorElement} link
   * @returns {boolean} whether the browser shall open it
   */
  #select(link) {
    const position = Array.prototype.indexOf.call(this.#view.list.children, link);
    return this.#emit("keyseek-select", { hit: this.#answer?.hits[position], position, query: this.value });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, isComposing, keyCode } = event;
    const command = event.ctrlKey || event.metaKey;
    // Outside the shadow root the event no longer comes from a text field, so that a page with one-letter shortcuts
    // would take what is typed here for commands.
    if (isComposing || (key.length === 1 && !command)) event.stopPropagation();
    // While an input method composes, every key is its own. Safari tells by 229 only.
    if (isComposing || keyCode === 229) return;
    const inBox = event.target === this.#view.input;
    if (key === "Escape" ? this.#escape() : inBox && this.#steer(key, command, event.altKey || event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** First closes the panel, then empties the box, then leaves the key to the page. */
  #escape() {
    if (this.#view.isOpen) {
      this.focus();
      this.#close();
    } else if (this.value) {
      this.#empty();
    } else {
      return false;
    }
    return true;
  }

  /**
   * @param {string} key
   * @param {boolean} command whether Ctrl or ⌘ is held
   * @param {boolean} other whether Alt or Shift is
   * @returns {boolean} whether the key was for the list
   */
  #steer(key, command, other) {
    const view = this.#view;
    const { active, lastOption } = view;
    if (key === "Enter") {
      this.#follow(command);
      return true;
    }
    if (command || other) return false;
    if (!view.isOpen) {
      if (key !== "ArrowDown" && key !== "ArrowUp") return false;
      view.open();
      return true;
    }
    if (key === "ArrowDown") view.activate(active < lastOption ? active + 1 : 0);
    else if (key === "ArrowUp") view.activate(active > 0 ? active - 1 : lastOption);
    // Without an active option these two move the caret, as in any text field.
    else if (key === "Home" && active >= 0) view.activate(0);
    else if (key === "End" && active >= 0) view.activate(lastOption);
    else return false;
    return true;
  }

  /**
   * Opens the active option, else the first. A quick reader presses Enter before the answer is there: then it opens
   * as soon as it comes. Enter on a failure tries again.
   * @param {boolean} newTab
   */
  #follow(newTab) {
    const view = this.#view;
    const link = view.optionAt(Math.max(view.active, 0));
    if (!view.isOpen) view.open();
    else if (this.#asked === this.#failed) this.#ask();
    else if (this.#asked !== this.#answered) this.#openWhenAnswered = !newTab;
    else if (!link) return;
    else if (!newTab) link.click();
    else if (this.#select(link) && link.href) window.open(link.href, "_blank", "noopener");
  }
}
