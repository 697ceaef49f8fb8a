// What the engines that load a whole index as JSON have in common. Such an engine is a module with `build`, documents to
// text, and `open`, that text to a search; this makes an engine of it as bench/peers/engines.mjs describes. The texts of the
// pages lie in a file of their own, documents.json.

import { fileURLToPath } from "node:url";
import { HEAP_MIB } from "../limits.mjs";

const BUILDER = fileURLToPath(new URL("build.mjs", import.meta.url));

/**
 * @param {string} id of the module in bench/peers/engines
 * @param {{ name: string, packageName: string, settings: () => string }} module
 * @returns {import("../engines.mjs").Engine}
 */
export const wholeIndex = (id, { name, packageName, settings }) => ({
  name,
  packageName,
  settings,
  command: ({ documents, out }) => [process.execPath, `--max-old-space-size=${HEAP_MIB}`, BUILDER, id, documents, out],
  /** Runs in the page. */
  openInPage: async () => {
    const { open } = await import(/** @type {string} */ ("/engine.js"));
    return open();
  },
  siteUrl: (url) => url,
  kindOf: (file) => (file.endsWith(".js") ? "script" : file.includes("documents") ? "documents" : "index"),
});
