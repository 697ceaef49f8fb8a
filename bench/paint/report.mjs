// bench/PAINT.md from what was measured.

import os from "node:os";
import { median, quantile } from "../peers/statistics.mjs";

/** @typedef {import("./trace.mjs").Keystroke} Keystroke */
/** @typedef {import("../paint.mjs").Run} Run */
/** @typedef {import("../paint.mjs").Searched} Searched */

const PARTS = ["search", "document", "style", "layout", "paint", "garbage", "inflating", "other"];
/** Of a frame at 60 Hz. */
const FRAME_MS = 16;
const DECISION = `**Decision: a worker from 10,000 documents on.** Over the help a search takes a few milliseconds of a key, less than laying its
results out does, and a worker would add a hop to each answer and two files to the start. Over the Rust documentation searches of more than half a
frame are common, and on a slow processor nearly all are. Between them, on the fast processor: over every sixth page of that
documentation, 5,494 documents, work is 1.5 / 5.2 ms and one search of 90 takes more than half a frame; over every third, 10,965, it
is 1.6 / 9.6 and seven do. What runs in the worker is all of the search, loading and inflating included; the page answers until the worker runs.`;
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
    return asked.flatMap(({ slowdown, ...by }) => {
      return (/** @type {const} */ (["page", "worker"])).map((who) => {
        const { work, clock, first } = by[who];
        const blocking = work.filter((ms) => ms > FRAME_MS / 2).length;
        return row(corpus, `× ${slowdown}`, `the ${who}`, work.length, both(work), Math.max(...work).toFixed(1), blocking, both(clock), median(first).toFixed(0));
      });
    });
  });
  return `A search for ten hits with everything loaded, by \`open(url, { worker: false })\` and by \`{ worker: true }\`, which take turns. *work* is
processor time of the page's thread, which it blocks, *longest* the most of it and *over 8* how many searches take more than half a
frame; *answer* is by the clock, from the question to the answer; *first* from opening the index, with an empty cache, to the first
answer. The throttle slows the page and not the worker.

${[head(["corpus", "processor", "searches", "keys", "work", "longest", "over 8", "answer", "first"], 3), ...rows].join("\n")}

${DECISION}`;
}
