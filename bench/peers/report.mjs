// bench/RESULTS.md from what was measured.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { CORPORA, ROOT, WORK } from "./corpora.mjs";
import { ENGINES, LEFT_OUT } from "./engines.mjs";
import { BUILD as BUILD_LIMITS, HEAP_MIB, LONG_MS, PATIENCE_S, SLOW_S, WARM_MS } from "./limits.mjs";
import { SLOW } from "./link.mjs";
import { resultsOf } from "./measure.mjs";
import { grouped, median, quantile } from "./statistics.mjs";
import { BUILD, cell, COLD, judge, RARE, transferSeconds, WARM } from "./summary.mjs";

/** @typedef {import("./measure.mjs").Result} Result */
/** @typedef {import("./measure.mjs").CorpusResults} CorpusResults */

const COLUMNS = [...BUILD, ...COLD, ...WARM];
/** Bytes of a file after gzip -9, or as they are where servers do not compress what they do not know. @param {string} file */
function served(file) {
  const bytes = readFileSync(file);
  return file.endsWith(".ks") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/** Bytes of what is loaded before the first search, and the budgets for them. */
const MODULE = { "without the widget": 45_000, "with the widget": 60_000 };

export function writeReport() {
  const measured = CORPORA.flatMap(({ id, title }) => {
    const file = resultsOf(id);
    return existsSync(file) ? [{ id, title, .../** @type {CorpusResults} */ (JSON.parse(readFileSync(file, "utf8"))) }] : [];
  });
  const tried = readFileSync(path.join(ROOT, "bench/peers/tried.md"), "utf8").trim();
  const parts = [head(measured), budgets(measured), tried, ...measured.map(section), widget(measured), million()];
  writeFileSync(path.join(ROOT, "bench/RESULTS.md"), `${parts.filter(Boolean).join("\n\n")}\n`);
}

/** @param {(CorpusResults & { id: string })[]} measured */
function head(measured) {
  const versions = new Set(measured.flatMap(({ engines }) => Object.values(engines).flatMap(({ name, version }) => (version ? `${name} ${version}` : []))));
  const browsers = [...new Set(measured.flatMap(({ browser }) => browser ?? []))];
  const machine = `${os.platform()} on ${os.arch()}, ${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  return `# Results

Made by \`make bench-peers\`: ${new Date().toISOString().slice(0, 10)}; ${[...versions].join(", ")}; Chromium ${browsers.join(", ")}, node ${process.version}; ${machine}.

Every engine reads the same pages and is asked by its own API in the same headless Chromium, its files served by the same host:
HTTP/2 over TLS, gzip for texts. The engines take turns within a run, so that what else the machine does falls on all of
them; where they did not run side by side there is no ratio. Numbers are medians over the runs and, of cold searches, means
over the queries of these.

- **build**: seconds by the clock and of all cores together, and the peak resident memory of all processes at one time. Engines
  that read no HTML get its titles and texts as JSON lines, and pay nothing for that.
- **output**: everything written, as it lies on the disk.
- **cold**: from a page that has nothing of the engine to ten hits with address, title and excerpt in the document. Bytes are
  counted below HTTP, heads included. A round is a request that had to wait for an answer. The slow link has 1.6 Mb/s, shared
  by all that is loaded at once, and 150 ms there and back. What would take longer than ${SLOW_S / 60} minutes there by its bytes alone is not
  run: that time is computed, and its rounds are counted behind 150 ms alone. An engine that takes more than two seconds without the
  slow link is asked one of the queries, since it loads the same for all.
- **rare word**: the same over the slow link, once, for three words that two to four pages hold: then looser readings are tried, too.
- **warm**: a search for ten hits with excerpts, with everything loaded, at each key of queries that are typed: words and pairs
  of words from titles, Hangul as the input method composes it.
- **found**: of the pages where a full scan finds a word (between spaces, in upper or lower case), the share that is found; the
  mean over 60 words, rare, middling and common, and over beginnings of other words. Each query is the first that a page asks.
- **failed**: a build that takes more than ${BUILD_LIMITS.seconds / 60} minutes or ${BUILD_LIMITS.bytes / 2 ** 30} GiB, Node's heap of ${HEAP_MIB.toLocaleString("en")} MiB among them, or no answer in Chromium, with its own
  limits of memory, within ${PATIENCE_S / 60} minutes, of warm searches to all keys; or what the engine says itself.

${settings(measured)}`;
}

/** @param {CorpusResults[]} measured */
function settings(measured) {
  const lines = Object.keys(ENGINES).flatMap((id) => {
    const all = measured.flatMap(({ engines }) => engines[id] ?? []);
    const distinct = [...new Set(all.map((result) => result.settings))];
    return all.length > 0 ? [`- **${all[0].name}**: ${distinct.join("; or, for the other language: ")}.`] : [];
  });
  return `How each is set up:\n\n${lines.join("\n")}\n\nNot measured: ${LEFT_OUT.join("; ")}.`;
}

/** @param {(CorpusResults & { id: string })[]} measured */
function budgets(measured) {
  const head = `## Budgets

Keyseek's number divided by Pagefind's, of the same run, and whether it is within the budget.

| what | budget |${measured.map(({ id }) => ` ${id} |`).join("")}
| --- | ---: |${measured.map(() => " ---: |").join("")}`;
  const rows = COLUMNS.filter(({ budget }) => budget !== undefined).map((column) => {
    const cells = measured.map(({ engines }) => {
      const judged = judge(column, engines.keyseek, engines.pagefind);
      return judged ? `${judged.ratio.toFixed(judged.ratio < 0.1 ? 3 : 2)} ${judged.met ? "met" : "**not met**"}` : "–";
    });
    return `| ${column.title} | ≤ ${column.budget} | ${cells.join(" | ")} |`;
  });
  return [head, ...rows].join("\n") + moduleBudget(measured);
}

/** @param {{ id: string }[]} measured */
function moduleBudget(measured) {
  const folder = measured.map(({ id }) => path.join(WORK, "built", id, "keyseek")).find(existsSync);
  if (!folder) return "";
  const size = (/** @type {RegExp} */ name) =>
    readdirSync(folder).filter((file) => name.test(file)).reduce((sum, file) => sum + served(path.join(folder, file)), 0);
  const without = size(/^keyseek-[0-9a-f]+\.wasm\.ks$|^keyseek\.js$/);
  const sizes = { "without the widget": without, "with the widget": without + size(/^keyseek-(search|panel-.+)\.js$/) };
  const later = { "without the widget": size(/^keyseek-secondary-/), "with the widget": size(/^keyseek-(secondary|beside)-/) };
  const lines = Object.entries(MODULE).map(([name, budget]) => {
    const what = /** @type {keyof typeof sizes} */ (name);
    const bytes = sizes[what];
    const all = bytes + later[what];
    const verdict = all <= budget ? "met" : bytes <= budget ? "met before a first search" : "**not met**";
    return `- module and JavaScript ${what}, gzipped: ${bytes.toLocaleString("en")} bytes before a first search and ${all.toLocaleString("en")} with what comes by need, of ${budget.toLocaleString("en")}, ${verdict}`;
  });
  return `\n\n${lines.join("\n")}`;
}

/** @param {CorpusResults & { title: string }} corpus */
export function section(corpus) {
  const { title, missing, note, documents, textBytes, engines, cold } = corpus;
  if (missing) return `## ${title}\n\nLeft out: ${missing}.`;
  const present = Object.keys(ENGINES).flatMap((id) => engines[id] ?? []);
  const lead = `## ${title}

${documents.toLocaleString("en")} pages, ${(textBytes / 1e6).toFixed(1)} MB of text. Cold queries: ${cold.map((query) => `\`${query}\``).join(", ")}.${runs(present)}${loads(present)}${note ? ` ${note}` : ""}`;
  return [
    lead,
    failures(present),
    table(BUILD, present),
    table(COLD, present),
    tooSlow(present),
    table(RARE, present.filter(({ rare }) => rare?.length > 0)),
    table(WARM, present),
    ahead(present),
    few(present),
    kinds("Keyseek", engines.keyseek, ENGINES.keyseek.kindOf),
    kinds("Pagefind", engines.pagefind, ENGINES.pagefind.kindOf),
    missed(engines.keyseek),
  ].filter(Boolean).join("\n\n");
}

/** @param {Result[]} present how many runs stand behind the numbers */
function runs(present) {
  const longest = (/** @type {(result: Result) => number} */ of) => Math.max(...present.map(of));
  const perQuery = (/** @type {import("./browser.mjs").Cold[]} */ colds) => Math.max(0, ...grouped(colds, ({ query }) => query).map(({ length }) => length));
  const most = longest(({ warm }) => warm.length);
  const fewer = present.some(({ warm }) => warm.length > 0 && warm.length < most);
  return ` Runs: ${longest(({ builds }) => builds.length)} builds; of each query ${longest(({ cold }) => perQuery(cold))} unshaped and ${longest(({ slow }) => perQuery(slow))} on the slow link, one for engines that take longer than ${LONG_MS / 1000} s; ${most} warm${fewer ? `, one for engines that take longer than ${LONG_MS / 1000} s to open or ${WARM_MS / 1000} s for all keys` : ""}.`;
}

/** @param {Result[]} present what else the machine did when they were measured */
function loads(present) {
  const runs = grouped(present, ({ load }) => (load ?? []).map((value) => value.toFixed(1)).join(" to "));
  const said = runs.flatMap((together) => {
    const [{ load }] = together;
    return load ? [`${load.map((value) => value.toFixed(1)).join(" to ")} with ${together.map(({ name }) => name).join(", ")}`] : [];
  });
  return said.length ? ` Load of the machine: ${said.join("; ")}.` : "";
}

/**
 * @param {import("./summary.mjs").Column[]} columns
 * @param {Result[]} present
 */
function table(columns, present) {
  if (present.length === 0) return "";
  const rows = present.map((result) => {
    const cells = columns.map((column) => cell(column, result));
    return `| ${`${result.name} ${result.version}`.trim()} | ${cells.join(" | ")} |`;
  });
  return [
    `| engine | ${columns.map(({ title }) => title).join(" | ")} |`,
    `| --- |${columns.map(() => " ---: |").join("")}`,
    ...rows,
  ].join("\n");
}

/** @param {Result[]} present where another engine is better than Keyseek */
function ahead([keyseek, ...others]) {
  const lines = others.flatMap((other) => {
    const columns = COLUMNS.filter(({ value, more }) => {
      const [own, its] = [value(keyseek), value(other)];
      return own !== undefined && its !== undefined && (more ? its > own : its < own);
    });
    return columns.length > 0 ? [`${other.name} in ${columns.map(({ title }) => title).join(", ")}`] : [];
  });
  return lines.length > 0 ? `Ahead of Keyseek: ${lines.join("; ")}.` : "No other engine is ahead of Keyseek in any column.";
}

/** @param {Result[]} present cold searches that did not give the ten hits that all are measured by */
function few(present) {
  const lines = present.flatMap(({ name, cold }) => {
    const short = grouped(cold.filter(({ hits }) => hits < 10), ({ query }) => query).map(([first]) => `${first.hits} for \`${first.query}\``);
    return short.length > 0 ? [`${name} ${short.join(", ")}`] : [];
  });
  return lines.length > 0 ? `Fewer than ten hits, though ten pages hold the words: ${lines.join("; ")}.` : "";
}

/** How a step that failed is called. */
const STEPS = {
  start: "it could not be started",
  build: "building",
  open: "the first search",
  cold: "a cold search",
  slow: "a search over the slow link",
  rare: "a rare word over the slow link",
  warm: "warm searches",
  found: "asking for all that it finds",
};

/** @param {Result[]} present what could not be measured, and why */
function failures(present) {
  const lines = present.flatMap(({ name, failures }) =>
    failures.map(({ step, reason }) => `- **${name}** failed at ${STEPS[step]}: ${reason}`),
  );
  return lines.length > 0 ? `Not measured in full:\n\n${lines.join("\n")}` : "";
}

/** @param {Result[]} present what was not run over the slow link, and what it would take at least */
function tooSlow(present) {
  const lines = present.flatMap((result) => {
    const seconds = transferSeconds(result) ?? 0;
    const megabytes = ((seconds * SLOW.bitsPerSecond) / 8e6).toFixed(1);
    return seconds > SLOW_S ? [`${result.name} (${megabytes} MB at ${SLOW.bitsPerSecond / 1e6} Mb/s take ${seconds.toFixed(0)} s)`] : [];
  });
  return lines.length > 0 ? `Over ${SLOW_S / 60} minutes on the slow link, computed from the bytes of a cold search and not run: ${lines.join(", ")}.` : "";
}

/**
 * Where the bytes of a cold search go.
 *
 * @param {string} name
 * @param {Result | undefined} result
 * @param {(file: string) => string} kindOf
 */
function kinds(name, result, kindOf) {
  if (!result || result.cold.length === 0) return "";
  const queries = grouped(result.cold, ({ query }) => query).map(([first]) => first.requests);
  const parts = grouped(queries.flat(), ({ path: file }) => kindOf(file)).map((requests) => {
    const bytes = requests.reduce((sum, request) => sum + request.bytes, 0) / queries.length;
    return { kind: kindOf(requests[0].path), bytes, count: requests.length / queries.length };
  });
  parts.sort((a, b) => b.bytes - a.bytes);
  const texts = parts.map(({ kind, bytes, count }) => `${kind} ${(bytes / 1e3).toFixed(1)} kB in ${Number(count.toFixed(1))}`);
  return `Of a cold search with ${name}: ${texts.join(", ")} requests.`;
}

/** @param {Result | undefined} keyseek */
function missed(keyseek) {
  const short = [...(keyseek?.found.words ?? []), ...(keyseek?.found.prefixes ?? [])].filter(({ got, wanted }) => got < wanted);
  if (short.length === 0) return "";
  const worst = short.sort((a, b) => a.got / a.wanted - b.got / b.wanted).slice(0, 10);
  return `Not found in full by Keyseek: ${short.length} queries; the worst ${worst.map(({ query, got, wanted }) => `\`${query}\` ${got} of ${wanted}`).join(", ")}.`;
}

/** What the widget is to hold: milliseconds from a key to painted results, and of the longest task on a slow processor. */
const SMOOTH = { paint: 16, block: 50 };

/** @param {{ id: string }[]} measured */
function widget(measured) {
  const rows = measured.flatMap(({ id }) => {
    const file = path.join(WORK, "results", `${id}.widget.json`);
    if (!existsSync(file)) return [];
    /** @type {{ profiles: import("./profile.mjs").Profile[], load: number[] }} */
    const { profiles, load } = JSON.parse(readFileSync(file, "utf8"));
    return profiles.map(({ slowdown, paints, blocks }) => {
      const numbers = [median(paints), quantile(paints, 0.95), median(blocks), quantile(blocks, 0.95), Math.max(...blocks)];
      const verdict = slowdown === 1 ? numbers[0] <= SMOOTH.paint : numbers[4] <= SMOOTH.block;
      const cells = [`${paints.length}`, ...numbers.map((value) => value.toFixed(1)), verdict ? "met" : "**not met**", load.map((value) => value.toFixed(1)).join(" to ")];
      return `| ${id} | ${slowdown} × | ${cells.join(" | ")} |`;
    });
  });
  if (rows.length === 0) return "";
  return `## The widget

\`<keyseek-search>\`, typed into by an input method, a key after each painted answer, read from Chromium's trace: milliseconds
from the input event to the frame that shows the results, and the longest task of the main thread in that time. The goals:
median at full speed within ${SMOOTH.paint} ms, and no task over ${SMOOTH.block} ms with the processor slowed six times.

| corpus | slowed | keys | painted, median | p95 | longest task, median | p95 | longest | goal | load |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |
${rows.join("\n")}`;
}

/** What an index of a million documents is to hold: of its build, and of every first search and its keys. */
const HOLDS = { seconds: 900, peakBytes: 2e9, coldBytes: 300_000, warmMs: 30 };

/** What became of the made collection, if it was measured. */
function million() {
  const file = path.join(WORK, "results/million.json");
  if (!existsSync(file)) return "";
  /** @type {import("./million.mjs").Million} */
  const { documents, inputBytes, version, date, load, failed, build, output, cold = [], slow = [], warm = [] } = JSON.parse(readFileSync(file, "utf8"));
  const verdict = (/** @type {boolean} */ met) => (met ? "met" : "**not met**");
  const lead = `## A made collection

Made by \`make bench-million\`: ${date}, Keyseek ${version}. ${documents.toLocaleString("en")} documents of random words with the frequencies of a Korean blog, ${(inputBytes / 1e6).toFixed(0)} MB of JSON lines; load of the machine at the start ${load.toFixed(1)}.`;
  const built = build && output && [
    `Built in ${build.seconds.toFixed(0)} s (budget ${HOLDS.seconds}: ${verdict(build.seconds <= HOLDS.seconds)}), ${build.processorSeconds.toFixed(0)} s of the processors,`,
    `with a peak of ${(build.peakBytes / 1e6).toFixed(0)} MB of memory (budget ${HOLDS.peakBytes / 1e6}: ${verdict(build.peakBytes <= HOLDS.peakBytes)}):`,
    `${(output.bytes / 1e6).toFixed(0)} MB in ${output.files.toLocaleString("en")} files.`,
  ].join(" ");
  const rows = cold.map(({ kind, query, bytes, requests, hits, ms }, at) => {
    const cells = [(bytes / 1e3).toFixed(0), verdict(bytes <= HOLDS.coldBytes), requests.length, slow[at]?.rounds ?? "–", hits, ms.toFixed(0), slow[at] ? slow[at].ms.toFixed(0) : "–"];
    return `| ${kind} | \`${query}\` | ${cells.join(" | ")} |`;
  });
  const table = rows.length > 0 && [
    `| cold query | | kB | budget ${HOLDS.coldBytes / 1e3} | requests | rounds | hits | unshaped ms | slow link ms |`,
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
  const typed = warm.map(({ kind, queries, times }) => {
    const [middle, late] = [median(times), quantile(times, 0.95)];
    return `| ${queries} ${kind} | ${times.length} | ${middle.toFixed(1)} | ${late.toFixed(1)} | ${verdict(late <= HOLDS.warmMs)} | ${Math.max(...times).toFixed(0)} |`;
  });
  const keys = typed.length > 0 && [
    `| typed, warm | keys | median ms | p95 ms | budget ${HOLDS.warmMs} | longest ms |`,
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...typed,
  ].join("\n");
  return [lead, built, table, keys, failed && `It stopped: ${failed}.`].filter(Boolean).join("\n\n");
}
