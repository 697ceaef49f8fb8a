// node scripts/wasm/split.mjs PKG_DIR
//
// Splits the browser module in two, so that a first search does not wait for code that few searches need. PKG_DIR is what
// wasm-pack wrote, its module optimised and with the names of its functions. From it come the primary module, under the same
// name, and the secondary one, keyseek_secondary_bg.wasm, which works on the memory and the function table of the primary.
// scripts/module.sh calls this.
//
// What moves to the secondary module: the functions of ROOTS, and all that is called by none but those. The primary calls
// some of them directly; they are its doors, imports that `www/start.js` fulfils once the secondary module is there. Others
// it calls through the table, into which the secondary module writes them. What the secondary calls in the primary has places at
// the table's end, by which `www/start.js` finds it. That nothing is called before the secondary is there, the engine
// sees to: it asks for `Blob::Secondary` first. tests/browser/secondary.test.mjs holds it to that.
//
// On the way the names that the module and its glue know each other by, which no compressor can shorten, become a letter
// or two.

import binaryen from "binaryen";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const MODULE = "keyseek_module_bg.wasm";
const SECONDARY = "keyseek_secondary_bg.wasm";
const GLUE = "keyseek_module.js";

/** What the modules call each other. */
const DOORS = "d";
const PRIMARY = "p";
/** What `www/start.js` takes from the primary for the secondary, beside the memory. */
const TABLE_EXPORT = "T";
const STACK_EXPORT = "S";

/** Patterns of functions' paths, each of which must be found. What is generic over such a function counts as that one. */
const ROOTS = [
  // Readings of a word that nothing was found for, and of initial consonants; all are called by the plan.
  /^<*keyseek_search::readings::(layout|typo|initials)::/,
  /^keyseek_search::readings::inflected::other_particles$/,
  /^keyseek_search::readings::segments::scattered$/,
  // What they take a word to mean.
  /^keyseek_search::find::correct$/,
  /^keyseek_search::engine::replaced$/,
  // Operators, what they apply to, and words that are to stand next to each other.
  /^keyseek_search::query::operators::read$/,
  /^<keyseek_search::query::Query>::add_term$/,
  /^keyseek_search::find::exclude$/,
  /^keyseek_search::readings::phrase::phrase$/,
  // The automata that they walk, as closures: what is called through a table shows no caller.
  /^(core::ptr::drop_in_place::)?<*keyseek_search::automaton::/,
  /^<*keyseek_search::dictionary::Dictionary>::search/,
  // Filters, facets, sorting and priors.
  /^<keyseek_search::columns::Asked>::(prior|narrow)$/,
  /^<keyseek_search::columns::facets::Facet>::write\b/,
  /^<keyseek_index::columns::reader::Column>::open$/,
  // What is asked for besides hits.
  /^keyseek_search::suggest::(completions|related)$/,
  /^<keyseek_search::engine::Engine>::listed$/,
  /^<keyseek_index::similar::reader::SimilarFile>::open$/,
  // Where the blocks of large indexes are.
  /^<keyseek_index::manifest::reader::Manifest>::open_range$/,
  /^<keyseek_search::blobs::Blobs>::has_range$/,
  // Their long lists.
  /^<keyseek_index::tiers::reader::(TierTable>::(read|of|beginning|postings_beside)|TierContent>::open|TierFile>::(open|postings|ids))$/,
  /^<keyseek_index::manifest::reader::Manifest>::(first_tier_file|place_tiers|tier_file|average_norms)$/,
  /^<keyseek_search::blobs::Blobs>::(spelling|tier|tier_positions|slot_of_tier|place_tiers)$/,
  /^<keyseek_search::dictionary::Dictionary>::(own_list|count_apart|add_apart|add_places_apart|tier|tier_positions)$/,
  // Their spelling dictionary, by which pieces of words are told there.
  /^<keyseek_index::spelling::reader::SpellingFile>::open$/,
  /^keyseek_search::blobs::large::open$/,
  /^<*keyseek_search::dictionary::Dictionary>::(spelling$|is_spelled)/,
  /^<*keyseek_search::readings::segments::Cuts>::is_frequent/,
  /^<keyseek_search::settle::Matched>::more$/,
  /^keyseek_search::ranking::explanation::explain$/,
  /^<keyseek_search::ranking::explanation::ScoreExplanation>::write\b/,
];

/** Without what tells one build of a crate from another. */
const pathOf = (/** @type {string} */ name) => name.replace(/\[[0-9a-f]{16}\]/g, "");

const isRoot = (/** @type {string} */ name) => ROOTS.some((root) => root.test(pathOf(name)));

/** A name of a letter or more, by number. */
const short = (/** @type {number} */ at) => (at + 10).toString(36);

/**
 * @template Item
 * @param {number} count
 * @param {(at: number) => Item} get
 */
const list = (count, get) => Array.from({ length: count }, (_, at) => get(at));

/** @typedef {ReturnType<typeof binaryen.readBinary>} Module */

/**
 * @param {Uint8Array} bytes
 * @returns {Module}
 */
function read(bytes) {
  const module = binaryen.readBinary(bytes);
  const { BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  const features = [BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt];
  module.setFeatures(features.reduce((all, one) => all | one));
  return module;
}

const functionsOf = (/** @type {Module} */ module) =>
  list(module.getNumFunctions(), (at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));

const exportsOf = (/** @type {Module} */ module) =>
  list(module.getNumExports(), (at) => binaryen.getExportInfo(module.getExportByIndex(at)));

/** The functions of the table, from place 1 on; the linker leaves place 0 free, so that no function's address is 0. */
function tableOf(/** @type {Module} */ module) {
  if (module.getNumElementSegments() !== 1) throw new Error("the module has another number of element segments than one");
  return binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0));
}

/**
 * The functions that each function calls, from the module's text: the one form in which binaryen gives them all.
 * @param {Module} module
 */
function callsOf(module) {
  const NAME = /\$(?:"([^"]*)"|([^\s()]+))/;
  /** @type {Map<string, Set<string>>} */
  const calls = new Map();
  let callees = new Set();
  for (const line of module.emitText().split("\n")) {
    const starts = line.startsWith(" (func ");
    if (!starts && !/^\s+\((return_call|call|ref\.func) /.test(line)) continue;
    const [, quoted, plain] = NAME.exec(line) ?? [];
    if (starts) calls.set(quoted ?? plain, (callees = new Set()));
    else callees.add(quoted ?? plain);
  }
  return calls;
}

/**
 * The functions that move.
 * @param {Module} module
 * @param {Map<string, Set<string>>} calls
 */
function moved(module, calls) {
  for (const root of ROOTS) {
    if (![...calls.keys()].some((name) => root.test(pathOf(name)))) {
      throw new Error(`no function is called ${root}: it was renamed, or inlined where it is called`);
    }
  }
  const called = exportsOf(module).map(({ value }) => value).concat(tableOf(module).data);
  const stays = new Set();
  for (let name = called.pop(); name !== undefined; name = called.pop()) {
    if (stays.has(name) || isRoot(name)) continue;
    stays.add(name);
    called.push(...(calls.get(name) ?? []));
  }
  return new Set([...calls.keys()].filter((name) => !stays.has(name)));
}

/**
 * Leaves in the table those of its functions that `keep` names, each in its place.
 * @param {Module} module
 * @param {(name: string) => boolean} keep
 */
function thinTable(module, keep) {
  const { name, table, data } = tableOf(module);
  module.removeElementSegment(name);
  for (let at = 0; at < data.length; ) {
    const start = at;
    while (at < data.length && keep(data[at])) at += 1;
    const run = data.slice(start, at);
    if (run.length) module.addActiveElementSegment(table, `${name}_${start}`, run, module.i32.const(start + 1));
    else at += 1;
  }
}

/**
 * Adds places to the end of a table, and returns the first of them.
 * @param {Module} module
 * @param {string} name the table's
 * @param {number} places
 */
function growTable(module, name, places) {
  const table = module.getTable(name);
  const { initial } = binaryen.getTableInfo(table);
  // Its types leave this out.
  const { Table } = /** @type {any} */ (binaryen);
  Table.setInitial(table, initial + places);
  Table.setMax(table, initial + places);
  return initial;
}

/**
 * Makes a function one that comes from elsewhere.
 * @param {Module} module
 * @param {{ name: string, params: binaryen.Type, results: binaryen.Type }} function_
 * @param {string} from
 * @param {string} as
 */
function importInstead(module, { name, params, results }, from, as) {
  module.removeFunction(name);
  module.addFunctionImport(name, from, as, params, results);
}

/** @param {Module} module */
function finished(module) {
  if (!module.validate()) throw new Error("the parts of the module are not valid");
  return module.emitBinary();
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node scripts/wasm/split.mjs PKG_DIR");
  process.exit(2);
}

binaryen.setDebugInfo(true);
const bytes = readFileSync(path.join(folder, MODULE));
let glue = readFileSync(path.join(folder, GLUE), "utf8");
const primary = read(bytes);
const secondary = read(bytes);
const calls = callsOf(primary);
const moves = moved(primary, calls);
const functions = functionsOf(primary);
const { table } = tableOf(primary);
const isCalledBy = (/** @type {boolean} */ mover) => {
  const callees = [...calls].filter(([name]) => moves.has(name) === mover).flatMap(([, names]) => [...names]);
  return new Set(callees.filter((name) => moves.has(name) !== mover));
};
/** @type {Map<string, string>} Functions of the secondary module that the primary calls, with their names between the two. */
const doors = new Map([...isCalledBy(false)].map((name, at) => [name, short(at)]));
const shared = [...isCalledBy(true)];

// What the glue calls by name, and what it is called for.
const names = new Map();
for (const { name } of exportsOf(primary)) {
  if (glue.includes(`wasm.${name}`)) names.set(name, short(names.size));
}
glue = glue.replace(/\bwasm\.(\w+)/g, (whole, name) => (names.has(name) ? `wasm.${names.get(name)}` : whole));
for (const part of exportsOf(primary)) {
  primary.removeExport(part.name);
  const name = names.get(part.name);
  if (name === undefined) continue;
  if (part.kind === binaryen.ExternalFunction) primary.addFunctionExport(part.value, name);
  else if (part.kind === binaryen.ExternalTable) primary.addTableExport(part.value, name);
  else if (part.kind === binaryen.ExternalMemory) primary.addMemoryExport(part.value, name);
  else throw new Error(`the glue uses ${part.name}, which is neither function, table nor memory`);
}
if (functions.some(({ module }) => module)) throw new Error("the module imports functions, which nothing gives it");

thinTable(primary, (name) => !moves.has(name));
thinTable(secondary, (name) => moves.has(name));
for (const { name } of exportsOf(secondary)) secondary.removeExport(name);
for (const one of functions) {
  const { name } = one;
  if (!moves.has(name)) {
    if (shared.includes(name)) importInstead(secondary, one, PRIMARY, String(shared.indexOf(name)));
    else secondary.removeFunction(name);
    continue;
  }
  const door = doors.get(name);
  if (door) {
    importInstead(primary, one, DOORS, door);
    secondary.addFunctionExport(name, door);
  } else {
    primary.removeFunction(name);
  }
}
// The first has the last place. Exports would do as well, but each has a name.
const start = growTable(primary, table, shared.length);
primary.addActiveElementSegment(table, `${table}_shared`, shared.toReversed(), primary.i32.const(start));
growTable(secondary, table, shared.length);

// The memory with all that is in it, the table and the stack's end.
const STACK = "__stack_pointer";
primary.addTableExport(table, TABLE_EXPORT);
primary.addGlobalExport(STACK, STACK_EXPORT);
secondary.setMemory(primary.getMemoryInfo().initial, -1, null, []);
secondary.addMemoryImport("0", PRIMARY, names.get("memory"));
secondary.addTableImport(table, PRIMARY, TABLE_EXPORT);
secondary.addGlobalImport(STACK, PRIMARY, STACK_EXPORT, binaryen.i32, true);

writeFileSync(path.join(folder, MODULE), finished(primary));
writeFileSync(path.join(folder, SECONDARY), finished(secondary));
writeFileSync(path.join(folder, GLUE), glue);
