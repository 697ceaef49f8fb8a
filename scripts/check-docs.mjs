// node scripts/check-docs.mjs [DOCUMENT...]
//
// Documents drift from the tree that they describe. This fails when one of them names a project path that does not
// exist, in backticks or as the target of a link. Paths with a placeholder or a pattern in them are not checked.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DOCUMENTS = ["README.md", "ARCHITECTURE.md", "FORMAT.md", "CHANGELOG.md"];
const PROJECT_PATH = /^(?:\.\/)?(?:(?:crates|src|www|posts|scripts|tests|bench|fuzz)\/|(?:build\.rs|Makefile|Cargo\.toml)$)/;
const PLACEHOLDER = /[*<>{}$…]|\.\.\./;

/**
 * The paths in one line: words inside backticks that look like the project's, and relative link targets.
 *
 * @param {string} line
 */
function pathsIn(line) {
  const paths = [];
  for (const [, code] of line.matchAll(/`([^`]+)`/g)) {
    // A command in backticks may name several: `node scripts/size.mjs dist/module`.
    paths.push(...code.split(/[\s,;()]+/).filter((word) => PROJECT_PATH.test(word)));
  }
  for (const [, target] of line.matchAll(/\]\(<?([^)\s>]+)/g)) {
    if (!/^(?:[a-z][a-z0-9+.-]*:|#|\/)/i.test(target)) paths.push(target);
  }
  return paths;
}

/**
 * @param {string} document
 * @param {string} named
 */
function exists(document, named) {
  // `src/lib.rs:12`, `posts/a.md#section` and `crates/text::fold` name their file too.
  const bare = decodeURI(named).replace(/[#?].*$/, "").replace(/:.*$/, "").replace(/[.,]$/, "");
  return existsSync(path.resolve(ROOT, path.dirname(document), bare));
}

const documents = process.argv.length > 2 ? process.argv.slice(2) : DOCUMENTS;
let checked = 0;
let missing = 0;
for (const document of documents.filter((name) => existsSync(path.resolve(ROOT, name)))) {
  const lines = readFileSync(path.resolve(ROOT, document), "utf8").split("\n");
  for (const [number, line] of lines.entries()) {
    for (const named of pathsIn(line)) {
      if (PLACEHOLDER.test(named)) continue;
      checked += 1;
      if (exists(document, named)) continue;
      console.error(`${document}:${number + 1}: ${named} does not exist`);
      missing += 1;
    }
  }
}
console.log(`check-docs: ${checked} paths, ${missing} missing`);
process.exit(missing ? 1 : 0);
