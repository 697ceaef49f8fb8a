// What a search loads in a page that has loaded nothing but the script yet.

import { newPage } from "./chromium.mjs";

/**
 * @typedef {object} Loaded
 * @property {string} path
 * @property {number} bytes of the body, as it is transferred
 * @property {number} round 1 for what is asked for at once, else one more than the latest file that was there before
 *
 * @typedef {object} ColdSearch
 * @property {any} answer
 * @property {Loaded[]} loaded in the order of the requests
 * @property {number} rounds how many requests had to wait for each other: it does not depend on how fast any of them is
 * @property {number} bytes
 */

/**
 * Searches in a new page of an empty cache, the folder of the index being `/search/`.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url a page of the site
 * @param {string} query
 * @param {object} [options] of the search
 * @returns {Promise<ColdSearch>}
 */
export async function coldSearch(browser, url, query, options) {
  const { page, close } = await newPage(browser);
  try {
    await page.goto(url);
    const { answer, loaded } = await page.evaluate(
      async ([query, options]) => {
        /** @type {Loaded[]} */
        const loaded = [];
        let arrived = 0;
        const { open } = await import(`${location.origin}/search/keyseek.js`);
        const fetchBefore = window.fetch;
        window.fetch = async (input, init) => {
          const file = { path: new URL(String(input), location.href).pathname, bytes: 0, round: arrived + 1 };
          loaded.push(file);
          const response = await fetchBefore(input, init);
          const body = await response.arrayBuffer();
          file.bytes = body.byteLength;
          arrived = Math.max(arrived, file.round);
          return new Response(body, response);
        };
        const index = await open();
        return { answer: await index.search(query, options), loaded };
      },
      /** @type {const} */ ([query, options]),
    );
    return {
      answer,
      loaded,
      rounds: Math.max(...loaded.map(({ round }) => round)),
      bytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  } finally {
    await close();
  }
}
