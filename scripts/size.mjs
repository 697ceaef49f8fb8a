// node scripts/size.mjs DIR
//
// Prints what a reader's browser loads before the first search, and later, raw and compressed, and fails when it is over
// the limits. DIR holds what scripts/module.sh wrote; the module is stored compressed, so that it takes as many bytes
// whatever the server does.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

// Bytes after gzip -9. A limit fails the build. A goal is what is aimed at: once it is reached, its number becomes the
// limit, so that nothing falls behind it again.
// The secondary part of the module is not loaded for a first search, unless that asks for what is in it, nor is what stands beside
// results, which comes once they are painted, or with them where the tag or the answer asks for it; of the languages that are
// files of their own one at most, and what a worker needs for large indexes only, after the first search.
const WITHOUT_WIDGET = { limit: 45_000, goal: 45_000 };
const WITH_WIDGET = { limit: 60_000, goal: 60_000 };

/**
 * @typedef {{ raw: number, gzip: number, brotli: number }} Size
 */

/**
 * @param {string} file
 * @returns {Size}
 */
function sizeOf(file) {
  const bytes = readFileSync(file);
  // Servers do not compress what they do not know.
  if (file.endsWith(".ks")) return { raw: bytes.length, gzip: bytes.length, brotli: bytes.length };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}

/**
 * @param {Size[]} sizes
 * @returns {Size}
 */
function sum(...sizes) {
  return sizes.reduce((a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli }));
}

/**
 * @param {string} name
 * @param {(string | number)[]} columns
 */
function printRow(name, ...columns) {
  console.log(name.padEnd(36) + columns.map((column) => column.toLocaleString("en").padStart(10)).join(""));
}

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node scripts/size.mjs DIR");
  process.exit(2);
}
/**
 * The files of the folder whose names a pattern matches, in order.
 * @param {RegExp} pattern
 */
const list = (pattern) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => pattern.test(name)).sort();

/**
 * The one file of the folder whose name a pattern matches.
 * @param {RegExp} pattern
 */
function find(pattern) {
  const names = list(pattern);
  if (names.length !== 1) {
    console.error(`${folder} holds ${names.length} files ${pattern}, not one; run \`make module\``);
    process.exit(1);
  }
  return names[0];
}

const primary = find(/^keyseek-[0-9a-f]+\.wasm\.ks$/);
const secondary = find(/^keyseek-secondary-[0-9a-f]+\.wasm\.ks$/);
const panel = find(/^keyseek-panel-[0-9a-f]+\.js$/);
const beside = find(/^keyseek-beside-[0-9a-f]+\.js$/);
const languages = list(/^keyseek-[a-z]{2}-[0-9a-f]+\.js$/);
const ofWorkers = list(/^keyseek-(remote|worker)-[0-9a-f]+\.js$/);
const rows = [primary, "keyseek.js", "keyseek-search.js", panel, beside, secondary, ...languages, ...ofWorkers].map((name) => ({
  name,
  size: sizeOf(path.join(folder, name)),
}));
const [wasm, engine, element, panelSize, ...later] = rows.map(({ size }) => size);
const widget = sum(element, panelSize);
const withoutWidget = sum(wasm, engine);
const withWidget = sum(withoutWidget, widget);

printRow("bytes", "raw", "gzip -9", "brotli");
for (const { name, size } of rows) printRow(name, size.raw, size.gzip, size.brotli);
printRow("widget", ...Object.values(widget));
printRow("before the first search", ...Object.values(withoutWidget));
printRow("with the widget", ...Object.values(withWidget));
printRow("and what comes by need", ...Object.values(sum(withWidget, ...later)));

/**
 * @param {string} what
 * @param {number} bytes
 * @param {{ limit: number, goal: number }} budget
 */
function judge(what, bytes, { limit, goal }) {
  const missing = bytes - goal;
  const verdict = missing > 0 ? `${missing.toLocaleString("en")} over` : "reached";
  console.log(`goal ${what}: ${goal.toLocaleString("en")} gzipped: ${verdict}`);
  if (bytes > limit) {
    console.error(`over the limit of ${limit.toLocaleString("en")} bytes gzipped ${what}`);
    process.exitCode = 1;
  }
}

judge("without the widget", withoutWidget.gzip, WITHOUT_WIDGET);
judge("with the widget", withWidget.gzip, WITH_WIDGET);
