// tinysearch, where its program is installed (`cargo install tinysearch --features bin`). It compiles a WebAssembly module with
// the index inside, and gives titles and addresses, no excerpts.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const name = "tinysearch";
export const settings = () => "defaults; its module compiled by cargo; it has no excerpts, no ranking and a filter for each page instead of an index";

export const PROGRAM = process.env.KEYSEEK_TINYSEARCH ?? "tinysearch";
const BUILDER = fileURLToPath(new URL("../json/tinysearch.mjs", import.meta.url));

/** Each one compiles. */
export const builds = 1;

export function version() {
  try {
    return execFileSync(PROGRAM, ["--version"], { encoding: "utf8", stdio: "pipe" }).trim().split(" ").at(-1) ?? "";
  } catch {
    throw new Error("its program is not installed; `cargo install tinysearch --features bin`, or set KEYSEEK_TINYSEARCH to its path");
  }
}

/** @type {import("../engines.mjs").Engine["command"]} */
export const command = ({ documents, out }) => [process.execPath, BUILDER, PROGRAM, documents, out];

/** Runs in the page. */
export async function openInPage() {
  const { init_tinysearch } = await import(/** @type {string} */ ("/tinysearch_engine.js"));
  const engine = await init_tinysearch();
  /** @param {string} query @param {number} limit */
  const find = (query, limit) => engine.search(query, limit).map((/** @type {any} */ { url, title }) => ({ url, title, excerpt: "" }));
  return {
    search: async (/** @type {string} */ query, /** @type {number} */ limit) => find(query, limit),
    all: async (/** @type {string} */ query) => find(query, 100_000).map((/** @type {any} */ { url }) => url),
  };
}

export const siteUrl = (/** @type {string} */ url) => url;
export const kindOf = (/** @type {string} */ file) => (file.endsWith(".js") ? "script" : "module");
