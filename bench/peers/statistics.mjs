/** @param {number[]} values */
export const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/**
 * The value that so large a share of all does not exceed, by the nearest rank.
 *
 * @param {number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/**
 * The values in groups by what `keyOf` says of them.
 *
 * @template T
 * @param {T[]} values
 * @param {(value: T) => string} keyOf
 * @returns {T[][]}
 */
export function grouped(values, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return [...groups.values()];
}
