// Watches what a page has its workers do, from outside of the scripts that start them.

/**
 * Runs in the page before its scripts: notes what is posted to workers. `window.posted` holds `start` when an index is handed over, and
 * `question` for each question.
 */
export function watchWorkers() {
  const posted = (/** @type {any} */ (window).posted = /** @type {string[]} */ ([]));
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ given) {
    posted.push("question" in message ? "question" : "start");
    return postMessage.call(this, message, given);
  };
}

/**
 * Opens the site's index in a page that is watched, as `window.index`, and waits until a worker has taken over, if one is wanted.
 * @param {import("playwright-core").Page} page
 * @param {{ worker?: boolean, memory?: number }} [options]
 * @param {boolean} [waits] whether to wait
 */
export async function openBy(page, options, waits = options?.worker === true) {
  await page.evaluate(
    async ({ options, waits }) => {
      const it = /** @type {any} */ (window);
      const starts = () => it.posted.filter((/** @type {string} */ what) => what === "start").length;
      const before = waits && starts();
      const { open } = await import(`${location.origin}/search/keyseek.js`);
      it.index = await open(undefined, options);
      while (waits && starts() === before) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    { options, waits },
  );
}

/** What was posted to workers so far. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
export const posted = (page) => page.evaluate(() => /** @type {any} */ (window).posted);
