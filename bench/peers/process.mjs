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
 * @property {number} peakBytes the most that the peaks of resident memory (VmHWM) of the processes that run at one time add up to
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
    let peakBytes = 0;
    /** @type {Map<number, number>} by process */
    const processorSeconds = new Map();
    let complaint = "";
    let stopped = "";
    child.stderr.on("data", (text) => (complaint = (complaint + text).slice(-2000)));
    const look = setInterval(() => {
      let bytes = 0;
      for (const id of child.pid === undefined ? [] : [child.pid, ...descendants(child.pid)]) {
        const used = usage(id);
        bytes += used?.peakBytes ?? 0;
        if (used) processorSeconds.set(id, used.processorSeconds);
      }
      peakBytes = Math.max(peakBytes, bytes);
      if (peakBytes > limits.bytes) stopped = `it took more than ${(limits.bytes / 2 ** 30).toFixed(0)} GiB of memory`;
      if (seconds() > limits.seconds) stopped = `it took more than ${limits.seconds / 60} minutes`;
      if (stopped) child.kill("SIGKILL");
    }, LOOK_MS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      if (stopped) reject(new Error(stopped));
      else if (code !== 0) reject(new Error(reasonIn(complaint) || `${program} ended with ${code}`));
      else resolve({ seconds: seconds(), processorSeconds: [...processorSeconds.values()].reduce((a, b) => a + b, 0), peakBytes });
    });
  });
}

/** Clock ticks a second, which Linux tells programs in, whatever its own. */
const TICKS = 100;

/** @param {number} id of a process; nothing is known of one that has ended */
function usage(id) {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
    // The name in parentheses may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    return { peakBytes: Number(kilobytes ?? 0) * 1024, processorSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
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
