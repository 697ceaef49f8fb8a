// How the widget looks in Chromium, beside pictures that somebody has looked at: tests/browser/references. When a change of its
// looks is meant, `node scripts/screenshots.mjs --references` takes them anew.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { compare, openStudio, PICTURES, referenceOf } from "./support/pictures.mjs";

/** What may differ, as a share of all pixels. */
const TOLERANCE = 0.001;

/** @type {Awaited<ReturnType<typeof openStudio>>} */
let studio;

before(async () => {
  studio = await openStudio();
});
after(() => studio?.close());

for (const name of Object.keys(PICTURES)) {
  test(`${name} looks as it did`, async () => {
    const { report } = await compare(name, await studio.take(name), TOLERANCE);
    assert.equal(report, "");
  });
}

for (const [what, name, css] of [
  ["another colour of what was found", "results", "keyseek-search { --keyseek-mark: #ffe9ff }"],
  ["a border that is gone", "idle", "keyseek-search { --keyseek-border: transparent }"],
  ["a text that moved by a pixel", "sections", "keyseek-search::part(title) { padding-left: 1px }"],
]) {
  test(`${what} is noticed`, async () => {
    const { report } = await compare(name, await studio.take(name, css), TOLERANCE);
    assert.match(report, new RegExp(`^\\d+ pixels of ${name} differ from the reference: see (.+)$`));
    assert.ok(existsSync(report.replace(/^.*: see /, "")));
  });
}

test("there is no picture that nobody compares, and they are small", async () => {
  const files = (await readdir(path.dirname(referenceOf("any")))).filter((file) => file.endsWith(".png"));
  assert.deepEqual(files.sort(), Object.keys(PICTURES).map((name) => `${name}.png`).sort());
  const sizes = await Promise.all(files.map(async (file) => (await stat(referenceOf(file.replace(/\.png$/, "")))).size));
  const sum = sizes.reduce((all, size) => all + size, 0);
  assert.ok(sum < 300_000, `${sum} bytes`);
});
