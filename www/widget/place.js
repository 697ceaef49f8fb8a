/** Where the panel goes. A page may put the box anywhere: in a narrow header, at the right edge, at the bottom. */

/** Room kept between the panel and the edges of the window, in pixels. */
const MARGIN = 12;
/** The width that results need to read well, in em. */
const WIDTH = 30;
/** The height below which there is no use in showing results, in pixels. */
const HEIGHT = 200;

/** What is in sight of the page, without what a phone's keyboard covers. */
export const view = /** @type {VisualViewport} */ (visualViewport);

/**
 * The room above and below the box, in pixels of the window that a phone's keyboard leaves.
 * @param {DOMRect} box
 */
function room({ top, bottom }) {
  const { offsetTop, height } = view;
  return { above: top - offsetTop - 2 * MARGIN, below: offsetTop + height - bottom - 2 * MARGIN };
}

/**
 * Opens the panel below the box, or above it where there is next to nothing below. It then stays on its side.
 * @param {HTMLElement} panel
 * @param {HTMLElement} field the box that it belongs to
 */
export function chooseSide(panel, field) {
  const { above, below } = room(field.getBoundingClientRect());
  panel.toggleAttribute("data-above", below < HEIGHT && above > below);
}

/**
 * Fits the panel into the window: as wide as the box or as a result needs, no taller than the room there is.
 * @param {HTMLElement} panel
 * @param {HTMLElement} field
 */
export function fit(panel, field) {
  const box = field.getBoundingClientRect();
  const { above, below } = room(box);
  const height = Math.max(HEIGHT, panel.hasAttribute("data-above") ? above : below);
  const wide = document.documentElement.clientWidth - 2 * MARGIN;
  const em = parseFloat(getComputedStyle(panel).fontSize);
  // A box that nearly fills the window has its panel in line with it.
  const width = box.width > wide - 6 * em ? box.width : Math.max(box.width, Math.min(WIDTH * em, wide));
  // In line with the box's start, or with its end where that would leave the window.
  const fits = width === box.width || box.left + width <= MARGIN + wide;
  const left = fits ? box.left : Math.max(MARGIN, box.right - width);

  panel.style.width = `${width}px`;
  panel.style.left = `${left - box.left}px`;
  panel.style.maxHeight = `min(var(--keyseek-panel-height, 34em), ${height}px)`;
}

/**
 * Tells a modal the height that a phone's keyboard leaves. Its panel is laid out by the card.
 * @param {HTMLElement} dialog
 * @param {HTMLElement} panel
 */
export function fitModal(dialog, panel) {
  panel.removeAttribute("style");
  dialog.style.setProperty("--view", `${view.height}px`);
}
