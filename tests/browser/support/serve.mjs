// A static file server for browser tests: one folder on 127.0.0.1, at a port that the system picks. It counts what
// is asked for, and can be told to fail, cut off or delay single paths, as a network does.

import { createReadStream } from "node:fs";
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
 * @typedef {"missing" | "error" | "cut" | "short" | "damaged" | "refuse"} Fault what happens to a request: 404, 500,
 *   half of the file and then a closed connection, half of it as if that were all, a byte in its middle changed, a connection
 *   closed at once
 *
 * @typedef {object} Site
 * @property {string} url with a slash at the end
 * @property {{ path: string, bytes: number }[]} requests every request so far, with the bytes of the body sent
 * @property {Map<string | RegExp, Fault>} faults paths, as "/search/keyseek.js" or a pattern, that fail from now on
 * @property {number} delayMs how long each answer waits
 * @property {((path: string) => Fault | void | Promise<Fault | void>) | undefined} intercept is asked at each request, which
 *   waits for its answer, what happens to it
 * @property {() => void} forget empties `requests`
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.csp] the Content-Security-Policy sent with every answer
 * @param {number} [options.port] of an earlier site that is to come back
 * @returns {Promise<Site>}
 */
export async function serve(folder, { csp, port: wanted = 0 } = {}) {
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
    const asked = decodeURIComponent(new URL(request.url ?? "/", site.url).pathname);
    const record = { path: asked, bytes: 0 };
    site.requests.push(record);
    if (site.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, site.delayMs));

    const fault = (await site.intercept?.(asked)) ?? faultOf(site.faults, asked);
    if (fault === "refuse") return void response.destroy();
    if (fault === "error") return void response.writeHead(500).end();
    const file = fault === "missing" ? undefined : await fileFor(root, asked);
    if (!file) return void response.writeHead(404).end();

    const damaged = fault === "short" || fault === "damaged" ? damage(await readFile(file), fault) : undefined;
    response.writeHead(200, {
      "content-type": CONTENT_TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-length": damaged?.length ?? (await stat(file)).size,
      "cache-control": "no-store",
      ...(csp && { "content-security-policy": csp }),
    });
    if (damaged) return void response.end(damaged);
    if (fault === "cut") return cutOff(file, response, record);
    createReadStream(file)
      .on("data", (chunk) => (record.bytes += chunk.length))
      .pipe(response);
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

/**
 * The head promises the whole file; the connection ends in the middle of it.
 *
 * @param {string} file
 * @param {import("node:http").ServerResponse} response
 * @param {{ bytes: number }} record
 */
async function cutOff(file, response, record) {
  const bytes = await readFile(file);
  const half = bytes.subarray(0, bytes.length >> 1);
  record.bytes = half.length;
  response.write(half, () => response.destroy());
}
