// Builds an index for a browser test with the release command, in a temporary folder.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const COMMAND = path.join(ROOT, "target/release/keyseek");
const run = promisify(execFile);

/**
 * @typedef {object} BuiltSite
 * @property {string} folder the site's root; pages go here
 * @property {string} search the folder inside it that `keyseek build` wrote
 * @property {() => Promise<void>} remove
 */

/**
 * @param {string | string[]} sources what to index; relative paths start at the repository
 * @param {string[]} [options] of `keyseek build`
 * @returns {Promise<BuiltSite>}
 */
export async function buildSite(sources, options = []) {
  if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is missing; run \`make build\``);
  const folder = await mkdtemp(path.join(tmpdir(), "keyseek-site-"));
  const search = path.join(folder, "search");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await run(COMMAND, ["build", ...[sources].flat(), "--out", search, ...options], { cwd: ROOT });
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, search, remove };
}
