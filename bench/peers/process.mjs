// Runs a build and watches it: seconds by the clock and of the processors, and the memory of the process and everything that
// it starts.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds between looks. The kernel keeps each process's peak, so that only the last moment can be missed. */
const LOOK_MS = 10;

/**
 * @typedef {object} Limits what ends a build
 * @property {number} bytes of memory
 * @property {number} seconds
 *
 * @typedef {object} Usage
 * @property {number} seconds
 * @property {number} processorSeconds of all cores together, which a busy machine does not change much
 * @property {number} peakBytes sum of the peak resident memory (VmHWM) of the process and of its descendants
 */

/**
 * @param {string[]} command
 * @param {Limits} limits
 * @returns {Promise<Usage>}
 * @throws when it fails or goes past a limit
 */
export function watched([program, ...argumentsOf], limits) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const child = spawn(program, argumentsOf, { stdio: ["ignore", "ignore", "pipe"] });
    /** @type {Map<number, Seen>} by process */
    const seen = new Map();
    const sum = (/** @type {keyof Seen} */ what) => [...seen.values()].reduce((total, one) => total + one[what], 0);
    let complaint = "";
    let stopped = "";
    child.stderr.on("data", (text) => (complaint = (complaint + text).slice(-2000)));
    const look = setInterval(() => {
      if (child.pid !== undefined) for (const id of [child.pid, ...descendants(child.pid)]) note(seen, id);
      if (sum("peakBytes") > limits.bytes) stopped = `it took more than ${(limits.bytes / 2 ** 30).toFixed(0)} GiB of memory`;
      if (seconds() > limits.seconds) stopped = `it took more than ${limits.seconds / 60} minutes`;
      if (stopped) child.kill("SIGKILL");
    }, LOOK_MS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      if (stopped) reject(new Error(stopped));
      else if (code === 0) resolve({ seconds: seconds(), processorSeconds: sum("processorSeconds"), peakBytes: sum("peakBytes") });
      else reject(new Error(reasonIn(complaint) || `${program} ended with ${code}`));
    });
  });
}

/** @typedef {{ peakBytes: number, processorSeconds: number }} Seen */

/** Clock ticks a second, which Linux tells programs in, whatever its own. */
const TICKS = 100;

/**
 * @param {Map<number, Seen>} seen
 * @param {number} id
 */
function note(seen, id) {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
    // The name in parentheses may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    const before = seen.get(id);
    seen.set(id, {
      peakBytes: Math.max(before?.peakBytes ?? 0, Number(kilobytes ?? 0) * 1024),
      processorSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    });
  } catch {
    // It has ended; what was noted stays.
  }
}

/**
 * @param {number} id
 * @returns {number[]}
 */
function descendants(id) {
  try {
    const children = readdirSync(`/proc/${id}/task`).flatMap((task) =>
      readFileSync(`/proc/${id}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

/** @param {string} complaint what the program wrote before it failed */
function reasonIn(complaint) {
  const lines = complaint.trim().split("\n");
  return lines.find((line) => /error|fatal|panicked/i.test(line)) ?? lines.at(-1) ?? "";
}
