/** Keys that open the search from anywhere in the page, unless the reader is typing into something. */

/** @typedef {{ key: string, mod: boolean }} Shortcut */

/**
 * A shortcut as it is written in an attribute: `mod+k` is ⌘K on a Mac and Ctrl+K elsewhere; a single character is itself.
 * @param {string} written several, with spaces between
 * @returns {Shortcut[]}
 */
export function shortcuts(written) {
  return written.toLowerCase().split(/\s+/).flatMap((one) => {
    const key = one.replace(/^mod\+/, "");
    return key.length === 1 ? { key, mod: key !== one } : [];
  });
}

const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/**
 * The first of some shortcuts as keycaps, for the button.
 * @param {Shortcut[]} all
 */
export function keycaps([first]) {
  if (!first) return [];
  const key = first.key.toUpperCase();
  return first.mod ? [isMac() ? "⌘" : "Ctrl", key] : [key];
}

/**
 * Whether a key is one of some shortcuts and meant for the page.
 * @param {KeyboardEvent} event
 * @param {Shortcut[]} all
 */
export function isPressed(event, all) {
  const { ctrlKey, metaKey, altKey, shiftKey, defaultPrevented, isComposing, repeat } = event;
  if (defaultPrevented || isComposing || repeat || altKey || isTyping(event)) return false;
  const key = event.key.toLowerCase();
  // With a Korean or Greek layout the key that has a K on it types another letter.
  const latin = key.length === 1 && key > "\x7f" ? event.code.replace(/^Key/, "").toLowerCase() : key;
  return all.some(({ key: wanted, mod }) => {
    return wanted === (mod ? latin : key) && mod === (isMac() ? metaKey : ctrlKey) && !(isMac() ? ctrlKey : metaKey) && !(mod && shiftKey);
  });
}

const TEXTLESS = /^(button|checkbox|color|file|image|radio|range|reset|submit)$/;

/**
 * Whether a key goes into a field for text, inside of a shadow root too. What a closed one holds is not to be seen, so that a
 * custom element that shows nothing of its inside counts as such a field.
 * @param {Event} event
 */
function isTyping(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  if (/^(textbox|searchbox|combobox|spinbutton)$/.test(target.getAttribute("role") ?? "")) return true;
  if (target instanceof HTMLInputElement) return !TEXTLESS.test(target.type);
  return /^(textarea|select|iframe|object|embed)$/.test(target.localName) || (target.localName.includes("-") && !target.shadowRoot);
}
