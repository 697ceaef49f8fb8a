// Keyseek, by its command and its API.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT, WORK } from "../corpora.mjs";
import { fileOf } from "../pages.mjs";

export const name = "Keyseek";
export const settings = () => "defaults";

const COMMAND = process.env.KEYSEEK_COMMAND ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target"), "release/keyseek");

export function version() {
  if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is missing; run \`make build\`, or set KEYSEEK_COMMAND to its path`);
  return execFileSync(COMMAND, ["--version"], { encoding: "utf8" }).trim().split(" ")[1];
}

/** @type {import("../engines.mjs").Engine["command"]} */
export const command = ({ pages, out }) => [COMMAND, "build", pages, "--out", out, "--quiet"];

/** Runs in the page. */
export async function openInPage() {
  const { open } = await import(/** @type {string} */ ("/keyseek.js"));
  const index = await open();
  return {
    /** @param {string} query @param {number} limit */
    async search(query, limit) {
      const { hits } = await index.search(query, { limit });
      return hits.map((/** @type {any} */ { url, title, snippet }) => ({
        url,
        title,
        excerpt: snippet.map((/** @type {any} */ { text }) => text).join(""),
      }));
    },
  };
}

/**
 * All pages that are found, asked from the command: it has the same engine, and need not load a whole index by requests.
 *
 * @type {NonNullable<import("../engines.mjs").Engine["findAll"]>}
 */
export async function findAll(out, queries) {
  const file = path.join(WORK, "queries.txt");
  writeFileSync(file, `${queries.join("\n")}\n`);
  const found = queries.map(() => /** @type {string[]} */ ([]));
  const child = spawn(COMMAND, ["search", out, "--queries", file, "--limit", "1000000", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  let at = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    found[at] = JSON.parse(line).hits.map((/** @type {any} */ { url }) => fileOf(url));
    at += 1;
  }
  if (at !== queries.length) throw new Error(`keyseek search answered ${at} of ${queries.length} queries`);
  return found;
}

export { fileOf as siteUrl };

/** @param {string} file */
export const kindOf = (file) =>
  /\.wasm/.test(file) ? "module"
  : /\.js$/.test(file) ? "script"
  : /manifest/.test(file) ? "manifest"
  : /(terms|positions|documents|columns|similar|prepared|ranges)-/.exec(file)?.[1] ?? "other";
