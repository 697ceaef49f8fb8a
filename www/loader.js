/**
 * Gets files, as they are stored or inflated, and asks again for what fails. What is in them is not known here.
 */

/** Milliseconds to wait before each further attempt: what a lost packet or a server that restarts takes, not an outage. */
const WAITS = [200, 800];

/** HTTP statuses of clients' errors that pass. */
const PASSING = [408, 425, 429];

/**
 * Gives a file of an index by its path in the index folder, as it is stored; of `index/terms-0123456789.ks?1200-1999` these bytes,
 * the last one included.
 * @callback Place
 * @param {string} path
 * @param {RequestCache} [cache] what the browser's cache may do
 * @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>>>}
 */

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
      if (/** @type {any} */ (error).isFinal) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    cache = "reload";
  }
  return load(cache);
}

/**
 * @param {URL} url
 * @param {RequestCache} [cache]
 * @param {string} [range] the first and the last byte, where not all are asked for
 */
async function request(url, cache, range) {
  const asked = { cache, headers: range ? { range: `bytes=${range}` } : undefined };
  const { ok, body, status, headers } = await fetch(url, asked).catch((cause) => {
    throw new Error(`${url} could not be loaded: ${cause.message}.`, { cause });
  });
  const wanted = `bytes ${range}/`;
  // What a part is of a whole, another host may keep for itself.
  if (ok && body && (headers.get("content-range") ?? wanted).startsWith(wanted)) return { body, isPart: status === 206 };
  const isFinal = status >= 400 && status < 500 && !PASSING.includes(status);
  throw Object.assign(new Error(`${url} could not be loaded: HTTP ${status}.`), { isFinal });
}

/**
 * A path and, where it names a part of a file, the first and the last byte of it.
 * @param {string} path
 * @returns {string[]}
 */
export const partOf = (path) => path.split(/\?(?=\d+-\d+$)/);

/**
 * A part of a file that is there, or all of it.
 * @param {Uint8Array<ArrayBuffer>} file
 * @param {string} [range]
 */
export function cut(file, range) {
  const [first, last] = range ? range.split("-") : [0, file.length];
  return /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (new Response(file.subarray(+first, +last + 1)).body);
}

/**
 * The files below an address. Parts of them are asked for by their bytes. A host that answers with a whole file is asked for whole
 * files from then on: parts that are waited for at the same time share one, and for later ones the browser's cache has it.
 * @param {URL} base the folder's address, with a slash at its end
 * @returns {Place}
 */
export function inFolder(base) {
  let givesParts = true;
  /** @type {Map<string, Promise<ArrayBuffer>>} */
  const arriving = new Map();
  return async (path, cache) => {
    const [file, range] = partOf(path);
    /** @type {Awaited<ReturnType<typeof request>> | undefined} */
    let came;
    if (givesParts || !range) {
      // With its query a part is an entry of its own in the browser's cache, which makes one request at a time for one entry.
      came = await request(new URL(path, base), cache, range);
      if (came.isPart || !range) return came.body;
      givesParts = false;
    }
    let whole = arriving.get(file);
    if (whole) {
      came?.body.cancel();
    } else {
      whole = (came ? Promise.resolve(came) : request(new URL(file, base), cache))
        .then(({ body }) => new Response(body).arrayBuffer())
        .finally(() => arriving.delete(file));
      arriving.set(file, whole);
    }
    return cut(new Uint8Array(await whole), range);
  };
}

/** Bytes of a primer before its text. */
const PRIMER_HEAD = 5;

/**
 * Raw DEFLATE to what is in it, by the browser's own decompressor.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stored
 * @param {Uint8Array<ArrayBuffer>} [primer] DEFLATE that stands before it, and that is sound
 */
export function inflated(stored, primer) {
  const inflating = new DecompressionStream("deflate-raw");
  if (primer) {
    const writer = inflating.writable.getWriter();
    // When the other bytes break off, all of it fails, and whoever reads it is told.
    writer.write(primer).catch(() => {});
    writer.releaseLock();
  }
  return new Response(stored.pipeThrough(inflating)).arrayBuffer();
}

/**
 * A file of a place, inflated.
 * @param {Place} place
 * @param {string} path
 * @param {RequestCache} cache
 * @param {Uint8Array<ArrayBuffer>} [primer] what it refers back to, from {@link primerOf}
 */
export async function inflate(place, path, cache, primer) {
  const stored = await place(path, cache);
  try {
    return new Uint8Array(await inflated(stored, primer), primer ? primer.length - PRIMER_HEAD : 0);
  } catch (cause) {
    throw new Error(`${path} is damaged or broke off; load the page again, or build the index again.`, { cause });
  }
}

/**
 * Text that the parts of an index refer back to, as the front of the manifest has it: a block of DEFLATE, behind the file's head of
 * ten bytes, which says its length in its second and third byte.
 * @param {Uint8Array<ArrayBuffer>} manifest inflated, and sound
 */
export const primerOf = (manifest) => manifest.slice(10, 10 + PRIMER_HEAD + manifest[11] + 256 * manifest[12]);
