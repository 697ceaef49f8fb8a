import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * @param {string} folder
 * @returns {{ bytes: number, files: number }}
 */
export function sizeOf(folder) {
  const size = { bytes: 0, files: 0 };
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    const { bytes, files } = entry.isDirectory() ? sizeOf(at) : { bytes: statSync(at).size, files: 1 };
    size.bytes += bytes;
    size.files += files;
  }
  return size;
}
