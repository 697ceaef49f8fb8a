// Finds the programs that browser tests run: browsers and their drivers.

import { accessSync, constants } from "node:fs";
import path from "node:path";

/**
 * The first of some programs, by their order and not by that of PATH.
 *
 * @param {string[]} names
 * @param {string} variable of the environment, which may hold the program's path
 * @throws when there is none: a test that needs a browser fails without it
 */
export function findProgram(names, variable) {
  const named = process.env[variable];
  if (named) return named;
  // Where cargo installs programs is on PATH only in shells that were told so.
  const cargo = path.join(process.env.CARGO_HOME ?? path.join(process.env.HOME ?? "", ".cargo"), "bin");
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), cargo];
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = candidates.find(isExecutable);
  if (!found) throw new Error(`${names.join(" or ")} is not on PATH; run \`make browsers\`, or set ${variable} to its path`);
  return found;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
