// node bench/peers/json/tinysearch.mjs PROGRAM DOCUMENTS OUT
//
// Has tinysearch build its module from JSON lines.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { documentsIn } from "../queries.mjs";

const [program, file, out] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), "keyseek-tinysearch-"));
const posts = [];
for await (const { url, title, body } of documentsIn(file)) posts.push({ url, title, body });
writeFileSync(path.join(folder, "posts.json"), JSON.stringify(posts));
mkdirSync(out, { recursive: true });
// It looks for what cargo made in a folder of its own.
const { CARGO_TARGET_DIR: _, ...env } = process.env;
const made = spawnSync(program, ["-m", "wasm", "-p", out, path.join(folder, "posts.json")], { env, stdio: ["ignore", "ignore", "inherit"] });
rmSync(folder, { recursive: true });
rmSync(path.join(out, "demo.html"), { force: true });
process.exitCode = made.status ?? 1;
