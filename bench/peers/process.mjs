// Runs a build and watches it: seconds by the clock, and the memory of the process and everything that it starts.

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
    /** @type {Map<number, number>} by process, in bytes */
    const peaks = new Map();
    const peakBytes = () => [...peaks.values()].reduce((a, b) => a + b, 0);
    let complaint = "";
    let stopped = "";
    child.stderr.on("data", (text) => (complaint = (complaint + text).slice(-2000)));
    const look = setInterval(() => {
      if (child.pid !== undefined) for (const id of [child.pid, ...descendants(child.pid)]) note(peaks, id);
      if (peakBytes() > limits.bytes) stopped = `it took more than ${(limits.bytes / 2 ** 30).toFixed(0)} GiB of memory`;
      if (seconds() > limits.seconds) stopped = `it took more than ${limits.seconds / 60} minutes`;
      if (stopped) child.kill("SIGKILL");
    }, LOOK_MS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      if (stopped) reject(new Error(stopped));
      else if (code === 0) resolve({ seconds: seconds(), peakBytes: peakBytes() });
      else reject(new Error(reasonIn(complaint) || `${program} ended with ${code}`));
    });
  });
}

/**
 * @param {Map<number, number>} peaks
 * @param {number} id
 */
function note(peaks, id) {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
    peaks.set(id, Math.max(peaks.get(id) ?? 0, Number(kilobytes ?? 0) * 1024));
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
  return lines.find((line) => /Error|FATAL|panicked/.test(line))?.replace(/^.*?((?:\w*Error|FATAL|panicked).*)$/, "$1") ?? lines.at(-1) ?? "";
}
