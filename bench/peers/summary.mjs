// What was measured of one engine over one corpus as single numbers, and the budgets that Keyseek's are held against.

import { SLOW_S } from "./limits.mjs";
import { SLOW } from "./link.mjs";
import { grouped, mean, median, quantile } from "./statistics.mjs";

/** @typedef {import("./measure.mjs").Result} Result */

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {import("./measure.mjs").Step} step what it is measured in
 * @property {(result: Result) => number | undefined} value undefined when there is none
 * @property {(value: number) => string} format
 * @property {boolean} [more] whether more is better
 * @property {number} [budget] what Keyseek's may be at most, as a share of Pagefind's
 */

const grouping = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const whole = (/** @type {number} */ value) => grouping.format(value);
const kilobytes = (/** @type {number} */ bytes) => (bytes < 1e6 ? (bytes / 1e3).toFixed(1) : whole(bytes / 1e3));
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1);
const mebibytes = (/** @type {number} */ bytes) => whole(bytes / 2 ** 20);
const decimals = (/** @type {number} */ digits) => (/** @type {number} */ value) => value.toFixed(digits);
const percent = (/** @type {number} */ share) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

/**
 * The mean over the queries of the median over the runs of each.
 *
 * @param {import("./browser.mjs").Cold[]} colds
 * @param {(cold: import("./browser.mjs").Cold) => number} of
 */
const overQueries = (colds, of) =>
  colds.length > 0 ? mean(grouped(colds, ({ query }) => query).map((runs) => median(runs.map(of)))) : undefined;

/** @param {import("./measure.mjs").Found[]} found */
const recall = (found) => (found.length > 0 ? mean(found.map(({ got, wanted }) => got / wanted)) : undefined);

/**
 * Seconds that the bytes of a first search take over the slow link, if nothing else did.
 *
 * @param {Result} result
 */
export function transferSeconds({ cold }) {
  const bytes = overQueries(cold, (one) => one.bytes);
  return bytes === undefined ? undefined : (bytes * 8) / SLOW.bitsPerSecond;
}

/** @type {Column[]} */
export const BUILD = [
  { title: "build s", step: "build", value: ({ builds }) => (builds.length > 0 ? median(builds.map(({ seconds }) => seconds)) : undefined), format: decimals(2), budget: 0.5 },
  { title: "build CPU s", step: "build", value: ({ builds }) => (builds[0]?.processorSeconds !== undefined ? median(builds.map(({ processorSeconds }) => processorSeconds)) : undefined), format: decimals(2) },
  { title: "peak memory MiB", step: "build", value: ({ builds }) => (builds.length > 0 ? median(builds.map(({ peakBytes }) => peakBytes)) : undefined), format: mebibytes, budget: 0.25 },
  { title: "output MB", step: "build", value: ({ output }) => output.bytes || undefined, format: megabytes, budget: 0.4 },
  { title: "output files", step: "build", value: ({ output }) => output.files || undefined, format: whole, budget: 0.05 },
];

/** @type {Column[]} */
export const COLD = [
  { title: "cold kB", step: "cold", value: ({ cold }) => overQueries(cold, ({ bytes }) => bytes), format: kilobytes, budget: 0.4 },
  { title: "requests", step: "cold", value: ({ cold }) => overQueries(cold, ({ requests }) => requests.length), format: decimals(1) },
  { title: "rounds", step: "slow", value: ({ slow, far = [] }) => overQueries(slow.length > 0 ? slow : far, ({ rounds }) => rounds), format: decimals(1) },
  { title: "unshaped ms", step: "cold", value: ({ cold }) => overQueries(cold, ({ ms }) => ms), format: whole },
  { title: "slow link ms", step: "slow", value: ({ slow }) => overQueries(slow, ({ ms }) => ms), format: whole, budget: 0.45 },
];

/** @type {Column[]} */
export const RARE = [
  { title: "rare word kB", step: "rare", value: ({ rare }) => overQueries(rare ?? [], ({ bytes }) => bytes), format: kilobytes },
  { title: "requests", step: "rare", value: ({ rare }) => overQueries(rare ?? [], ({ requests }) => requests.length), format: decimals(1) },
  { title: "rounds", step: "rare", value: ({ rare }) => overQueries(rare ?? [], ({ rounds }) => rounds), format: decimals(1) },
  { title: "slow link ms", step: "rare", value: ({ rare }) => overQueries(rare ?? [], ({ ms }) => ms), format: whole },
];

/**
 * Of what was typed, by key, the median over the runs.
 *
 * @param {number[][]} runs
 */
const byKey = (runs) => (runs[0] ?? []).map((_, key) => median(runs.map((times) => times[key])));

/** @type {Column[]} */
export const WARM = [
  { title: "warm median ms", step: "warm", value: ({ warm }) => (warm.length > 0 ? median(byKey(warm)) : undefined), format: decimals(2), budget: 0.2 },
  { title: "warm p95 ms", step: "warm", value: ({ warm }) => (warm.length > 0 ? quantile(byKey(warm), 0.95) : undefined), format: decimals(2), budget: 0.2 },
  { title: "words found", step: "found", value: ({ found }) => recall(found.words), format: percent, more: true },
  { title: "beginnings found", step: "found", value: ({ found }) => recall(found.prefixes), format: percent, more: true },
];

/** @type {Record<string, import("./measure.mjs").Step[]>} the steps whose failure is the failure of what a column tells, beside its own */
const BEFORE = { cold: ["open"] };

/**
 * What a table says of an engine.
 *
 * @param {Column} column
 * @param {Result} result
 */
export function cell({ title, step, value, format }, result) {
  const number = value(result);
  if (number !== undefined) return format(number);
  if (result.failures.some((failure) => failure.step === step || BEFORE[step]?.includes(failure.step))) return "**failed**";
  const seconds = transferSeconds(result) ?? 0;
  return title === "slow link ms" && seconds > SLOW_S ? `over ${whole(Math.floor(seconds) * 1000)}, computed` : "–";
}

/**
 * How far Keyseek's number is from the budget.
 *
 * @param {Column} column
 * @param {Result | undefined} keyseek
 * @param {Result | undefined} pagefind
 * @returns {{ ratio: number, met: boolean } | undefined} undefined when there is no budget, or they were not measured side
 *   by side
 */
export function judge(column, keyseek, pagefind) {
  if (column.budget === undefined || !keyseek || !pagefind || keyseek.run !== pagefind.run) return undefined;
  const [own, other] = [column.value(keyseek), column.value(pagefind)];
  if (own === undefined || other === undefined) return undefined;
  return { ratio: own / other, met: own / other <= column.budget };
}
