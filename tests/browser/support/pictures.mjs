// Pictures of the widget in Chromium that are the same in every run on every machine, and how two of them differ.

import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { buildSite } from "./build-site.mjs";
import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";
import { pageOf, STATES } from "./states.mjs";

const REFERENCES = fileURLToPath(new URL("../references/", import.meta.url));
/** Where pictures go that differ from their references, unless told. */
export const DIFFERENT = fileURLToPath(new URL("../../../dist/references/", import.meta.url));
const DOCUMENTS = ["documents.jsonl", "guide.md"].map((name) => path.join(REFERENCES, name));

const DESKTOP = { width: 600, height: 420 };
/** Wide enough for a dialog that does not fill it. */
const WIDE = { width: 720, height: 420 };
const PHONE = { width: 375, height: 600 };
/** It has the letters of both languages. */
const FONT = "Noto Sans CJK KR";

/** What machines set differently: how letters are drawn. */
const ARGUMENTS = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"];

/**
 * @typedef {object} Picture
 * @property {string} state of states.mjs
 * @property {"ko" | "en"} lang
 * @property {"light" | "dark"} theme
 * @property {{ width: number, height: number }} size
 */

/** @type {Record<string, Picture>} */
export const PICTURES = {
  idle: { state: "closed", lang: "ko", theme: "light", size: DESKTOP },
  results: { state: "results", lang: "ko", theme: "light", size: DESKTOP },
  "results-dark": { state: "results", lang: "ko", theme: "dark", size: DESKTOP },
  "results-phone": { state: "composing", lang: "ko", theme: "light", size: PHONE },
  sections: { state: "sections", lang: "en", theme: "light", size: DESKTOP },
  corrected: { state: "corrected", lang: "en", theme: "dark", size: DESKTOP },
  facets: { state: "filters", lang: "ko", theme: "light", size: DESKTOP },
  modal: { state: "modal-results", lang: "en", theme: "light", size: WIDE },
  "modal-phone": { state: "modal-results", lang: "ko", theme: "dark", size: PHONE },
  nothing: { state: "nothing", lang: "ko", theme: "light", size: DESKTOP },
  error: { state: "error", lang: "en", theme: "light", size: DESKTOP },
};

/** @param {string} name of a picture */
export const referenceOf = (name) => path.join(REFERENCES, `${name}.png`);

/**
 * A browser and a site to take pictures in. Close it afterwards.
 *
 * @throws when the font is not there: every letter would differ
 */
export async function openStudio() {
  const families = execFileSync("fc-list", [`:family=${FONT}`, "family"], { encoding: "utf8" });
  if (!families) throw new Error(`the font ${FONT} is not there; run \`make setup\``);
  const built = await buildSite(DOCUMENTS);
  const site = await serve(built.folder);
  const browser = await launch(ARGUMENTS);

  return {
    async close() {
      await browser.close();
      await site.close();
      await built.remove();
    },

    /**
     * @param {string} name of a picture
     * @param {string} [css] more of it for the page
     * @returns {Promise<Buffer>} a PNG
     */
    async take(name, css = "") {
      const { state, lang, theme, size } = PICTURES[name];
      const style = `<style>:root { --keyseek-font-family: "${FONT}" } body { font-family: "${FONT}" !important } ${css}</style>`;
      await writeFile(path.join(built.folder, `${name}.html`), pageOf(STATES[state], lang, style));
      const onPhone = size === PHONE;
      const context = await browser.newContext({
        viewport: size, deviceScaleFactor: 1, colorScheme: theme, hasTouch: onPhone, isMobile: onPhone, reducedMotion: "reduce",
      });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(30_000);
        // Whatever was measured took no time.
        await page.addInitScript(() => void (performance.now = () => 0));
        await page.goto(`${site.url}${name}.html`);
        await page.waitForFunction(() => customElements.get("keyseek-search"));
        await STATES[state].act(page);
        await page.waitForFunction(() => !document.querySelector("keyseek-search")?.shadowRoot?.querySelector("[data-busy]"));
        // The order and completions come after results.
        await page.waitForLoadState("networkidle");
        return await page.screenshot({ animations: "disabled", caret: "hide" });
      } finally {
        await context.close();
      }
    },
  };
}

/**
 * Compares a picture with its reference. Pixels that only smooth an edge do not count. When more differ than may, the picture and one
 * of the differences are written into a folder.
 *
 * @param {string} name of a picture
 * @param {Buffer} taken
 * @param {number} most of the pixels that may differ, as a share of all
 * @param {string} [folder]
 * @returns {Promise<string>} empty, or what differs and where to look
 */
export async function compare(name, taken, most, folder = DIFFERENT) {
  const actual = PNG.sync.read(taken);
  const reference = PNG.sync.read(await readFile(referenceOf(name)));
  const { width, height } = reference;
  const isSize = actual.width === width && actual.height === height;
  const difference = new PNG({ width, height });
  const pixels = isSize ? pixelmatch(reference.data, actual.data, difference.data, width, height, { threshold: 0.1 }) : width * height;
  if (pixels <= most * width * height) return "";
  await mkdir(folder, { recursive: true });
  const where = path.join(folder, `${name}.difference.png`);
  await writeFile(where, PNG.sync.write(difference));
  await writeFile(path.join(folder, `${name}.png`), taken);
  const size = isSize ? "" : ` (${actual.width} × ${actual.height} instead of ${width} × ${height})`;
  return `${pixels} pixels of ${name} differ from the reference${size}: see ${where}`;
}
