// What ends a measurement: an engine that goes past it counts as one that fails, with the reason in the report.

/** What a build may take, with all that it starts. */
export const BUILD = { bytes: 14 * 2 ** 30, seconds: 900 };
/** What of it Node's heap may take, in MiB, for the engines that build in Node. */
export const HEAP_MIB = 12_000;
/** Seconds for an answer in the browser: a first search with all that it loads, or warm ones at all keys. */
export const PATIENCE_S = 300;
/** Seconds for all pages that an engine finds for some hundred queries. */
export const FOUND_S = 600;

/** A search over the slow link is not run when the bytes of a first search alone would take longer; that is computed. */
export const SLOW_S = 120;
/** A first search that takes longer is not repeated, nor warm ones behind it: its time is all transfer, or all parsing. */
export const LONG_MS = 15_000;
/** Without the slow link, one query stands for all beyond this: it is all parsing, whatever is asked. */
export const HEAVY_MS = 2_000;
/** Warm searches that together take longer are not repeated. */
export const WARM_MS = 60_000;
