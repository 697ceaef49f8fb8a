// bench/PAINT.md from what was measured.

import os from "node:os";
import { median, quantile } from "../peers/statistics.mjs";

/** @typedef {import("./trace.mjs").Keystroke} Keystroke */
/** @typedef {import("../paint.mjs").Run} Run */
/** @typedef {import("../paint.mjs").Searched} Searched */

const PARTS = ["search", "document", "style", "layout", "paint", "garbage", "inflating", "other"];
/** Long tasks that are listed of each run. */
const LISTED = 3;

/** @param {number[]} values */
const both = (values) => `${median(values).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)}`;

/** @param {(string | number)[]} cells */
const row = (...cells) => `| ${cells.join(" | ")} |`;

/** @param {string[]} names @param {number} texts how many columns from the left hold no numbers */
const head = (names, texts) => `${row(...names)}\n${row(...names.map((_, at) => (at < texts ? "---" : "---:")))}`;

/**
 * @param {Run[]} runs
 * @param {Searched[]} searched
 */
export function report(runs, searched) {
  const load = os.loadavg().map((value) => value.toFixed(1));
  const machine = `${os.platform()} on ${os.arch()}, ${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores`;
  return `# From a key to painted results

Made by \`node bench/paint.mjs\`: ${new Date().toISOString().slice(0, 10)}; Chromium ${runs[0]?.browser}, headless, without a GPU; node ${process.version}; ${machine}; load at the end ${load.join(", ")}.

The widget in a page of 1000 by 800 pixels over the LibreOffice help, each key pressed by itself once the one before is
answered, Hangul as the input method composes it. All from Chromium's trace, in milliseconds, median / 95th percentile.

- **work**: processor time of the page's main thread from the key to the end of the commit of the frame with its results. It does
  not depend on frames, and little on what else the machine does.
- **shown**, **wait**, **presented**: by the clock: from the key to its results in the document, from there until the main
  thread begins the frame, and from the key as the browser got it to the presentation of that frame. At 60 Hz a frame
  begins when the screen takes one; *unlimited* is with \`--disable-frame-rate-limit --disable-gpu-vsync\`.
- **longest**: processor time of the longest task of the main thread meanwhile.
- **first** is with an empty cache, files coming from the same machine; **again** the same keys with everything loaded. × 6 is with
  \`Emulation.setCPUThrottlingRate\`.

${keystrokes(runs)}

## What the work is for

*search* is the module with what is around it, *document* the making of elements, *other* mostly Chromium's own handling of a key.

${parts(runs)}

## Long tasks

Tasks of more than 50 ms of processor time, the ${LISTED} longest of each.

${longTasks(runs)}
${searched.length ? `\n## A worker?\n\n${worker(searched)}\n` : ""}`;
}

/**
 * @param {Run[]} runs
 * @returns {[string[], Keystroke[]][]} keystrokes of all rounds, with the cells that say which
 */
function groups(runs) {
  /** @type {Map<string, Keystroke[]>} */
  const all = new Map();
  for (const { corpus, scripts, rate, slowdown, keystrokes } of runs) {
    for (const pass of ["first", "again"]) {
      const key = JSON.stringify([corpus, scripts, rate, `× ${slowdown}`, pass]);
      all.set(key, [...(all.get(key) ?? []), ...keystrokes.filter((one) => one.pass === pass)]);
    }
  }
  return [...all].map(([key, keystrokes]) => [JSON.parse(key), keystrokes]);
}

const WHICH = ["corpus", "scripts", "frames", "processor", "pass"];

/** @param {Run[]} runs */
function keystrokes(runs) {
  const columns = /** @type {const} */ (["work", "shown", "wait", "presented", "longest"]);
  return [
    head([...WHICH, "keys", ...columns], WHICH.length),
    ...groups(runs).map(([which, keys]) => row(...which, keys.length, ...columns.map((column) => both(keys.map((key) => key[column]))))),
  ].join("\n");
}

/** @param {Run[]} runs */
function parts(runs) {
  const cells = (/** @type {Keystroke[]} */ keys) => PARTS.map((part) => both(keys.map((key) => key.parts[part] ?? 0)));
  return [head([...WHICH, ...PARTS], WHICH.length), ...groups(runs).map(([which, keys]) => row(...which, ...cells(keys)))].join("\n");
}

/** @param {Run[]} runs */
function longTasks(runs) {
  const rows = runs.flatMap(({ corpus, scripts, rate, slowdown, longTasks }) => {
    return ["start", "first", "again"].flatMap((when) => {
      const tasks = longTasks.filter((task) => task.when === when).sort((a, b) => b.ms - a.ms);
      if (!tasks.length) return [];
      const listed = tasks.slice(0, LISTED).map(({ ms, parts }) => `${ms.toFixed(0)} (${largest(parts)})`);
      return row(corpus, scripts, rate, `× ${slowdown}`, when, tasks.length, listed.join("; "));
    });
  });
  return [head([...WHICH, "tasks", "longest"], WHICH.length), ...rows].join("\n");
}

/** @param {Record<string, number>} parts */
const largest = (parts) =>
  Object.entries(parts).sort(([, a], [, b]) => b - a).slice(0, 3).map(([part, ms]) => `${part} ${ms.toFixed(0)}`).join(", ");

/** @param {Searched[]} searched */
function worker(searched) {
  const rows = searched.flatMap(({ corpus, asked }) => {
    return asked.map(({ slowdown, page, worker, start, startInPage }) =>
      row(corpus, `× ${slowdown}`, page.length, both(page), Math.max(...page).toFixed(1), both(worker), startInPage.toFixed(0), start.toFixed(0)));
  });
  return `A search for ten hits with everything loaded, by the clock: on the page's thread, which it blocks, and in a worker from the
question to the answer; then from nothing to the first answer. The throttle slows the page and not the worker.

${[head(["corpus", "processor", "keys", "on the page's thread", "longest", "by a worker", "first on the page", "first by a worker"], 2), ...rows].join("\n")}`;
}
