/**
 * The keyboard inside the box and the panel: the pattern of a combobox with a list box, where the focus stays in the box and
 * arrows move the active option.
 */

export class Keys {
  #controller;
  #view;
  #session;

  /**
   * @param {import("./controller.js").Panel} controller
   * @param {import("./view.js").View} view
   * @param {import("./session.js").Session} session
   */
  constructor(controller, view, session) {
    this.#controller = controller;
    this.#view = view;
    this.#session = session;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { key, isComposing, keyCode } = event;
    const command = event.ctrlKey || event.metaKey;
    // While an input method composes, every key is its own: Escape ends the composition, not the dialog. Safari tells by 229 only.
    if (isComposing || keyCode === 229) {
      if (key === "Escape") event.preventDefault();
      return;
    }
    const inBox = event.target === this.#view.frame.input;
    if (key === "Escape" ? this.#escape() : inBox && this.#steer(key, command, event.altKey || event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** First closes the panel or the dialog, then empties the box, then leaves the key to the page. */
  #escape() {
    const view = this.#view;
    if (view.isOpen) {
      if (!view.frame.isModal) view.frame.input.focus();
      this.#controller.close();
    } else if (view.frame.value) {
      this.#controller.clear();
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
    const { list, isOpen } = this.#view;
    const { active, last } = list;
    if (key === "Enter") {
      this.#follow(command);
      return true;
    }
    if (command || other) return false;
    if (!isOpen) {
      if (key !== "ArrowDown" && key !== "ArrowUp") return false;
      this.#controller.open();
      return true;
    }
    // What arrows move in is the whole answer.
    while (list.goesOn) list.step();
    if (key === "ArrowDown") this.#down();
    else if (key === "ArrowUp") list.activate(active > 0 ? active - 1 : last);
    // Without an active option these move the caret and delete, as in any text field.
    else if (active < 0) return false;
    else if (key === "Home") list.activate(0);
    else if (key === "End") list.activate(last);
    else return key === "Delete" && this.#forgetActive();
    return true;
  }

  /** To the next option; from the last of a page of results to the next page, if there is one. */
  async #down() {
    const { list } = this.#view;
    const { active, last } = list;
    // If there are more.
    if (active === last) await this.#session.more();
    if (list.active === active) list.activate(active < list.last ? active + 1 : 0);
  }

  /** Deletes the active option if it is a recent search, which there are only while the box is empty. */
  #forgetActive() {
    const { list, frame } = this.#view;
    const option = list.at(list.active);
    const target = option && list.target(option);
    if (typeof target !== "string" || frame.value) return false;
    this.#controller.forget(target);
    return true;
  }

  /**
   * Opens the active option, else the first result. A quick reader presses Enter before the answer is there: then it opens
   * as soon as it comes. Enter on a failure tries again.
   * @param {boolean} newTab
   */
  #follow(newTab) {
    const { list, isOpen } = this.#view;
    const option = /** @type {HTMLAnchorElement | undefined} */ (list.at(list.active) ?? (this.#session.answer?.total ? list.at(0) : undefined));
    const target = option && list.target(option);
    if (!isOpen) this.#controller.open();
    else if (this.#session.hasFailed) this.#controller.ask();
    else if (this.#session.isWaiting) this.#controller.openWhenAnswered = !newTab;
    else if (!target) return;
    else if (!newTab || typeof target === "string") option.click();
    else if (this.#controller.select(target) && option.href) window.open(option.href, "_blank", "noopener");
  }
}
