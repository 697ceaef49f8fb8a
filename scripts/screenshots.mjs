// node scripts/screenshots.mjs [OUT_DIR [SET...]]
// node scripts/screenshots.mjs --references
//
// Pictures of every state of the widget, in both languages and themes, on a desktop and on a phone, with a sheet of them all for each:
// dist/screenshots unless told; a set is such as `ko-dark-phone`. They are to be looked at. With `--references` the few that
// tests/browser/references.test.mjs compares are taken anew, which `make references` does. Needs the command: `make build`.

import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildSite } from "../tests/browser/support/build-site.mjs";
import { launch } from "../tests/browser/support/chromium.mjs";
import { openStudio, PICTURES, referenceOf } from "../tests/browser/support/pictures.mjs";
import { findProgram } from "../tests/browser/support/programs.mjs";
import { serve } from "../tests/browser/support/serve.mjs";
import { pageOf, STATES } from "../tests/browser/support/states.mjs";

const SIZES = { desktop: { width: 1100, height: 760 }, phone: { width: 390, height: 844 } };

if (process.argv[2] === "--references") {
  await takeReferences();
  process.exit();
}

const out = path.resolve(process.argv[2] ?? "dist/screenshots");
const wanted = process.argv.slice(3);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const built = await buildSite("posts");
const browser = await launch();
const site = await serve(built.folder);
for (const [name, state] of Object.entries(STATES)) {
  for (const lang of /** @type {const} */ (["ko", "en"])) {
    await writeFile(path.join(built.folder, `${name}-${lang}.html`), pageOf(state, lang));
  }
}
for (const lang of ["ko", "en"]) {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const set = `${lang}-${theme}-${size}`;
      if (wanted.length && !wanted.includes(set)) continue;
      /** @type {string[]} */
      const pictures = [];
      for (const [name, { act }] of Object.entries(STATES)) {
        const options = { viewport, colorScheme: theme, hasTouch: size === "phone", isMobile: size === "phone" };
        const context = await browser.newContext(options);
        const page = await context.newPage();
        page.setDefaultTimeout(5000);
        await page.goto(`${site.url}${name}-${lang}.html`);
        await page.waitForFunction(() => customElements.get("keyseek-search"));
        await act(page).catch((error) => console.error(`${set} ${name}: ${error.message}`));
        await page.waitForTimeout(250);
        await page.screenshot({ path: path.join(out, `${set}-${name}.png`) });
        pictures.push(`${set}-${name}`);
        await context.close();
      }
      const figures = pictures.map((name) => `<figure><img src="${name}.png" width="${viewport.width / 2}"><figcaption>${name}</figcaption></figure>`);
      await writeFile(path.join(out, `${set}.html`), `<!doctype html><meta charset="utf-8"><style>body { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px; background: #888 } figure { margin: 0 }</style>${figures.join("")}`);
      const sheet = await browser.newPage({ viewport: { width: size === "phone" ? 1640 : 1690, height: 800 } });
      await sheet.goto(`file://${path.join(out, `${set}.html`)}`);
      await sheet.screenshot({ path: path.join(out, `${set}.png`), fullPage: true });
      await sheet.close();
    }
  }
}
await browser.close();
await site.close();
await built.remove();

/** Takes the references anew, as small as a PNG of theirs can be. */
async function takeReferences() {
  const zopflipng = findProgram(["zopflipng"], "KEYSEEK_ZOPFLIPNG");
  const studio = await openStudio();
  try {
    for (const name of Object.keys(PICTURES)) {
      const file = referenceOf(name);
      await writeFile(file, await studio.take(name));
      execFileSync(zopflipng, ["-y", file, file]);
      console.log(path.relative(process.cwd(), file));
    }
  } finally {
    await studio.close();
  }
}
