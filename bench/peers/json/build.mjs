// node bench/peers/json/build.mjs ENGINE DOCUMENTS OUT
//
// Builds the index of an engine that runs whole in the page: index.json, the store of documents, and the engine itself with
// its library as one script.

import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { documentsIn } from "../queries.mjs";

const [engine, file, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

/** @type {import("../pages.mjs").Document[]} */
const documents = [];
for await (const document of documentsIn(file)) documents.push(document);

const store = openSync(path.join(out, "documents.json"), "w");
documents.forEach((document, at) => writeSync(store, `${at === 0 ? "[" : ","}\n${JSON.stringify(document)}`));
writeSync(store, "\n]");
closeSync(store);

const { build } = await import(`../engines/${engine}.mjs`);
writeFileSync(path.join(out, "index.json"), await build(documents));

await esbuild.build({
  stdin: {
    contents: `import { open as openIndex } from "../engines/${engine}.mjs"; import { opener } from "./page.mjs"; export const open = opener(openIndex);`,
    resolveDir: fileURLToPath(new URL(".", import.meta.url)),
  },
  bundle: true,
  minify: true,
  format: "esm",
  outfile: path.join(out, "engine.js"),
});
