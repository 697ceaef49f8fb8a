/** Loads the engine and the index. */

import { Once } from "./once.js";

/** @typedef {import("../keyseek.js").Index} Index */

/** @extends {Once<Index>} */
export class Loader extends Once {
  /** The folder of the index; undefined for the embedded one, else the script's own. @type {string | undefined} */
  folder;

  /**
   * @param {(attempt: number) => Promise<typeof import("../keyseek.js")>} engine
   * @param {(index: Index) => void} opened
   */
  constructor(engine, opened) {
    let failures = 0;
    super(async () => {
      const { folder } = this;
      const { open } = await engine(failures).catch((error) => {
        failures += 1;
        throw error;
      });
      const index = await open(folder);
      opened(index);
      return index;
    });
  }
}
