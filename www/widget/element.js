/**
 * `<keyseek-search>`: a search box with its results below it, or a button that opens both in a dialog.
 *
 * Owns the tag's attributes, methods and events, and the box; what opens below it is loaded when a reader comes near, and is
 * `controller.js`. What matches is the engine's business. It is a guest in the page: it touches nothing outside its shadow
 * root but for listeners that go when it goes.
 */

import { Address } from "./address.js";
import { Frame } from "./frame.js";
import { Loader } from "./loader.js";
import { Once } from "./once.js";
import { settingsOf } from "./settings.js";
import { isPressed, keycaps, shortcuts } from "./shortcut.js";
import { baseOf, boxStrings, languageOf } from "./strings.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Index} Index */
/** @typedef {Partial<import("./strings.js").Strings>} OwnStrings */

/**
 * Attributes: `index` (the folder to search; else the embedded index or the script's folder), `modal` (a button that opens the
 * box in a dialog), `placeholder`, `limit` (results a page), `lang`, `theme` (`light`, `dark`, else the system's), `shortcut`
 * (keys that open it, such as `mod+k /`, which a modal has anyway; empty for none), `filters` (columns whose values
 * are shown as chips, such as `tags,lang`), `param` (the parameter of the page's address that holds the query, such as `q`),
 * `highlight` (results open where they were found, marked by the browser; with a name, such as `found`, that parameter tells
 * `keyseek-mark.js`, which marks every place).
 *
 * A page may style its parts (`field`, `input`, `button`, `dialog`, `card`, `panel`, `option`, `section`, `title`, `path`,
 * `snippet`, `mark`, `chip`, `more`…) and set the properties `--keyseek-accent`, `-background`, `-color`, `-muted`, `-border`, `-mark`,
 * `-tint`, `-backdrop`, `-shadow`, `-radius`, `-height`, `-width` of the dialog, `-panel-height`, `-font-family`, `-font-size`,
 * `-z-index`.
 *
 * @fires keyseek-open the index is loaded; `detail.index`
 * @fires keyseek-search a query is asked; `detail.query`
 * @fires keyseek-results it is answered; `detail` is the answer
 * @fires keyseek-select a result is being opened; `detail.hit`, `detail.section` if it is one of a section, `detail.position`
 *   of the hit, `detail.query`; cancel it to handle it yourself
 * @fires keyseek-error loading or searching failed; `detail.error`; cancel it to keep it out of the console
 */
export class KeyseekSearch extends HTMLElement {
  static observedAttributes = ["index", "lang", "modal", "param", "placeholder", "shortcut"];

  /**
   * What the widget says in more languages, or otherwise than it does. Every string that one lacks is English.
   * @type {Record<string, OwnStrings>}
   */
  static languages = {};

  /**
   * Loads the engine's module; registration sets it. `attempt` counts from 0.
   * @type {(attempt: number) => Promise<typeof import("../keyseek.js")>}
   */
  static engine;

  /**
   * Loads what opens below the box, likewise.
   * @type {(attempt: number) => Promise<typeof import("./controller.js")>}
   */
  static panel;

  /**
   * Loads what stands beside results, likewise.
   * @type {(attempt: number) => Promise<typeof import("./beside.js")>}
   */
  static beside;

  /**
   * Defines the element, unless the name is taken: a page may include the script twice.
   * @param {string} [tag]
   * @param {CustomElementRegistry} [registry]
   */
  static define(tag = "keyseek-search", registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  #frame = new Frame(this.attachShadow({ mode: "open", delegatesFocus: true }));
  #loader = new Loader((attempt) => KeyseekSearch.engine(attempt), (index) => this.#emit("keyseek-open", { index }));
  /** @type {import("./controller.js").Panel | undefined} */
  #controller;
  #panel = new Once(() => this.#start());
  #failedStarts = 0;
  /** Whether Enter was the last key before there was a panel. */
  #isEntered = false;
  #connection = new AbortController();
  #address = new Address(() => this.getAttribute("param"));
  /** @type {import("./shortcut.js").Shortcut[]} */
  #shortcuts = [];
  /** @type {OwnStrings | undefined} */
  #strings;
  #box = boxStrings("en");

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const { input, field, card, clear, closer, retry, button, dialog } = this.#frame;
    /** @type {(target: EventTarget, type: string, listener: (event: any) => void) => void} */
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });

    on(this, "pointerenter", () => this.load());
    on(button, "focus", () => this.load());
    on(button, "click", () => this.open());
    on(closer, "click", () => this.close());
    // The dialog fills the window; the card inside of it is what one sees.
    on(dialog, "click", (event) => event.target === dialog && this.close());
    on(input, "focus", () => {
      this.#configure();
      this.load();
    });
    on(input, "input", () => {
      this.#frame.refresh();
      this.load();
    });
    on(card, "keydown", (event) => this.#onKey(event));
    on(clear, "click", () => {
      this.clear();
      input.focus();
    });
    on(retry, "click", () => {
      input.focus();
      this.#retry();
    });
    // The box keeps the focus while anything around it is pressed, so that the arrow keys go on working.
    on(field, "mousedown", (event) => {
      if (event.target === input) return;
      event.preventDefault();
      this.focus();
    });
    on(document, "keydown", (event) => this.#onShortcut(event));
    on(window, "popstate", () => this.#followAddress());
    on(window, "online", () => this.#failedStarts && !this.#controller && this.#retry());
    this.#configure();
    this.#controller?.connect(signal);
    this.#followAddress();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.close();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "index") {
      this.#loader.folder = this.getAttribute("index") ?? undefined;
      this.#loader.reset();
      this.#controller?.reset();
    }
    if (name === "param") this.#address.settle();
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
    return this.#frame.value;
  }

  set value(text) {
    this.#frame.value = text;
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
    const { button, dialog, input } = this.#frame;
    if (this.modal && !dialog.open) button.focus(options);
    else input.focus(options);
  }

  /** Opens the panel or the dialog, and puts the cursor into the box. */
  open() {
    this.#frame.openDialog();
    this.#frame.input.focus();
    this.#frame.input.select();
    this.#controller?.open();
  }

  close() {
    this.#controller?.close();
    this.#frame.closeDialog();
  }

  /**
   * Puts a query into the box and shows its results, without taking the focus unless it is a modal.
   * @param {string} query
   * @returns {Promise<Answer | undefined>} undefined when it failed or a newer query overtook it
   */
  async search(query) {
    this.value = query;
    if (this.#controller) return this.#controller.search();
    this.load();
    try {
      const controller = await this.#panel.load();
      return this.value === query ? await controller.search() : undefined;
    } catch {
      // The reader is told, and so is the page.
      return undefined;
    }
  }

  /** Empties the box. */
  clear() {
    if (this.#controller) this.#controller.clear();
    else this.value = "";
  }

  /**
   * Loads the engine and the index now rather than at the first focus or hover. A failure is forgotten, so that the
   * next call tries again.
   * @returns {Promise<Index>}
   */
  load() {
    this.#panel.load();
    return this.#loader.load();
  }

  // Inside

  /** @returns {Promise<import("./controller.js").Panel>} */
  async #start() {
    try {
      const { start } = await KeyseekSearch.panel(this.#failedStarts);
      /** @type {import("./controller.js").Host} */
      const host = {
        settings: () => settingsOf(this),
        emit: (type, detail) => this.#emit(type, detail),
        report: (error) => this.#report(error),
        address: this.#address,
        beside: (attempt) => KeyseekSearch.beside(attempt),
      };
      this.#controller = await start(languageOf(this), host, this.#frame, this.#loader);
      this.#frame.showProblem("");
      this.#configure();
      if (this.isConnected) this.#controller.connect(this.#connection.signal, this.#isEntered);
      return this.#controller;
    } catch (error) {
      this.#failedStarts += 1;
      this.#frame.showProblem(this.#box[navigator.onLine ? "error" : "offline"]);
      this.#report(error);
      throw error;
    }
  }

  /** Brings what is on show up to date with the attributes. */
  #configure() {
    this.#shortcuts = shortcuts(this.getAttribute("shortcut") ?? (this.modal ? "mod+k /" : ""));
    const lang = languageOf(this);
    const own = [KeyseekSearch.languages[baseOf(lang)], this.#strings];
    if (this.modal !== this.#frame.isModal) this.close();
    this.#frame.setModal(this.modal, keycaps(this.#shortcuts));
    const strings = (this.#box = boxStrings(lang, ...own));
    this.#frame.localize(lang, strings, this.getAttribute("placeholder"));
    this.#controller?.localize(lang, strings, ...own)?.then(() => this.#configure());
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   * @returns {boolean} whether nobody cancelled it
   */
  #emit(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** @param {unknown} error */
  #report(error) {
    if (this.#emit("keyseek-error", { error })) console.error("keyseek-search:", error);
  }

  /** Shows what the page's address asks for. */
  #followAddress() {
    const { query } = this.#address;
    if (query === undefined || query.trim() === this.value.trim()) return;
    if (query) this.search(query);
    else this.clear();
    this.#address.settle();
  }

  /** Tries again to load what opens below the box; also when an attempt is still under way, which may fail. */
  #retry() {
    this.#panel.insist();
    this.#loader.insist();
    this.load();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, isComposing, keyCode, ctrlKey, metaKey } = event;
    // Outside the shadow root the event no longer comes from a text field, so that a page with one-letter shortcuts
    // would take what is typed here for commands.
    if (isComposing || (key.length === 1 && !ctrlKey && !metaKey)) event.stopPropagation();
    if (this.#controller || isComposing || keyCode === 229) return;
    // A quick reader presses these before what opens below the box is there.
    this.#isEntered = key === "Enter";
    if (key === "Escape" && this.#frame.dialog.open) {
      event.preventDefault();
      this.close();
    }
  }

  /** @param {KeyboardEvent} event */
  #onShortcut(event) {
    if (this.#frame.dialog.open || !isPressed(event, this.#shortcuts)) return;
    event.preventDefault();
    this.open();
  }
}
