/** The icons: strokes in `currentColor`, made as nodes because a strict page forbids injected markup. */

import { named } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} path the `d` of the strokes in a 24 by 24 box
 * @param {string} part
 */
function icon(path, part) {
  const svg = document.createElementNS(SVG, "svg");
  const stroke = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  named(svg, part);
  stroke.setAttribute("d", path);
  svg.append(stroke);
  return svg;
}

export const magnifier = () => icon("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13M15.3 15.3 20 20", "icon");

export const cross = () => icon("M7 7l10 10M17 7 7 17", "cross");

export const clock = () => icon("M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16M12 8v4.4l2.8 1.8", "icon");
