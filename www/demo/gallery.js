/** Every state of the search box, in both themes, live. */

import { STATES } from "./states.js";

const lang = document.documentElement.lang === "ko" ? "ko" : "en";

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(Node | string)} children
 */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {import("./states.js").State} state
 * @param {string} theme
 */
function stage({ attributes = {}, query }, theme) {
  const box = /** @type {import("../widget/element.js").KeyseekSearch} */ (document.createElement("keyseek-search"));
  for (const [name, value] of Object.entries({ limit: "5", shortcut: "", theme, ...attributes })) box.setAttribute(name, value);
  const stage = make("div", `stage ${theme}`, box);
  // Only what is seen is searched, and in the window's upper part: near its foot a panel opens above its box.
  new IntersectionObserver((changes, observer) => {
    if (query === undefined || !changes.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    box.search(query);
  }, { rootMargin: "0px 0px -45% 0px" }).observe(box);
  return stage;
}

const states = STATES.map((state) => {
  const [heading, text] = state.text[lang];
  const themes = ["light", "dark"].map((theme) => stage(state, theme));
  return make("section", `state ${state.className ?? ""}`, make("h2", "", heading), make("p", "", text), make("div", "themes", ...themes));
});

customElements.whenDefined("keyseek-search").then(() => {
  const all = make("div", "states", ...states);
  // A box closes when the reader turns to another: here all are to stay open.
  all.addEventListener("pointerdown", (event) => event.stopPropagation());
  all.addEventListener("focusout", (event) => event.stopPropagation(), true);
  // One of them shows a failure on purpose.
  all.addEventListener("keyseek-error", (event) => event.preventDefault());
  document.getElementById("content")?.append(all);
});
