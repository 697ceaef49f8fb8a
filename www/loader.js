/**
 * Gets files, as they are stored or inflated, and asks again for what fails. What is in them is not known here.
 */

/** Milliseconds to wait before each further attempt: what a lost packet or a server that restarts takes, not an outage. */
const WAITS = [200, 800];

/** HTTP statuses of clients' errors that pass. */
const PASSING = [408, 425, 429];

/**
 * Gives a file of an index by its path in the index folder, as it is stored.
 * @callback Place
 * @param {string} path
 * @param {RequestCache} [cache] what the browser's cache may do
 * @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>>>}
 */

/** A file that a server does not give, with the status it says so by. */
class Refused extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.isFinal = status >= 400 && status < 500 && !PASSING.includes(status);
  }
}

/**
 * Tries until something is loaded: three times, unless the server says that it has no such file. From the second time on
 * the browser's cache is passed over, since what is damaged may come from there.
 * @template T
 * @param {(cache: RequestCache) => Promise<T>} load
 * @returns {Promise<T>}
 */
export async function persistently(load) {
  /** @type {RequestCache} */
  let cache = "default";
  for (const wait of WAITS) {
    try {
      return await load(cache);
    } catch (error) {
      if (error instanceof Refused && error.isFinal) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    cache = "reload";
  }
  return load(cache);
}

/**
 * @param {URL} base the folder's address, with a slash at its end
 * @returns {Place}
 */
export function inFolder(base) {
  return async (path, cache) => {
    const url = new URL(path, base);
    let response;
    try {
      response = await fetch(url, { cache });
    } catch (cause) {
      throw new Error(`${url} could not be loaded: ${/** @type {Error} */ (cause).message}.`, { cause });
    }
    if (response.ok && response.body) return response.body;
    throw new Refused(`${url} could not be loaded: HTTP ${response.status}.`, response.status);
  };
}

/**
 * Raw DEFLATE to what is in it, by the browser's own decompressor.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 * @param {string} [type]
 */
export function inflated(stored, type = "application/octet-stream") {
  const headers = { "content-type": type };
  return new Response(stored.pipeThrough(new DecompressionStream("deflate-raw")), { headers });
}

/**
 * A file of a place, inflated.
 * @param {Place} place
 * @param {string} path
 * @param {RequestCache} cache
 */
export async function inflate(place, path, cache) {
  const stored = await place(path, cache);
  try {
    return new Uint8Array(await inflated(stored).arrayBuffer());
  } catch (cause) {
    throw new Error(`${path} is damaged or broke off; load the page again, or build the index again.`, { cause });
  }
}
