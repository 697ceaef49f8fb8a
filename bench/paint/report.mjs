// bench/PAINT.md from what was measured.

import os from "node:os";
import { median, quantile } from "../peers/statistics.mjs";

/** @typedef {import("./trace.mjs").Keystroke} Keystroke */
/** @typedef {import("../paint.mjs").Run} Run */
/** @typedef {import("../paint.mjs").Searched} Searched */

const PARTS = ["search", "document", "style", "layout", "paint", "garbage", "inflating", "other"];
/** Of a frame at 60 Hz. */
const FRAME_MS = 16;
const DECISION = `**Decision: no worker** for sites of the size that the widget is made for. Over the help a search takes a few milliseconds of a key,
less than laying its results out does, and a worker would add a hop to each answer and a script, a module and a manifest of its
own to the start. Over some 30,000 pages it is otherwise: there searches of more than 8 ms are common. If that is
to be mended in the browser rather than in the engine, the whole of \`keyseek.js\`, loading and inflating included, belongs into the worker,
so that only questions and answers cross; the page keeps an \`Index\` with the same methods; an answer to a question that another has overtaken
is not sent; where a policy forbids workers the page does it itself; and the worker is for manifests above some number of documents only.`;
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

- **work**: processor time of the page's main thread from the key to the end of the commit of the frame in which all of its results
  that are in sight are painted. It does not depend on frames, and on what else the machine does it depends less than what goes
  by the clock.
- **shown**, **wait**, **painted**, **presented**: by the clock: from the key to these results in the document, from there until
  the main thread begins the frame, and from the key as the browser got it to the end of that frame's commit, by which its
  results are painted, and to the frame's presentation, which is up to the screen. At 60 Hz a frame begins when the screen takes
  one; *unlimited* is with \`--disable-frame-rate-limit --disable-gpu-vsync\`.
- **longest**: processor time of the longest task of the main thread meanwhile.
- **first** is with an empty cache, files coming from the same machine; **again** the same keys with everything loaded. × 6 is with
  \`Emulation.setCPUThrottlingRate\`.

${goals(runs)}
${keystrokes(runs)}

## What the work is for

*search* is the module with what is around it, *document* the changing of elements, *other* mostly Chromium's own handling of a
key and what is around each task and frame.

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

/**
 * What goals are about, beside them: results are painted within a frame at full speed, and no key blocks the page for long on a
 * processor that is slowed.
 *
 * @param {Run[]} runs
 */
export function goals(runs) {
  /** @type {Map<string, Run[]>} */
  const all = new Map();
  for (const run of runs) if (run.rate === "60 Hz") all.set(JSON.stringify([run.corpus, run.scripts]), [...(all.get(JSON.stringify([run.corpus, run.scripts])) ?? []), run]);
  const rows = [...all].flatMap(([which, runs]) => ["first", "again"].map((pass) => {
    const fast = runs.filter(({ slowdown }) => slowdown === 1).flatMap(({ keystrokes }) => keystrokes.filter((key) => key.pass === pass));
    const slowed = runs.filter(({ slowdown }) => slowdown > 1);
    const pressed = slowed.flatMap(({ keystrokes }) => keystrokes.filter((key) => key.pass === pass));
    const tasks = slowed.flatMap(({ longTasks }) => longTasks.filter(({ when }) => when === pass)).sort((a, b) => b.ms - a.ms);
    const painted = fast.map((key) => key.painted);
    const longest = tasks.length ? tasks[0].ms : Math.max(...pressed.map((key) => key.longest));
    return row(...JSON.parse(which), pass, fast.length, both(painted), painted.filter((ms) => ms <= FRAME_MS).length, pressed.length, tasks.length,
      longest.toFixed(0), tasks[0] ? largest(tasks[0].parts) : "");
  }));
  return `Goals: with everything loaded (*again*), results are painted within ${FRAME_MS} ms of the key at full speed, in the median, and with the processor
slowed six times no task takes more than 50 ms. *painted* is by the clock, median / 95th percentile, and *in time* how many keys are;
tasks are by processor time, all those of more than 50 ms from the first key on.

${head(["corpus", "scripts", "pass", "keys", "painted", "in time", "keys × 6", "tasks", "longest", "of which"], 3)}
${rows.join("\n")}
`;
}

/** @param {Run[]} runs */
function keystrokes(runs) {
  const columns = /** @type {const} */ (["work", "shown", "wait", "painted", "presented", "longest"]);
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
    return asked.map(({ slowdown, work, page, worker, start, startInPage }) =>
      row(corpus, `× ${slowdown}`, work.length, both(work), Math.max(...work).toFixed(1), work.filter((ms) => ms > FRAME_MS / 2).length,
        both(page), both(worker), startInPage.toFixed(0), start.toFixed(0)));
  });
  return `A search for ten hits with everything loaded. *work* is processor time of the page's thread, which it blocks, and *over 8* how
many searches take more than half a frame; then by the clock, in the page, and in a worker from the question to the answer; and
from nothing to the first answer. The throttle slows the page and not the worker.

${[head(["corpus", "processor", "keys", "work", "longest", "over 8", "in the page", "by a worker", "first in the page", "first by a worker"], 2), ...rows].join("\n")}

${DECISION}`;
}
