// What is measured on. Each corpus becomes a folder of HTML pages, which every engine gets alike; what comes from
// elsewhere is fetched and unpacked into dist/peers, and what is missing is left out, with the reason.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Everything that the benchmark makes, the report apart; KEYSEEK_PEERS names another folder. */
export const WORK = process.env.KEYSEEK_PEERS ?? path.join(ROOT, "dist/peers");

/**
 * @typedef {object} Corpus
 * @property {string} id
 * @property {string} title
 * @property {"ko" | "en"} language
 * @property {number} builds how often it is built; fewer for a large one
 * @property {number} runs how often each query is asked cold; fewer for a large one
 * @property {number} keys how many of them are searched at, at most, when queries are typed; fewer for a large one
 * @property {boolean} profiled whether the widget is measured over it
 * @property {() => string} folder fetches what is missing; throws with a reason
 */

/** @type {Corpus[]} */
export const CORPORA = [
  { id: "stories", title: "Stories (Korean company posts)", language: "ko", builds: 3, runs: 5, keys: 400, profiled: false, folder: stories },
  { id: "help-ko", title: "LibreOffice help, Korean", language: "ko", builds: 3, runs: 5, keys: 400, profiled: true, folder: () => help("ko", "ko") },
  { id: "help-en", title: "LibreOffice help, English", language: "en", builds: 3, runs: 5, keys: 400, profiled: true, folder: () => help("en-us", "en-US") },
  { id: "rust", title: "Rust documentation", language: "en", builds: 1, runs: 1, keys: 150, profiled: false, folder: rust },
];

/**
 * Debian's package, which is downloaded but not installed.
 *
 * @param {string} packageName
 * @param {string} language the folder's name
 */
function help(packageName, language) {
  const folder = path.join(WORK, "corpora", `help-${packageName}`);
  if (!existsSync(folder)) {
    const unpacked = `${folder}.part`;
    rmSync(unpacked, { recursive: true, force: true });
    mkdirSync(unpacked, { recursive: true });
    execFileSync("apt-get", ["download", `libreoffice-help-${packageName}`], { cwd: unpacked, stdio: ["ignore", "ignore", "pipe"] });
    const [file] = readdirSync(unpacked);
    execFileSync("dpkg-deb", ["-x", file, "."], { cwd: unpacked });
    execFileSync("mv", [unpacked, folder]);
  }
  return path.join(folder, "usr/share/libreoffice/help", language);
}

/** The toolchain's own, else that of Debian's package rust-doc, where one is installed. */
function rust() {
  const roots = [];
  try {
    roots.push(path.join(execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim(), "share/doc/rust/html"));
  } catch {
    // No toolchain: the package may be there.
  }
  roots.push("/usr/share/doc/rust-doc/html");
  const found = roots.find((folder) => existsSync(path.join(folder, "std/index.html")));
  if (!found) throw new Error("neither the toolchain's documentation (`rustup component add rust-docs`) nor Debian's package rust-doc is there");
  return found;
}

/** The posts of the captured listing pages, a page of HTML each. */
function stories() {
  const shared = path.resolve(process.env.KEYSEEK_SHARED ?? path.join(ROOT, "../shared"), "corpora/stories");
  if (!existsSync(shared)) throw new Error("corpora/stories is missing; set KEYSEEK_SHARED to the folder that holds it");
  const folder = path.join(WORK, "corpora/stories");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(shared).sort()) {
    const page = readFileSync(path.join(shared, file), "utf8");
    for (const [, title, body] of page.matchAll(/^조회수 [\d,]+\n\n(.+)\n\n((?:.+\n?)+?)(?=\n|조회수 |$(?![\s\S]))/gm)) {
      const name = createHash("sha256").update(title + body).digest("hex").slice(0, 10);
      writeFileSync(path.join(folder, `${name}.html`), pageOf("ko", title, body));
    }
  }
  return folder;
}

/**
 * @param {string} language
 * @param {string} title
 * @param {string} body
 */
function pageOf(language, title, body) {
  const paragraphs = body.trim().split("\n").map((line) => `<p>${escape(line)}</p>`).join("\n");
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body><main>
<h1>${escape(title)}</h1>
${paragraphs}
</main></body></html>
`;
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
