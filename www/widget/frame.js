/**
 * The part of the shadow tree that is there from the start: the box that is typed into; in a modal the button and the dialog around
 * it. What opens below the box is `view.js`, which is loaded when a reader comes near.
 */

import { el, say } from "./dom.js";
import { cross, magnifier } from "./icons.js";
import base from "./styles/base.js";
import field from "./styles/field.js";
import modal from "./styles/modal.js";

/** One sheet, shared by every widget of the page. A constructed sheet needs no exception in a strict policy. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(base + field + modal);

export class Frame {
  input = el("input", "input", {
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    autocapitalize: "off",
    autocomplete: "off",
    autocorrect: "off",
    dir: "auto",
    enterkeyhint: "go",
    spellcheck: "false",
  });
  clear = el("button", "clear", { type: "button", hidden: "" }, cross());
  closer = el("button", "close", { type: "button" });
  field = el("div", "field", null, magnifier(), this.input, this.clear);
  card = el("div", "card", null, this.field);
  #label = el("span", "label");
  #keycaps = el("span", "shortcut", { "aria-hidden": "true" });
  button = el("button", "button", { type: "button", "aria-haspopup": "dialog" }, magnifier(), this.#label, this.#keycaps);
  dialog = el("dialog", "dialog");
  root = el("div", null, { class: "root" }, this.card);
  retry = el("button", "retry", { type: "button" });
  #problem = el("div", "problem", { role: "alert" });
  isModal = false;

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    this.shadow = shadow;
    shadow.adoptedStyleSheets.push(sheet);
    shadow.append(this.root);
  }

  /**
   * @param {string} lang
   * @param {import("./strings.js").BoxStrings} strings
   * @param {string | null} placeholder
   */
  localize(lang, { search, clear, close, retry }, placeholder) {
    const label = placeholder ?? search;
    this.root.lang = lang;
    this.input.placeholder = label;
    say(this.#label, label);
    for (const named of [this.input, this.dialog]) named.setAttribute("aria-label", label);
    this.clear.setAttribute("aria-label", clear);
    say(this.closer, close);
    say(this.retry, retry);
  }

  /**
   * Puts the box into a dialog behind a button, or into the page.
   * @param {boolean} isModal
   * @param {string[]} keycaps what to press instead of the button
   */
  setModal(isModal, keycaps) {
    if (this.#keycaps.textContent !== keycaps.join("")) this.#keycaps.replaceChildren(...keycaps.map((key) => el("kbd", null, null, key)));
    if (isModal === this.isModal) return;
    this.closeDialog();
    this.isModal = isModal;
    if (isModal) {
      this.field.append(this.closer);
      this.dialog.append(this.card);
      this.root.replaceChildren(this.button, this.dialog);
    } else {
      this.closer.remove();
      this.root.replaceChildren(this.card);
    }
  }

  /** Opens the dialog, if the box is in one. */
  openDialog() {
    if (this.isModal && !this.dialog.open && this.dialog.isConnected) this.dialog.showModal();
  }

  closeDialog() {
    if (this.dialog.open) this.dialog.close();
  }

  /** @param {string} problem why what opens below the box is not there; empty when it is */
  showProblem(problem) {
    this.#problem.replaceChildren(problem, this.retry);
    if (problem) this.card.append(this.#problem);
    else this.#problem.remove();
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
    this.clear.hidden = !this.input.value;
  }
}
