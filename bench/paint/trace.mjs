// Reads a trace of Chromium: what the page's main thread did for each key, and what kept it for long.
//
// Work is processor time of that thread, which other work of the machine does not change much; waiting goes by the clock.

/**
 * @typedef {{ name: string, ph: string, ts: number, dur?: number, tts?: number, tdur?: number, pid: number, tid: number, args: any }}
 *   TraceEvent times in microseconds, by the clock and of the thread's processor time
 *
 * @typedef {object} Keystroke milliseconds
 * @property {string} pass `first`, in which files are still loaded, or `again`
 * @property {number} work from the key to the end of the commit of the frame with its results
 * @property {Record<string, number>} parts of the work, by what it was for
 * @property {number} shown by the clock, from the key to all of its results that are in sight in the document
 * @property {number} wait by the clock, from there until the frame is begun
 * @property {number} painted by the clock, from the key as the browser got it to the end of the commit of that frame
 * @property {number} presented by the clock, from that key to the presentation of that frame
 * @property {number} longest task of the thread meanwhile
 *
 * @typedef {object} LongTask milliseconds
 * @property {string} when `start` of the widget, or the pass
 * @property {number} at by the clock, from where that began
 * @property {number} ms
 * @property {Record<string, number>} parts
 *
 * @typedef {{ keystrokes: Keystroke[], longTasks: LongTask[] }} Reading
 *
 * @typedef {{ ts: number, part: string, ms: number }} Slice
 *
 * @typedef {object} Trace of the page's main thread
 * @property {TraceEvent[]} main
 * @property {TraceEvent[]} tasks
 * @property {Slice[]} slices
 * @property {TraceEvent[]} marks of searches, changes in sight and answers
 * @property {TraceEvent[]} keys
 * @property {TraceEvent[]} passes
 */

/** A task that takes longer is a long one, in ms, as the Long Tasks API has it. */
const LONG_MS = 50;

/** What events of the trace are for. Of one inside of another the time is not the other's. */
const PARTS = new Map([
  ["UpdateLayoutTree", "style"],
  ["ParseAuthorStyleSheet", "style"],
  ["Layout", "layout"],
  ["PrePaint", "paint"],
  ["Paint", "paint"],
  ["Layerize", "paint"],
  ["Commit", "paint"],
  ["MinorGC", "garbage"],
  ["MajorGC", "garbage"],
  ["EvaluateScript", "scripts"],
  ["v8.compile", "scripts"],
  ["v8.compileModule", "scripts"],
  ["v8.evaluateModule", "scripts"],
  ["v8.wasm.compileConsume", "module"],
  ["v8.wasm.compile", "module"],
  ["DecompressionStream Inflate", "inflating"],
]);

/** @param {TraceEvent} event */
const cpu = ({ tts = 0 }) => tts / 1000;

/**
 * @param {TraceEvent[]} events
 * @returns {Reading}
 */
export function read(events) {
  events.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const passes = events.filter(({ name }) => /^pass /.test(name));
  if (!passes.length) throw new Error("the trace holds no marks of the page");
  const main = events.filter(({ pid, tid }) => pid === passes[0].pid && tid === passes[0].tid);
  const slices = sliced(main);
  const marks = main.filter(({ name, ph }) => ph === "I" && /^(search|found|change|answered)$/.test(name));
  const tasks = main.filter(({ name }) => name === "RunTask");
  const keys = main.filter(({ name, ph, args }) => name === "EventDispatch" && ph === "X" && args.data?.type === "keydown");
  const trace = { main, tasks, slices, marks, keys, passes };
  return { keystrokes: keystrokes(trace), longTasks: longTasks(trace) };
}

/**
 * The time of each event that PARTS names, without what lies inside of it.
 *
 * @param {TraceEvent[]} main
 * @returns {Slice[]}
 */
function sliced(main) {
  /** @type {Slice[]} */
  const slices = [];
  /** @type {{ end: number, slice: Slice }[]} */
  const around = [];
  for (const { name, ph, ts, dur = 0, tdur = 0 } of main) {
    const part = ph === "X" && PARTS.get(name);
    if (!part) continue;
    while (around.length && around[around.length - 1].end <= ts) around.pop();
    const slice = { ts, part, ms: tdur / 1000 };
    const outer = around.at(-1);
    if (outer) outer.slice.ms -= slice.ms;
    slices.push(slice);
    around.push({ end: ts + dur, slice });
  }
  return slices;
}

/**
 * What of some work was for what: by the trace's own events, and by the page's marks. In a task with marks the scripts run from its
 * begin to the last of these, and from the first if it is the key's.
 *
 * @param {Trace} trace
 * @param {number} from
 * @param {number} to
 * @param {number} total
 */
function partsOf(trace, from, to, total) {
  // Of all that a trace of a hundred keys holds only what is near: going through all for every task of every key takes minutes.
  const meanwhile = (/** @type {{ ts: number, dur?: number }} */ { ts, dur = 0 }) => ts + dur >= from && ts < to;
  const [tasks, marks, keys] = [trace.tasks, trace.marks, trace.keys].map((events) => events.filter(meanwhile));
  const begin = tasks.length ? Math.min(from, tasks[0].ts) : from;
  const slices = trace.slices.filter(({ ts }) => ts >= begin && ts < to);
  /** @type {Record<string, number>} */
  const parts = {};
  const add = (/** @type {string} */ part, /** @type {number} */ ms) => (parts[part] = (parts[part] ?? 0) + ms);
  const named = (/** @type {number} */ from, /** @type {number} */ to) => slices.filter(({ ts }) => ts >= from && ts < to);
  /** @param {TraceEvent} begin @param {TraceEvent} end */
  const between = (begin, end) => cpu(end) - cpu(begin) - named(begin.ts, end.ts).reduce((sum, { ms }) => sum + ms, 0);
  for (const { part, ms } of named(from, to)) add(part, ms);
  for (const task of tasks) {
    const within = (/** @type {TraceEvent} */ { ts }) => ts >= Math.max(from, task.ts) && ts < Math.min(to, task.ts + (task.dur ?? 0));
    const inside = marks.filter(within);
    if (!inside.length) continue;
    add("document", between(task.ts < from || keys.some(within) ? inside[0] : task, inside[inside.length - 1]));
    for (const [at, mark] of inside.entries()) {
      const next = inside[at + 1];
      if (mark.name !== "search" || !next) continue;
      add("search", between(mark, next));
      add("document", -between(mark, next));
    }
  }
  add("other", total - Object.values(parts).reduce((a, b) => a + b, 0));
  return parts;
}

/**
 * @param {Trace} trace
 * @returns {Keystroke[]}
 */
function keystrokes(trace) {
  const { main, tasks, marks, keys, passes } = trace;
  const named = (/** @type {string} */ name, /** @type {string} */ ph) => main.filter((event) => event.name === name && event.ph === ph);
  const presses = named("EventTiming", "b").filter(({ args }) => args.data?.type === "keydown");
  const commits = named("Commit", "X");
  const frames = named("AnimationFrame", "b");
  const presentations = new Map(named("AnimationFrame::Presentation", "n").map(({ args, ts }) => [args.id, ts]));
  return marks.flatMap((answered) => {
    if (answered.name !== "answered") return [];
    const key = keys.findLast(({ ts }) => ts < answered.ts);
    const shown = marks.findLast(({ name, ts }) => name === "change" && ts <= answered.ts && key && ts > key.ts) ?? answered;
    const press = presses.findLast(({ ts }) => key && ts <= key.ts);
    const commit = commits.find(({ ts }) => ts > shown.ts);
    const frame = frames.findLast(({ ts }) => commit && ts <= commit.ts);
    const begin = tasks.findLast(({ ts }) => commit && ts <= commit.ts);
    const presented = presentations.get(frame?.args.id);
    if (!key || !press || !commit || !begin || !presented) return [];
    const end = commit.ts + (commit.dur ?? 0);
    const work = cpu(commit) + (commit.tdur ?? 0) / 1000 - cpu(key);
    const meanwhile = tasks.filter(({ ts, dur = 0 }) => ts + dur > key.ts && ts < end);
    return {
      pass: passName(passes, shown.ts),
      work,
      parts: partsOf(trace, key.ts, end, work),
      shown: (shown.ts - key.ts) / 1000,
      wait: Math.max(0, begin.ts - shown.ts) / 1000,
      painted: (end - press.ts) / 1000,
      presented: (presented - press.ts) / 1000,
      longest: Math.max(...meanwhile.map(({ tdur = 0 }) => tdur)) / 1000,
    };
  });
}

/**
 * @param {Trace} trace
 * @returns {LongTask[]}
 */
function longTasks(trace) {
  const { tasks, passes } = trace;
  return tasks.flatMap(({ ts, dur = 0, tdur = 0 }) => {
    const ms = tdur / 1000;
    if (ms <= LONG_MS) return [];
    const began = passes.findLast((pass) => pass.ts <= ts) ?? tasks[0];
    return { when: passName(passes, ts), at: (ts - began.ts) / 1000, ms, parts: partsOf(trace, ts, ts + dur, ms) };
  });
}

/**
 * @param {TraceEvent[]} passes
 * @param {number} at
 */
const passName = (passes, at) => passes.findLast(({ ts }) => ts <= at)?.name.slice("pass ".length) ?? "start";
