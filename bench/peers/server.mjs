// A static host as most are today: HTTP/2 over TLS, gzip for texts, parts of files on demand, a lifetime for caches. It
// notes what was asked for and when, which tells how many rounds a search took.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createSecureServer } from "node:http2";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** @type {Record<string, string>} what is sent compressed has a charset or is JSON */
const CONTENT_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
/** Without these a page's clock ticks in tenths of a millisecond. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
/** Megabytes that Node may hold for one browser. With its 10 it refuses a file while so much of others is on its way. */
const SESSION_MB = 2_000;
const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".svg"]);

/**
 * @typedef {object} Request
 * @property {string} path
 * @property {number} bytes of the body as sent
 * @property {number} began in the clock of `performance.now()`
 * @property {number} ended when the last byte was handed to the link
 *
 * @typedef {object} Site
 * @property {number} port
 * @property {Request[]} requests every one so far
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} folder
 * @param {string} page the HTML sent for `/`
 * @param {string} keys a folder for the certificate
 * @returns {Promise<Site>}
 */
export async function serve(folder, page, keys) {
  const root = path.resolve(folder);
  /** @type {Map<string, Buffer>} compressed once: a host keeps them, too */
  const compressed = new Map();
  /** @type {Request[]} */
  const requests = [];
  /** @type {Set<import("node:http2").ServerHttp2Session>} */
  const sessions = new Set();
  const server = createSecureServer({ ...certificate(keys), allowHTTP1: true, maxSessionMemory: SESSION_MB }, (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "https://localhost/").pathname);
    const began = performance.now();
    if (asked === "/") {
      return void response.writeHead(200, { "content-type": CONTENT_TYPES[".html"], ...ISOLATED }).end(page);
    }
    const record = { path: asked, bytes: 0, began, ended: Infinity };
    requests.push(record);
    response.on("finish", () => (record.ended = performance.now()));
    const file = path.join(root, asked);
    if (!file.startsWith(root + path.sep) || !existsSync(file) || !statSync(file).isFile()) {
      return void response.writeHead(404).end();
    }
    const ending = path.extname(file);
    const whole = COMPRESSED.has(ending) ? gzipped(file) : readFileSync(file);
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const body = range ? whole.subarray(Number(range[1]), Number(range[2]) + 1) : whole;
    record.bytes = body.length;
    response.writeHead(range ? 206 : 200, {
      "content-type": CONTENT_TYPES[ending] ?? "application/octet-stream",
      "content-length": body.length,
      ...(range && { "content-range": `bytes ${range[1]}-${range[2]}/${whole.length}` }),
      "cache-control": "public, max-age=600",
      ...ISOLATED,
      ...(COMPRESSED.has(ending) && { "content-encoding": "gzip" }),
    });
    response.end(body);
  });

  /** @param {string} file */
  function gzipped(file) {
    const bytes = compressed.get(file) ?? gzipSync(readFileSync(file));
    compressed.set(file, bytes);
    return bytes;
  }

  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        for (const session of sessions) session.destroy();
        server.close(() => resolve());
      }),
  };
}

/**
 * The number of requests one after another that the search could not avoid: a request counts as waiting for every
 * answer that can have reached the browser before it was sent.
 *
 * @param {Request[]} requests
 * @param {number} roundTripMs of the link; without one this cannot be told
 */
export function rounds(requests, roundTripMs) {
  /** @type {number[]} */
  const depths = [];
  for (const [at, { began }] of requests.entries()) {
    const before = depths.filter((_, other) => other < at && requests[other].ended + roundTripMs <= began + 1);
    depths.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...depths);
}

/** @param {string} folder a key and a certificate that it signs itself, made once */
function certificate(folder) {
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(folder, name));
  if (!existsSync(cert)) {
    mkdirSync(folder, { recursive: true });
    const asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650"];
    execFileSync("openssl", [...asked, "-subj", "/CN=localhost", "-keyout", key, "-out", cert], { stdio: "ignore" });
  }
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
