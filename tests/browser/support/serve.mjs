// A static file server for browser tests: one folder on 127.0.0.1, at a port that the system picks. It counts what
// is asked for, and can be told to fail, cut off or delay single paths, as a network does. Parts of files are given as asked
// for by Range, unless it is told to know nothing of that, as some hosts.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

/** @type {Record<string, string>} */
const CONTENT_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * @typedef {"missing" | "error" | "cut" | "short" | "damaged" | "shifted" | "refuse"} Fault what happens to a request: 404, 500,
 *   half of what is asked for and then a closed connection, half of it as if that were all, a byte in its middle changed, the
 *   bytes behind those that are asked for, a connection closed at once
 *
 * @typedef {object} Site
 * @property {string} url with a slash at the end
 * @property {{ path: string, bytes: number }[]} requests every request so far, with its query and the bytes of the body sent
 * @property {Map<string | RegExp, Fault>} faults paths, as "/search/keyseek.js" or a pattern, that fail from now on, with the
 *   query or without it
 * @property {number} delayMs how long each answer waits
 * @property {string} caching the header that says so, `no-store` unless set
 * @property {boolean} givesParts whether a Range is answered with a part of the file, as most hosts do, or with all of it
 * @property {((path: string) => Fault | void | Promise<Fault | void>) | undefined} intercept is asked at each request, which
 *   waits for its answer, what happens to it
 * @property {() => void} forget empties `requests`
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.csp] the Content-Security-Policy sent with every answer
 * @param {(path: string) => import("node:http").OutgoingHttpHeaders} [options.headers] more of them, by the path that is asked for
 * @param {number} [options.port] of an earlier site that is to come back
 * @returns {Promise<Site>}
 */
export async function serve(folder, { csp, headers, port: wanted = 0 } = {}) {
  const root = path.resolve(folder);
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  /** @type {Site} */
  const site = {
    url: "",
    requests: [],
    faults: new Map(),
    delayMs: 0,
    caching: "no-store",
    givesParts: true,
    intercept: undefined,
    forget: () => void site.requests.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async function answer(request, response) {
    const { pathname, search } = new URL(request.url ?? "/", site.url);
    const pathOfFile = decodeURIComponent(pathname);
    const asked = pathOfFile + search;
    const record = { path: asked, bytes: 0 };
    site.requests.push(record);
    if (site.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, site.delayMs));

    const fault = (await site.intercept?.(asked)) ?? faultOf(site.faults, asked) ?? faultOf(site.faults, pathOfFile);
    if (fault === "refuse") return void response.destroy();
    if (fault === "error") return void response.writeHead(500).end();
    const file = fault === "missing" ? undefined : await fileFor(root, pathOfFile);
    if (!file) return void response.writeHead(404).end();

    const { size } = await stat(file);
    const range = site.givesParts && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const shift = fault === "shifted" ? 1 : 0;
    const [start, end] = range ? [Number(range[1]) + shift, Math.min(Number(range[2]) + shift, size - 1)] : [0, size - 1];
    if (start > end && range) return void response.writeHead(416, { "content-range": `bytes */${size}` }).end();
    /** @type {Buffer} */
    let body = (await readFile(file)).subarray(start, end + 1);
    if (fault === "short" || fault === "damaged") body = damage(body, fault);
    response.writeHead(range ? 206 : 200, {
      "content-type": CONTENT_TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-length": body.length,
      ...(range && { "content-range": `bytes ${start}-${end}/${size}` }),
      "cache-control": site.caching,
      ...(csp && { "content-security-policy": csp }),
      ...headers?.(asked),
    });
    if (fault === "cut") {
      // The head promises all; the connection ends in the middle of it.
      const half = body.subarray(0, body.length >> 1);
      record.bytes = half.length;
      return void response.write(half, () => response.destroy());
    }
    record.bytes = body.length;
    response.end(body);
  }

  await new Promise((resolve) => server.listen(wanted, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  site.url = `http://127.0.0.1:${port}/`;
  return site;
}

/**
 * @param {Map<string | RegExp, Fault>} faults
 * @param {string} asked
 */
function faultOf(faults, asked) {
  for (const [where, fault] of faults) {
    if (typeof where === "string" ? where === asked : where.test(asked)) return fault;
  }
  return undefined;
}

/**
 * The file for a path, a folder's index.html included; undefined where there is none, or outside of the root.
 *
 * @param {string} root
 * @param {string} asked
 */
async function fileFor(root, asked) {
  const file = path.join(root, asked.endsWith("/") ? `${asked}index.html` : asked);
  if (!file.startsWith(root + path.sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}

/**
 * @param {Buffer} bytes
 * @param {"short" | "damaged"} fault
 */
function damage(bytes, fault) {
  const middle = bytes.length >> 1;
  if (fault === "short") return bytes.subarray(0, middle);
  bytes[middle] ^= 0x10;
  return bytes;
}
