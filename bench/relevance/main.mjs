// node bench/relevance/main.mjs ENGINE LANGUAGE FOLDER
//
// Asks another search engine the queries of a set: reads documents.jsonl ({ url, title, body, tags } a line) and
// queries.jsonl ({ query } a line) in FOLDER, and writes ENGINE.run.json there, with up to 100 addresses for each query,
// best first. Nothing is judged here: bench/src/relevance/metrics.rs does that for all engines alike.
//
// An engine is a module beside this one that exports
//
//   name       as its makers write it
//   settings   (language) → how it is set up, as a sentence for the report
//   open       (documents, language) → search: (query, limit) → addresses, which may be a promise, and close, if it
//              holds on to anything
//
// Of the set-ups that were tried a module keeps the one that is best for the language by nDCG@10, and says which they were.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {{ url: string, title: string, body: string, tags: string[] }} Document
 */

const DEPTH = 100;
const [engine, language, folder] = process.argv.slice(2);

/** @param {string} file */
const lines = (file) =>
  readFileSync(path.join(folder, file), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));

/** @param {string} name a package's, as installed */
function versionOf(name) {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).version;
}

const { name, packageName, settings, open } = await import(`./${engine}.mjs`);
const { search, close } = await open(lines("documents.jsonl"), language);
const rankings = [];
for (const { query } of lines("queries.jsonl")) rankings.push(await search(query, DEPTH));
await close?.();
const run = { name, version: versionOf(packageName), settings: settings(language), rankings };
writeFileSync(path.join(folder, `${engine}.run.json`), JSON.stringify(run));
