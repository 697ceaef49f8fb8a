/** Builds elements. Text becomes text nodes: there is no way to pass markup through here. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with a part name, attributes and children. What is null is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string | null} part
 * @param {Record<string, string | number | null | undefined> | null} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, part, attributes, ...children) {
  const element = document.createElement(tag);
  if (part) named(element, part);
  for (const name in attributes) {
    const value = attributes[name];
    if (value != null) element.setAttribute(name, String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return element;
}

/**
 * Names an element for styles: the page's go by its part, and the widget's own by its class, which browsers look up faster.
 * @param {Element} element
 * @param {string} part
 */
export function named(element, part) {
  for (const name of ["class", "part"]) element.setAttribute(name, part);
}

/**
 * A button that carries what it does in `data-` attributes.
 * @param {string} part
 * @param {Record<string, string>} data
 * @param {...Child} children
 */
export function button(part, data, ...children) {
  const made = el("button", part, { type: "button" }, ...children);
  Object.assign(made.dataset, data);
  return made;
}

/**
 * Sets the text of an element, unless it says so already: a browser clicks no button whose text is replaced while it is pressed.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Sets an attribute, unless it is so already.
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value null for none
 */
export function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
