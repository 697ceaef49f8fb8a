/**
 * The widget's shadow tree and everything that is on show in it: box, panel, messages, what is read out; in a modal the
 * button and the dialog around them. Options are `list.js`, chips and order `tools.js`.
 *
 * Knows nothing of engines, events or keys: others tell it what to show and ask it which option is active.
 */

import { el } from "./dom.js";
import { clock, cross, magnifier } from "./icons.js";
import { List } from "./list.js";
import { action, keys, message, notices, quoted } from "./messages.js";
import { chooseSide, fit, fitModal } from "./place.js";
import { stringsFor } from "./strings.js";
import { sheet } from "./styles.js";
import { chips, completions, keepingFocus, line } from "./tools.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Hit} Hit */
/** @typedef {import("../keyseek.js").Section} Section */
/**
 * @typedef {object} Narrowing what the reader chose beside the query, and what there is to choose
 * @property {string[]} columns whose values are chips
 * @property {import("./tools.js").Chosen} chosen
 * @property {Set<string>} whole columns of which all values are shown
 * @property {string[]} completions
 * @property {boolean | null} newest whether the newest come first; null when there are no dates
 */

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
    dir: "auto",
    enterkeyhint: "go",
    spellcheck: "false",
  });
  #clear = el("button", "clear", { type: "button", hidden: "", "data-action": "clear" }, cross());
  #closer = el("button", "close", { type: "button", "data-action": "close" });
  field = el("div", "field", null, magnifier(), this.input, this.#clear);
  list = new List((active) => this.#onActive(active));
  #retry = el("button", "retry", { type: "button", "data-action": "retry" });
  #more = el("button", "more", { type: "button", hidden: "", "data-action": "more" });
  /** Narrowing down; what is said of the results; buttons beside recent searches; a message in place of results. */
  #tools = el("div", "tools");
  #notices = el("div", "notices");
  #forget = el("div", "forget");
  #note = el("div", "note");
  scroll = el("div", "scroll", null, this.#tools, this.#notices,
    el("div", "rows", null, this.list.element, this.#forget), this.#note, this.#more);
  #footer = el("div", "footer", { hidden: "" });
  panel = el("div", "panel", { hidden: "" }, this.scroll, this.#footer);
  #status = el("div", "status", { role: "status" });
  card = el("div", "card", null, this.field, this.panel, this.#status);
  /** What a modal adds. */
  #label = el("span", "label");
  #keycaps = el("span", "shortcut", { "aria-hidden": "true" });
  button = el("button", "button", { type: "button", "aria-haspopup": "dialog" }, magnifier(), this.#label, this.#keycaps);
  dialog = el("dialog", "dialog");
  root = el("div", null, { class: "root" }, this.card);

  isModal = false;
  strings = stringsFor("en");
  #lang = "en";
  /** @type {(url: string, found: Hit | Section) => string} what a result's link is to open */
  address = (url) => url;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reading;

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.root);
  }

  /**
   * @param {string} lang
   * @param {Partial<import("./strings.js").Strings> | undefined} own
   * @param {string | null} placeholder
   */
  localize(lang, own, placeholder) {
    this.#lang = lang;
    this.strings = stringsFor(lang, own);
    const { search, clear, close, results, more, retry } = this.strings;
    const label = placeholder ?? search;
    this.root.lang = lang;
    this.input.placeholder = this.#label.textContent = label;
    for (const named of [this.input, this.dialog]) named.setAttribute("aria-label", label);
    this.#clear.setAttribute("aria-label", clear);
    this.list.element.setAttribute("aria-label", results);
    this.#more.textContent = more;
    this.#retry.textContent = retry;
    this.#closer.textContent = close;
  }

  /**
   * Puts the box into a dialog behind a button, or into the page.
   * @param {boolean} isModal
   * @param {string[]} keycaps what to press instead of the button
   */
  setModal(isModal, keycaps) {
    this.#keycaps.replaceChildren(...keycaps.map((key) => el("kbd", null, null, key)));
    if (isModal === this.isModal) return;
    this.close();
    this.isModal = isModal;
    this.panel.hidden = !isModal;
    this.panel.removeAttribute("style");
    if (isModal) {
      this.field.append(this.#closer);
      this.dialog.append(this.card);
      this.root.replaceChildren(this.button, this.dialog);
    } else {
      this.#closer.remove();
      this.root.replaceChildren(this.card);
    }
  }

  get value() {
    return this.input.value;
  }

  set value(text) {
    this.input.value = text;
    this.refresh();
  }

  /** Follows a change of the text in the box. */
  refresh() {
    this.#clear.hidden = !this.input.value;
  }

  // The panel

  get isOpen() {
    return this.isModal ? this.dialog.open : !this.panel.hidden;
  }

  get isEmpty() {
    return this.list.last < 0 && !this.#note.hasChildNodes() && !this.#notices.hasChildNodes();
  }

  open() {
    if (this.isOpen) return;
    if (this.isModal) {
      this.dialog.showModal();
    } else {
      this.panel.hidden = false;
      chooseSide(this.panel, this.field);
    }
    this.settle();
  }

  close() {
    if (this.isModal) this.dialog.close();
    else this.panel.hidden = true;
    this.list.activate(-1);
    this.settle();
  }

  /** Fits what is open into the window. */
  fit() {
    if (!this.isOpen) return;
    if (this.isModal) fitModal(this.dialog);
    else fit(this.panel, this.field);
  }

  /** Brings what depends on the content up to date with it. */
  settle() {
    this.input.setAttribute("aria-expanded", String(this.isOpen && this.list.last >= 0));
    this.fit();
  }

  /** @param {HTMLElement | undefined} active */
  #onActive(active) {
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  // What is on show

  /**
   * Before anything is typed: recent searches, and chips of what there is much of.
   * @param {string[]} recent
   * @param {Answer["facets"]} facets
   * @param {Narrowing} narrowing
   */
  showStart(recent, facets, narrowing) {
    const { hint, hintMore, forget, forgetAll, recent: heading } = this.strings;
    const popular = this.#chips(facets, narrowing);
    this.#clearAll(recent.length ? popular : [message(hint, hintMore), ...popular]);
    if (recent.length) {
      this.#notices.append(el("p", "heading", null, el("span", null, null, heading), action("forget-all", forgetAll, { forget: "" })));
      this.list.addQueries(recent, clock);
      this.#forget.replaceChildren(...recent.map((query) => {
        return el("button", "forget-one", { type: "button", "data-forget": query, "aria-label": forget(quoted(query)) }, cross());
      }));
    }
    this.#announce("");
    this.settle();
  }

  /** Results stay while the next ones are on their way. */
  showWaiting() {
    this.root.setAttribute("data-busy", "");
    if (this.list.hits) return;
    this.#clearAll([message(this.strings.loading, "")]);
    this.#announce(this.strings.loading);
    this.settle();
  }

  endWaiting() {
    this.root.removeAttribute("data-busy");
  }

  /**
   * @param {Answer} answer
   * @param {string} query as it stands in the box
   * @param {Narrowing} narrowing
   */
  showAnswer(answer, query, narrowing) {
    const { strings } = this;
    const { hits, total, took_ms, suggestions = [] } = answer;
    const time = Math.max(1, Math.round(took_ms));
    const summary = `${strings.total(total)} · ${time.toLocaleString(this.#lang)} ms`;
    const lost = keepingFocus(this.#tools, () => {
      this.#clearAll([]);
      const above = hits.length ? [line(strings, summary, narrowing.newest), completions(strings, narrowing.completions)] : [];
      this.#tools.append(...[...above, ...this.#chips(answer.facets, narrowing)].filter((tool) => tool !== null));
    });
    if (lost) this.input.focus();
    const said = notices(answer, query, strings);
    if (hits.length) {
      this.#notices.append(...said);
      this.#footer.replaceChildren(keys(strings));
      this.#footer.hidden = false;
      this.#announce([...said.map((notice) => notice.firstChild?.textContent), summary].join(" "));
      this.append(hits, total);
    } else {
      const headline = strings.nothing(quoted(query));
      const unfilter = narrowing.chosen.size ? action("unfilter", strings.unfiltered, { action: "unfilter" }) : undefined;
      this.#notices.append(...said, message(headline, suggestions.length ? strings.instead : strings.nothingMore, unfilter));
      this.list.addQueries(suggestions, magnifier);
      this.#announce(headline);
      this.settle();
    }
    this.scroll.scrollTop = 0;
  }

  /**
   * Adds the next page of an answer below what is there.
   * @param {Hit[]} hits
   * @param {number} total
   */
  append(hits, total) {
    this.list.addHits(hits, this.#lang, this.address);
    const hadFocus = this.#more.matches(":focus");
    this.#more.hidden = !hits.length || this.list.hits >= total;
    if (hadFocus && this.#more.hidden) this.input.focus();
    this.settle();
  }

  showError() {
    const { error, errorMore, offline, offlineMore } = this.strings;
    const [headline, detail] = navigator.onLine ? [error, errorMore] : [offline, offlineMore];
    this.#clearAll([message(headline, detail, this.#retry)]);
    this.#announce(headline);
    this.settle();
  }

  /**
   * @param {Answer["facets"]} facets
   * @param {Narrowing} narrowing
   */
  #chips(facets, { columns, chosen, whole }) {
    return columns.flatMap((column) => {
      const facet = facets?.[column];
      const state = { chosen: chosen.get(column) ?? new Set(), all: whole.has(column), strings: this.strings, lang: this.#lang };
      return (facet && chips(column, facet, state)) ?? [];
    });
  }

  /**
   * Takes away what is on show and puts a note in its place.
   * @param {HTMLElement[]} note
   */
  #clearAll(note) {
    this.list.clear();
    for (const emptied of [this.#tools, this.#notices, this.#forget]) emptied.replaceChildren();
    this.#note.replaceChildren(...note);
    this.#footer.hidden = this.#more.hidden = true;
  }

  /** @param {string} text */
  #announce(text) {
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => (this.#status.textContent = text), REST);
  }
}
