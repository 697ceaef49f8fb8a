// The page's side of an engine that runs whole in the page; bundled with it.

/** Letters before the first match, and in all, in an excerpt. */
const BEFORE = 60;
const LENGTH = 200;

/**
 * @param {(stored: string) => (query: string, limit: number) => number[] | Promise<number[]>} openIndex
 * @returns {() => Promise<import("../engines.mjs").Opened>}
 */
export const opener = (openIndex) => async () => {
  const load = async (/** @type {string} */ file) => {
    const response = await fetch(file);
    if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`);
    return response;
  };
  const [stored, documents] = await Promise.all([
    load("/index.json").then((response) => response.text()),
    load("/documents.json").then((response) => response.json()),
  ]);
  const find = openIndex(stored);
  return {
    async search(query, limit) {
      const found = await find(query, limit);
      return found.slice(0, limit).map((at) => {
        const { url, title, body } = documents[at];
        return { url, title, excerpt: excerptOf(body, query) };
      });
    },
    all: async (query) => (await find(query, documents.length)).map((at) => documents[at].url),
  };
};

/**
 * @param {string} body
 * @param {string} query
 */
function excerptOf(body, query) {
  const lower = body.toLowerCase();
  const places = query.toLowerCase().split(/\s+/).map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const from = Math.max(0, Math.min(...places, body.length) - BEFORE);
  return body.slice(places.length > 0 ? from : 0, (places.length > 0 ? from : 0) + LENGTH);
}
