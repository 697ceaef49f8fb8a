// How the widget looks in Chromium, beside pictures that somebody has looked at: tests/browser/references. When a change of its
// looks is meant, `make references` takes them anew.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { compare, DIFFERENT, openStudio, PICTURES, referenceOf } from "./support/pictures.mjs";

/**
 * What may differ, as a share of all pixels. From run to run nothing does; what the last tests change is 0.0045 to 0.0087, and
 * letters that are drawn at whole pixels only are up to 0.03.
 */
const TOLERANCE = 0.001;

/** @type {Awaited<ReturnType<typeof openStudio>>} */
let studio;

before(async () => {
  await rm(DIFFERENT, { recursive: true, force: true });
  studio = await openStudio();
});
after(() => studio?.close());

for (const name of Object.keys(PICTURES)) {
  test(`${name} looks as it did`, async () => {
    assert.equal(await compare(name, await studio.take(name), TOLERANCE), "");
  });
}

for (const [what, name, css] of [
  ["another colour of what was found", "results", "keyseek-search { --keyseek-mark: #ffe9ff }"],
  ["a border that is gone", "idle", "keyseek-search { --keyseek-border: transparent }"],
  ["a text that moved by a pixel", "sections", "keyseek-search::part(title) { padding-left: 1px }"],
]) {
  test(`${what} is noticed`, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "keyseek-pictures-"));
    try {
      const report = await compare(name, await studio.take(name, css), TOLERANCE, folder);
      const where = path.join(folder, `${name}.difference.png`);
      assert.ok(report.endsWith(` of ${name} differ from the reference: see ${where}`), report);
      assert.ok(existsSync(where));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

test("there is no picture that nobody compares, and they are small", async () => {
  const files = (await readdir(path.dirname(referenceOf("any")))).filter((file) => file.endsWith(".png"));
  assert.deepEqual(files.sort(), Object.keys(PICTURES).map((name) => `${name}.png`).sort());
  const sizes = await Promise.all(files.map(async (file) => (await stat(referenceOf(file.replace(/\.png$/, "")))).size));
  const sum = sizes.reduce((all, size) => all + size, 0);
  assert.ok(sum < 300_000, `${sum} bytes`);
});
