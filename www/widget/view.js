/**
 * The widget's shadow tree and everything that is on show in it: box, panel, options, messages, what is read out.
 *
 * Knows nothing of engines, events or keys: `element.js` tells it what to show and asks it which option is active.
 */

import { el } from "./dom.js";
import { cross, magnifier } from "./icons.js";
import { chooseSide, fit } from "./place.js";
import { keys, message, option, quoted } from "./results.js";
import { stringsFor } from "./strings.js";
import { sheet } from "./styles.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Hit} Hit */

/** Milliseconds of rest before something is read out, so that it is not read at each key. */
const REST = 500;

export class View {
  input = el("input", "input", {
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": "list",
    "aria-expanded": "false",
    autocapitalize: "off",
    autocomplete: "off",
    autocorrect: "off",
    enterkeyhint: "go",
    spellcheck: "false",
  });
  clear = el("button", "clear", { type: "button", hidden: "" }, cross());
  field = el("div", "field", null, magnifier(), this.input, this.clear);
  list = el("div", "list", { role: "listbox", id: "list" });
  more = el("button", "more", { type: "button", hidden: "" });
  retry = el("button", "retry", { type: "button" });
  #note = el("div", "note");
  scroll = el("div", "scroll", null, this.list, this.#note, this.more);
  #footer = el("div", "footer", { hidden: "" });
  panel = el("div", "panel", { hidden: "" }, this.scroll, this.#footer);
  #status = el("div", "status", { role: "status" });
  root = el("div", null, { class: "root" }, this.field, this.panel, this.#status);

  #strings = stringsFor("en");
  #lang = "en";
  #active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reading;

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.root);
  }

  /**
   * @param {string} lang
   * @param {string | null} placeholder
   */
  localize(lang, placeholder) {
    this.#lang = lang;
    this.#strings = stringsFor(lang);
    const { search, clear, results, more, retry } = this.#strings;
    this.root.lang = lang;
    this.input.placeholder = placeholder ?? search;
    this.input.setAttribute("aria-label", placeholder ?? search);
    this.clear.setAttribute("aria-label", clear);
    this.list.setAttribute("aria-label", results);
    this.more.textContent = more;
    this.retry.textContent = retry;
  }

  set value(/** @type {string} */ text) {
    this.input.value = text;
    this.refresh();
  }

  /** Follows a change of the text in the box. */
  refresh() {
    this.clear.hidden = !this.input.value;
  }

  // The panel

  get isOpen() {
    return !this.panel.hidden;
  }

  open() {
    if (this.isOpen) return;
    if (!this.list.hasChildNodes() && !this.#note.hasChildNodes()) this.showIdle();
    this.panel.hidden = false;
    chooseSide(this.panel, this.field);
    this.#settle();
  }

  close() {
    this.panel.hidden = true;
    this.activate(-1);
    this.#settle();
  }

  /** Fits the panel into the window. */
  fit() {
    if (this.isOpen) fit(this.panel, this.field);
  }

  /** Brings what depends on the content up to date with it. */
  #settle() {
    this.input.setAttribute("aria-expanded", String(this.isOpen && this.list.hasChildNodes()));
    this.fit();
  }

  // Options

  /** The active option's position, or -1. */
  get active() {
    return this.#active;
  }

  get lastOption() {
    return this.list.childElementCount - 1;
  }

  /** @param {number} position */
  optionAt(position) {
    return /** @type {HTMLAnchorElement | undefined} */ (this.list.children[position]);
  }

  /** @param {number} position the option to make active, or -1 for none */
  activate(position) {
    this.optionAt(this.#active)?.setAttribute("aria-selected", "false");
    const active = this.optionAt(position);
    this.#active = active ? position : -1;
    if (active) {
      active.setAttribute("aria-selected", "true");
      active.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", active.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  // What is on show

  showIdle() {
    const { hint, hintMore } = this.#strings;
    this.#showNote(message(hint, hintMore), "");
  }

  /** Results stay while the next ones are on their way. */
  showWaiting() {
    this.root.setAttribute("data-busy", "");
    if (!this.list.hasChildNodes()) this.#showNote(message(this.#strings.loading, ""), this.#strings.loading);
  }

  endWaiting() {
    this.root.removeAttribute("data-busy");
  }

  /**
   * @param {Answer} answer
   * @param {string} query as it stands in the box
   */
  showAnswer({ hits, total, corrected }, query) {
    const strings = this.#strings;
    if (!hits.length) {
      const headline = strings.nothing(quoted(query));
      this.#showNote(message(headline, strings.nothingMore), headline);
      return;
    }
    const count = strings.total(total);
    const summary = corrected ? `${strings.understood(quoted(corrected))} · ${count}` : count;
    this.#showNote(null, summary);
    this.#footer.replaceChildren(el("span", "total", null, summary), keys(strings));
    this.#footer.hidden = false;
    this.append(hits, total);
    this.scroll.scrollTop = 0;
  }

  /**
   * Adds the next page of an answer below what is there.
   * @param {Hit[]} hits
   * @param {number} total
   */
  append(hits, total) {
    const first = this.lastOption + 1;
    this.list.append(...hits.map((hit, at) => option(hit, first + at, this.#lang)));
    this.more.hidden = !hits.length || this.lastOption + 1 >= total;
    this.#settle();
  }

  showError() {
    const { error, errorMore } = this.#strings;
    this.#showNote(message(error, errorMore, this.retry), error);
  }

  /**
   * Takes the results away and shows a note in their place, if there is one.
   * @param {HTMLElement | null} note
   * @param {string} spoken
   */
  #showNote(note, spoken) {
    this.activate(-1);
    this.list.replaceChildren();
    this.#note.replaceChildren(...(note ? [note] : []));
    this.#footer.hidden = true;
    this.more.hidden = true;
    this.#announce(spoken);
    if (note) this.#settle();
  }

  /** @param {string} text */
  #announce(text) {
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => (this.#status.textContent = text), REST);
  }
}
