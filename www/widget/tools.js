/**
 * What stands above results to narrow them down: the order, and values of columns as chips. All are buttons that carry what
 * they do in `data-` attributes, and keep the focus when they are made again.
 */

import { button, el } from "./dom.js";
import { written } from "./numbers.js";

/** @typedef {import("./strings.js").Strings} Strings */
/** @typedef {import("../keyseek.js").Facet} Facet */

/** Values of a column that are shown before the rest is asked for. */
const FEW = 8;

/**
 * A button that stays pressed.
 * @param {boolean} isPressed
 * @param {HTMLButtonElement} made
 */
function pressed(isPressed, made) {
  made.setAttribute("aria-pressed", String(isPressed));
  return made;
}

/** @param {string} label @param {string} part @param {...import("./dom.js").Child} children */
const group = (label, part, ...children) => el("div", part, { role: "group", "aria-label": label }, ...children);

/**
 * The order.
 * @param {Strings} strings
 * @param {boolean} newest whether the newest come first
 */
export function order(strings, newest) {
  const orders = [strings.relevance, strings.newest].map((label, at) => {
    return pressed(newest === Boolean(at), button("order", { order: at ? "newest" : "relevance" }, label));
  });
  return group(strings.sort, "sort", ...orders);
}

/**
 * The values of a column as chips, chosen ones first.
 * @param {string} column
 * @param {Facet} facet
 * @param {{ chosen: Set<string>, all: boolean, strings: Strings, lang: string }} state `all` shows more than a few
 */
export function chips(column, { values }, { chosen, all, strings, lang }) {
  const counts = new Map([...chosen].map((value) => [value, 0]));
  for (const { value, count } of values) counts.set(String(value), count);
  const shown = [...counts].slice(0, all ? Infinity : Math.max(FEW, chosen.size));
  const made = shown.map(([value, count]) => {
    const label = nameOf(column, value, lang);
    return pressed(chosen.has(value), button("chip", { column, value }, el("bdi", null, null, label), el("span", "count", null, written(count, lang))));
  });
  const hidden = counts.size - shown.length;
  if (!made.length) return null;
  const name = strings.columns[column] ?? column;
  return group(name, "facet", el("span", "column", { "aria-hidden": "true" }, name),
    ...made, hidden > 0 && button("others", { others: column }, strings.others(hidden)));
}

/**
 * A language by its name rather than its code.
 * @param {string} column
 * @param {string} value
 * @param {string} lang
 */
function nameOf(column, value, lang) {
  if (column !== "lang") return value;
  try {
    return new Intl.DisplayNames([lang], { type: "language" }).of(value) ?? value;
  } catch {
    return value;
  }
}

/**
 * Runs what makes the buttons inside of an element again, and gives the focus back to the one that had it.
 * @param {HTMLElement} element
 * @param {() => void} render
 * @returns {boolean} whether the focus was lost
 */
export function keepingFocus(element, render) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  const before = root.activeElement;
  const focused = before instanceof HTMLElement && element.contains(before) ? JSON.stringify(before.dataset) : null;
  render();
  if (focused === null || root.activeElement) return false;
  const again = [...element.querySelectorAll("button")].find(({ dataset }) => JSON.stringify(dataset) === focused);
  again?.focus({ preventScroll: true });
  return !again;
}
