/**
 * What opens below the box, and everything that is on show in it: results, messages, what is read out. Options are `list.js`,
 * what stands beside them `beside.js`; the box itself is `frame.js`.
 *
 * Knows nothing of engines, events or keys: others tell it what to show and ask it which option is active.
 */

import { painted } from "../pace.js";
import { button, el, say, set } from "./dom.js";
import { beside } from "./later.js";
import { List } from "./list.js";
import { message } from "./message.js";
import { written } from "./numbers.js";
import { chooseSide, fit, fitModal } from "./place.js";
import { stringsFor } from "./strings/panel.js";
import { sheet } from "./styles.js";

/** @typedef {import("../keyseek.js").Answer} Answer */
/** @typedef {import("../keyseek.js").Hit} Hit */
/** @typedef {import("../keyseek.js").Index} Index */
/** @typedef {import("./frame.js").Frame} Frame */

/** Milliseconds of rest before something is read out, so that it is not read at each key. */
const REST = 500;

export class View {
  list = new List((active) => this.#onActive(active));
  #retry = button("retry", { action: "retry" });
  #more = button("more", { action: "more" });
  /** Narrowing down; what is said of the results; buttons beside recent searches; a message in place of results. */
  #tools = el("div", "tools");
  #line = el("div", "line");
  #notices = el("div", "notices");
  #completions = el("div", "completions", { role: "group" });
  #forget = el("div", "forget");
  #note = el("div", "note");
  scroll = el("div", "scroll", null, this.#tools, this.#notices,
    el("div", "rows", null, this.list.element, this.#forget), this.#note, this.#more);
  #footer = el("div", "footer", { hidden: "" });
  panel = el("div", "panel", { hidden: "" }, this.scroll, this.#footer);
  #status = el("div", "status", { role: "status" });
  strings = stringsFor("en");
  lang = "en";
  /** @type {(Partial<import("./strings.js").Strings> | undefined)[]} */
  #own = [];
  /** @type {import("./choice.js").Choice | undefined} what the reader chose beside the query, once there is something to choose */
  choice;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reading;
  /** Whether the results may be scrolled. */
  isScrolled = false;

  /**
   * @param {Frame} frame
   * @param {() => string | null} highlight how what was found is told to the page that a result opens
   */
  constructor(frame, highlight) {
    this.frame = frame;
    this.highlight = highlight;
    frame.shadow.adoptedStyleSheets.push(sheet);
    frame.input.setAttribute("aria-controls", "list");
    this.#more.hidden = true;
    frame.card.append(this.panel, this.#status);
  }

  /**
   * @param {string} lang
   * @param {...(Partial<import("./strings.js").Strings> | undefined)} strings
   */
  localize(lang, ...strings) {
    this.lang = lang;
    this.#own = strings;
    this.strings = stringsFor(lang, ...strings);
    this.list.element.setAttribute("aria-label", this.strings.results);
    if (beside) {
      this.#completions.setAttribute("aria-label", this.strings.completions);
      this.#footer.replaceChildren(beside.keys(this.strings));
    }
    say(this.#more, this.strings.more);
    say(this.#retry, this.strings.retry);
  }

  /** What stands beside results is there by now. */
  furnish() {
    if (!beside || this.choice) return;
    this.choice = new beside.Choice();
    this.frame.shadow.adoptedStyleSheets.push(beside.sheet);
    this.localize(this.lang, ...this.#own);
  }

  // The panel

  get isOpen() {
    return this.frame.isModal ? this.frame.dialog.open : !this.panel.hidden;
  }

  get isEmpty() {
    return this.list.last < 0 && !this.#note.hasChildNodes() && !this.#notices.hasChildNodes();
  }

  open() {
    const { frame, panel } = this;
    const wasHidden = panel.hidden;
    panel.hidden = false;
    frame.openDialog();
    if (!frame.isModal && wasHidden) chooseSide(panel, frame.field);
    this.settle();
  }

  close() {
    if (this.frame.isModal) this.frame.closeDialog();
    else this.panel.hidden = true;
    this.list.activate(-1);
    this.settle();
  }

  /** Fits what is open into the window. */
  fit() {
    if (!this.isOpen) return;
    const { isModal, dialog, field } = this.frame;
    if (isModal) fitModal(dialog, this.panel);
    else fit(this.panel, field);
  }

  /** Brings what depends on the content up to date with it. */
  settle() {
    this.fit();
    this.fill();
    this.frame.input.setAttribute("aria-expanded", String(this.isOpen && this.list.last >= 0));
  }

  /** @param {HTMLElement | undefined} active */
  #onActive(active) {
    // It is brought into sight, of which an event tells later.
    if (active) this.isScrolled = true;
    set(this.frame.input, "aria-activedescendant", active?.id ?? null);
  }

  // What is on show

  /**
   * Before anything is typed: recent searches, and chips of what there is much of.
   * @param {string[]} recent
   * @param {Answer["facets"]} facets
   */
  showStart(recent, facets) {
    this.furnish();
    const { hint, hintMore } = this.strings;
    const popular = this.#chips(facets);
    const ones = recent.length ? beside?.recentOnes(recent, this.strings) : undefined;
    this.#clearAll(ones ? popular : [message(hint, hintMore), ...popular]);
    if (ones) {
      this.#notices.append(ones.heading);
      this.list.addQueries(recent, ones.options);
      this.#forget.replaceChildren(...ones.buttons);
    }
    this.#announce("");
    this.settle();
  }

  /** Results stay while the next ones are on their way. */
  showWaiting() {
    this.frame.field.toggleAttribute("data-busy", true);
    if (this.list.hits) return;
    this.#showMessage(this.strings.loading, "");
  }

  endWaiting() {
    this.frame.field.toggleAttribute("data-busy", false);
  }

  /**
   * Turns what is on show into an answer; on a slow processor step by step, what is in sight first, and each when the one
   * before is painted.
   * @param {Answer} answer
   * @param {string} query as it stands in the box
   * @param {Index} index
   * @param {HTMLElement[] | undefined} completions not there while they are on their way
   * @param {import("../pace.js").Pace} pace
   * @param {() => boolean} isWanted
   * @returns {Promise<boolean>} whether it is on show; if not, something else is wanted
   */
  async showAnswer(answer, query, index, completions, pace, isWanted) {
    this.furnish();
    const { strings, list } = this;
    const { hits, total, took_ms, suggestions = [] } = answer;
    const time = Math.round(took_ms) || 1;
    const summary = `${strings.total(total, answer.at_least)} · ${written(time, this.lang)} ms`;
    if (this.isScrolled) this.scroll.scrollTop = 0;
    const show = () => {
      this.#clearAll([], hits);
      this.#line.replaceChildren(el("span", "total", null, summary));
      this.showOrder(index);
      this.#tools.append(...(hits.length ? [this.#line, this.#completions] : []), ...this.#chips(answer.facets));
      if (completions) this.showCompletions(completions);
      else this.#completions.replaceChildren();
    };
    // Before what stands beside results there is nothing in there to have the focus.
    if (!beside) show();
    else if (beside.keepingFocus(this.#tools, show)) this.frame.input.focus();
    const said = beside?.notices(answer, query, strings) ?? [];
    this.#notices.append(...said);
    if (hits.length) {
      this.#announce([...said.map((notice) => notice.firstChild?.textContent), summary].join(" "));
    } else if (beside) {
      const [headline, said] = beside.nothing(query, suggestions.length > 0, Boolean(this.choice?.isNarrow), strings);
      this.#notices.append(said);
      list.addQueries(suggestions, beside.queryOptions(suggestions));
      this.#announce(headline);
    }
    if (pace.isSlow) {
      // What stands above the rows is laid out in a task of its own: with the first row it took 60 ms where fonts are not loaded yet.
      this.scroll.getBoundingClientRect();
      await pace.rest();
      if (!isWanted()) return false;
    }
    while (pace.isSlow && this.#isShort) {
      list.layOut();
      // In one task with what changes rather than with the painting.
      this.scroll.getBoundingClientRect();
      await pace.rest(painted);
      if (!isWanted()) return false;
    }
    // Before the panel is measured, which lays out everything.
    this.fill();
    this.settle();
    if (list.goesOn || hits.length < total) await pace.pause(painted);
    return this.#finish(pace, isWanted);
  }

  get #isShort() {
    return this.list.isShort(() => this.scroll.getBoundingClientRect().bottom);
  }

  /** Lays out the results that are in sight. */
  fill() {
    while (this.#isShort) this.list.layOut();
    this.list.reserve();
  }

  /**
   * Puts the order into the place that is there for it.
   * @param {Index} index
   */
  showOrder(index) {
    this.#line.append(this.choice?.order(index, this) ?? "");
  }

  /**
   * Puts completions into the place that was kept for them, or gives it up when there are none.
   * @param {HTMLElement[]} buttons
   */
  showCompletions(buttons) {
    this.#completions.replaceChildren(...buttons);
    if (!buttons.length) this.#completions.remove();
  }

  /**
   * Adds hits of an answer below what is there.
   * @param {Answer} answer with what is missing by now
   * @param {Hit[]} hits
   * @param {import("../pace.js").Pace} pace
   * @param {() => boolean} isWanted
   */
  async append(answer, hits, pace, isWanted) {
    this.list.add(hits);
    if (answer.missing?.length && beside) this.#notices.replaceChildren(...beside.notices(answer, answer.query, this.strings));
    if (await this.#finish(pace, isWanted)) this.settle();
  }

  /**
   * Shows the hits that are still to be shown.
   * @param {import("../pace.js").Pace} pace
   * @param {() => boolean} isWanted
   */
  async #finish(pace, isWanted) {
    while (isWanted() && this.list.goesOn) {
      this.list.step();
      await pace.rest();
    }
    return isWanted();
  }

  /**
   * Ends a page of results.
   * @param {boolean} hasMore whether there are others
   */
  end(hasMore) {
    const hadFocus = this.#more.matches(":focus");
    this.list.trim();
    this.#more.hidden = !hasMore;
    if (hadFocus && !hasMore) this.frame.input.focus();
  }

  showError() {
    const { error, errorMore, offline, offlineMore } = this.strings;
    const [headline, detail] = navigator.onLine ? [error, errorMore] : [offline, offlineMore];
    this.#showMessage(headline, detail, this.#retry);
  }

  /**
   * Shows a message in place of results.
   * @param {string} headline
   * @param {string} detail
   * @param {HTMLElement} [action]
   */
  #showMessage(headline, detail, action) {
    this.#clearAll([message(headline, detail, action)]);
    this.#announce(headline);
    this.settle();
  }

  /** @param {Answer["facets"]} facets */
  #chips(facets) {
    return this.choice?.chips(facets, this) ?? [];
  }

  /**
   * Takes away what is on show and puts a note in its place.
   * @param {HTMLElement[]} note
   * @param {Hit[]} [hits] to show instead
   */
  #clearAll(note, hits = []) {
    this.list.show(hits, { lang: this.lang, highlight: this.highlight() });
    for (const emptied of [this.#tools, this.#notices, this.#forget]) emptied.replaceChildren();
    this.#note.replaceChildren(...note);
    this.#footer.hidden = !hits.length;
    if (!hits.length) this.#more.hidden = true;
  }

  /** @param {string} text */
  #announce(text) {
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => (this.#status.textContent = text), REST);
  }
}
