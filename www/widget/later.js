/**
 * What no first result needs is `beside.js`: it comes once the first results are painted, or before, as soon as something of it is
 * needed.
 */

import { add } from "./strings/panel.js";

/** @typedef {typeof import("./beside.js")} Beside */

/** What is there of it by now, for all widgets of the page. @type {Beside | undefined} */
export let beside;
/** @type {Promise<Beside> | undefined} */
let loading;
let failures = 0;

/**
 * Loads it, once; a failure is forgotten, so that the next call tries again.
 * @param {(attempt: number) => Promise<Beside>} load
 */
export function bring(load) {
  return (loading ??= load(failures).then(
    (loaded) => {
      add(loaded.strings);
      return (beside = loaded);
    },
    (error) => {
      loading = undefined;
      failures += 1;
      throw error;
    },
  ));
}
