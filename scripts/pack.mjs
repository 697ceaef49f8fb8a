// node scripts/pack.mjs PKG_DIR OUT_DIR CARRIES DEFLATE
//
// Packs what a site needs beside its index: the module, compressed and under a name made of its content, the scripts,
// each bundled into one file, and what becomes the one script of a site without files. PKG_DIR is what wasm-pack wrote;
// CARRIES is `true` when the module may carry an index, else `false`; DEFLATE is the program of scripts/deflate. scripts/module.sh
// calls this.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { minify } from "terser";
import { joiner } from "./wasm/joiner.mjs";
import { orderFunctions } from "./wasm/order.mjs";
import { splitStreams } from "./wasm/streams.mjs";

/** The parts of the module, each by the name that scripts/wasm/split.mjs gives it, with what it is called for a site. */
const PARTS = new Map([
  ["keyseek_module_bg.wasm", "keyseek"],
  ["keyseek_secondary_bg.wasm", "keyseek-secondary"],
]);
/** How the glue that wasm-bindgen writes calls what `www/glue.js` takes from the module: the names differ where that is split. */
const EXPORTS = new Map([
  ["memory", /Uint8Array\(wasm\.(\w+)\.buffer\)/],
  ["call", /const ret = wasm\.(\w+)\(/],
  ["__wbindgen_malloc", /passArray8ToWasm0\(text, wasm\.(\w+)\)/],
  ["__wbindgen_free", /wasm\.(\w+)\(ret\[0\], ret\[1\] \* 1, 1\)/],
]);
/** What the widget says in them comes when a page needs it. */
const LANGUAGES = ["ja", "zh"];
/**
 * What the scripts call in each other and no page does becomes single letters, the same in all of them: 0.5 kB, gzipped. Names that
 * elements, answers, options, strings or exports have, too, are not among them.
 */
const INTERNAL = `above activate active addQueries address answer ask asking below card chips choice closeDialog closer connect dialog
  element emit end endWaiting field fill fit folder frame furnish goesOn hasFailed highlight idle input insist isEmpty isFinal isModal
  isNarrow isOpen isPart isScrolled isShort isSlow isWaiting joiner keep kept layOut list localize manifest module modules onActive openDialog
  openWhenAnswered options pause press refresh report reserve reset rest root scroll setModal settings settle shadow show showAnswer
  showCompletions showError showOrder showProblem showStart showWaiting step supply take`;
// 40 bits: enough to tell one release from another, which is all that the name is for.
const HASH_DIGITS = 10;

/**
 * `www/glue.js` and `www/home.js` get the names that the module's exports and parts have.
 *
 * @param {string} packageFolder
 * @param {Map<string, string>} renamed
 * @returns {import("esbuild").Plugin}
 */
function engine(packageFolder, renamed) {
  return {
    name: "engine",
    setup(bundler) {
      bundler.onLoad({ filter: /www\/glue\.js$/ }, async ({ path: file }) => {
        const written = await readFile(path.join(packageFolder, "keyseek_module.js"), "utf8");
        let contents = await readFile(file, "utf8");
        for (const [name, pattern] of EXPORTS) {
          const [, given] = pattern.exec(written) ?? [];
          if (!given) throw new Error(`what wasm-bindgen wrote holds no ${pattern}`);
          contents = contents.replaceAll(`primary.${name}`, `primary.${given}`);
        }
        return { contents };
      });
      bundler.onLoad({ filter: /www\/home\.js$/ }, async ({ path: file }) => {
        let contents = await readFile(file, "utf8");
        for (const [part, name] of renamed) contents = contents.replaceAll(`"${part}"`, `"${name}"`);
        return { contents };
      });
    },
  };
}

/**
 * The widget's style sheets stand in template literals, which esbuild leaves as they are: this takes out what only people read.
 *
 * @type {import("esbuild").Plugin}
 */
const styles = {
  name: "styles",
  setup(bundler) {
    bundler.onLoad({ filter: /www\/widget\/styles\/.*\.js$/ }, async ({ path: file }) => {
      const css = (/** @type {string} */ text) => text.replace(/\/\*.*?\*\//gs, "").replace(/\s*\n\s*|\s*([{};,>])\s*|(?<=:)\s+/g, "$1").replaceAll(";}", "}");
      return { contents: (await readFile(file, "utf8")).replace(/`[^`]*`/g, css) };
    });
  },
};

/**
 * Where all is one script, `www/single/home.js` stands in the place of `www/home.js`.
 *
 * @type {import("esbuild").Plugin}
 */
const singleFile = {
  name: "single file",
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\/home\.js$/ }, () => ({ path: path.resolve("www/single/home.js") }));
  },
};

/**
 * Languages that the panel loads by need are files beside it.
 *
 * @param {Map<string, string>} names of these files, by language
 * @returns {import("esbuild").Plugin}
 */
function languages(names) {
  return {
    name: "languages",
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/[a-z]+\.js$/ }, ({ path, kind }) => {
        const name = names.get(path.slice(2, -3));
        return kind === "dynamic-import" && name ? { path: `./${name}`, external: true } : undefined;
      });
    },
  };
}

/**
 * `www/keyseek-search.js` names the files of its panel and of what stands beside results.
 *
 * @param {string} panelName
 * @param {string} besideName
 * @returns {import("esbuild").Plugin}
 */
function widget(panelName, besideName) {
  return {
    name: "widget",
    setup(bundler) {
      bundler.onLoad({ filter: /www\/keyseek-search\.js$/ }, async ({ path: file }) => {
        const contents = replaceOnce(await readFile(file, "utf8"), "./widget/controller.js", `./${panelName}`, file);
        return { contents: replaceOnce(contents, "./widget/beside.js", `./${besideName}`, file) };
      });
    },
  };
}

/**
 * `www/home.js` loads `www/remote.js`, which names the script of the worker: files beside the script, for large indexes.
 *
 * @param {Map<string, string>} names of these files, by what they are called in the sources
 * @returns {import("esbuild").Plugin}
 */
function remote(names) {
  return {
    name: "remote",
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/remote\.js$/ }, () => ({ path: `./${names.get("remote.js")}`, external: true }));
      bundler.onLoad({ filter: /www\/remote\.js$/ }, async ({ path: file }) => {
        return { contents: (await readFile(file, "utf8")).replaceAll('"worker.js"', `"${names.get("worker.js")}"`) };
      });
    },
  };
}

/** What INTERNAL names have become so far. @type {Record<string, string | false>} */
const letters = {};

/**
 * Functions at the front repeat themselves more often. What is unsafe is so in pages that put other functions in the place of `String`
 * and the like.
 */
const COMPRESS = { passes: 3, unsafe: true, unsafe_arrows: true, hoist_funs: true, pure_getters: true };

/** @param {string | Uint8Array} content */
const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, HASH_DIGITS);

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 * @param {string} file for the message
 */
function replaceOnce(text, from, to, file) {
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(`${file} holds ${from} ${parts.length - 1} times, not once`);
  }
  return parts.join(to);
}

/**
 * @param {string} entry
 * @param {string} out
 * @param {import("esbuild").BuildOptions} [options]
 */
async function bundle(entry, out, options) {
  const { mangleCache = {} } = await build({
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: true,
    format: "esm",
    // The first versions that can run the module: the last thing to arrive was DecompressionStream with "deflate-raw".
    target: ["chrome103", "firefox113", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  Object.assign(letters, mangleCache);
  // What is bundled as a whole can be made smaller as a whole: another 0.3 kB of 5, and 0.3 of 10.
  const { code = "" } = await minify(await readFile(out, "utf8"), { module: true, ecma: 2020, compress: COMPRESS });
  await writeFile(out, code);
}

/** How INTERNAL names become letters. @returns {import("esbuild").BuildOptions} */
const internal = () => ({ mangleProps: new RegExp(`^(${INTERNAL.split(/\s+/).join("|")})$`), mangleCache: { ...letters } });

/**
 * Bundles a script whose name carries the hash of its content.
 *
 * @param {string} entry
 * @param {string} name without the hash
 * @param {import("esbuild").BuildOptions} [options]
 * @returns {Promise<string>} the name
 */
async function bundleHashed(entry, name, options) {
  const out = path.join(outFolder, `${name}.js`);
  await bundle(entry, out, options);
  const hashed = `${name}-${hash(await readFile(out))}.js`;
  await rename(out, path.join(outFolder, hashed));
  return hashed;
}

/** What joins the streams of both parts comes with the first. */
const join = joiner();

/**
 * A part of the module as it is stored: its streams, by raw DEFLATE.
 * @param {string} file
 * @param {boolean} isFirst
 */
function stored(file, isFirst) {
  const streams = splitStreams(orderFunctions(readFileSync(file)), join, isFirst);
  const { status, stdout, stderr, error } = spawnSync(deflate, { input: streams, maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${deflate} does not compress ${file}: ${error?.message ?? stderr}`);
  return stdout;
}

/** @param {string} folder */
async function removeOldFiles(folder) {
  const hashed = new RegExp(`^keyseek-((secondary-)?[0-9a-f]+\\.wasm(\\.ks)?|(panel|beside|remote|worker|${LANGUAGES.join("|")})-[0-9a-f]+\\.js)$`);
  for (const name of await readdir(folder)) {
    if (hashed.test(name)) await rm(path.join(folder, name));
  }
}

const [packageFolder, outFolder, carries, deflate] = process.argv.slice(2);
if (!packageFolder || !outFolder || !carries || !deflate) {
  console.error("usage: node scripts/pack.mjs PKG_DIR OUT_DIR CARRIES DEFLATE");
  process.exit(2);
}

await mkdir(outFolder, { recursive: true });
await removeOldFiles(outFolder);
const renamed = new Map();
for (const [part, name] of PARTS) {
  // Where an index is carried along, the module is one.
  if (!existsSync(path.join(packageFolder, part))) continue;
  const wasm = stored(path.join(packageFolder, part), renamed.size === 0);
  renamed.set(part, `${name}-${hash(wasm)}.wasm.ks`);
  await writeFile(path.join(outFolder, renamed.get(part)), wasm);
}
// The widget loads its neighbour keyseek.js by URL, when a reader first needs it, so that stays a file of its own.
const strings = new Map();
for (const language of LANGUAGES) strings.set(language, await bundleHashed(`www/widget/strings/${language}.js`, `keyseek-${language}`, internal()));
const panelName = await bundleHashed("www/widget/controller.js", "keyseek-panel", { plugins: [styles, languages(strings)], ...internal() });
const besideName = await bundleHashed("www/widget/beside.js", "keyseek-beside", { plugins: [styles], ...internal() });
await bundle("www/keyseek-search.js", path.join(outFolder, "keyseek-search.js"), { plugins: [styles, widget(panelName, besideName)], ...internal() });
const plugins = [engine(packageFolder, renamed)];
const define = { KEYSEEK_CARRIES: carries };
const others = new Map();
if (carries === "false") {
  // A classic script, for the browsers that know no others in workers: what it finds beside it goes by its own address.
  const asScript = /** @type {const} */ ({ ...internal(), format: "iife", define: { ...define, "import.meta.url": "location.href" } });
  others.set("worker.js", await bundleHashed("www/worker.js", "keyseek-worker", { plugins: [...plugins, remote(others)], ...asScript }));
  others.set("remote.js", await bundleHashed("www/remote.js", "keyseek-remote", { plugins: [remote(others)], ...internal() }));
}
await bundle("www/keyseek.js", path.join(outFolder, "keyseek.js"), { plugins: [...plugins, remote(others)], define, ...internal() });
await bundle("www/keyseek-mark.js", path.join(outFolder, "keyseek-mark.js"));
// What `keyseek build --single-file` puts module and index before. Its module is never looked for by address.
await bundle("www/single/keyseek-single.js", path.join(outFolder, "keyseek-single.js"), {
  format: "iife",
  plugins: [singleFile, styles, ...plugins],
  ...internal(),
  define: { "import.meta.url": "undefined" },
});
