// A link between the browser and the server: one line that all connections share, with a rate and a latency, and a
// counter of every byte that comes down it, heads and handshakes included. It lies below HTTP, so that it holds
// for workers, too, which a browser's own throttling does not reach.

import { connect, createServer } from "node:net";

/**
 * @typedef {object} Link
 * @property {number} port
 * @property {(shape: Shape) => void} shape from now on
 * @property {() => number} received bytes that came down so far
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Shape
 * @property {number} bitsPerSecond down; the way up is not limited
 * @property {number} roundTripMs half of it either way, and once more to open a connection
 */

/** @type {Shape} */
export const UNSHAPED = { bitsPerSecond: Infinity, roundTripMs: 0 };
/** @type {Shape} */
export const SLOW = { bitsPerSecond: 1_600_000, roundTripMs: 150 };
/** @type {Shape} as far away as the slow link: what tells rounds apart */
export const FAR = { ...SLOW, bitsPerSecond: Infinity };

/** Bytes that are sent at a time; connections take turns by it. */
const PIECE = 1460;

/**
 * @param {number} target the server's port
 * @returns {Promise<Link>}
 */
export async function openLink(target) {
  let shape = UNSHAPED;
  let received = 0;
  /** @type {Set<Queue>} connections with bytes that wait for their turn */
  const waiting = new Set();
  /** When the line is free, in the clock of `performance.now()`. */
  let freeAt = 0;
  let pumping = false;

  function pump() {
    pumping = false;
    const now = performance.now();
    // Timers are late: what should have left by now leaves at once.
    while (waiting.size > 0 && freeAt <= now) {
      const [queue] = waiting;
      waiting.delete(queue);
      const piece = queue.take(PIECE);
      freeAt += (piece.length * 8000) / shape.bitsPerSecond;
      later(shape.roundTripMs / 2, () => queue.send(piece));
      if (queue.length > 0) waiting.add(queue);
      else if (queue.ended) later(shape.roundTripMs / 2, () => queue.client.end());
    }
    if (waiting.size > 0) schedule(freeAt - now);
  }

  /** @param {number} ms */
  function schedule(ms) {
    if (pumping) return;
    pumping = true;
    setTimeout(pump, ms);
  }

  const server = createServer({ noDelay: true, allowHalfOpen: false }, (client) => {
    const upstream = connect({ port: target, host: "127.0.0.1", noDelay: true });
    const queue = new Queue(client);
    const opening = performance.now() + shape.roundTripMs;
    client.on("error", () => upstream.destroy());
    client.on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    upstream.on("close", () => {
      queue.ended = true;
      if (queue.length === 0) later(shape.roundTripMs / 2, () => client.end());
    });
    client.on("data", (bytes) => {
      later(Math.max(0, opening - performance.now()) + shape.roundTripMs / 2, () => upstream.write(bytes));
    });
    upstream.on("data", (bytes) => {
      received += bytes.length;
      if (shape === UNSHAPED) return void client.write(bytes);
      // A line that was idle has not saved anything up.
      if (waiting.size === 0) freeAt = Math.max(freeAt, performance.now());
      queue.add(bytes);
      waiting.add(queue);
      schedule(freeAt - performance.now());
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    port,
    shape: (next) => void (shape = next),
    received: () => received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * @param {number} ms
 * @param {() => void} action
 */
function later(ms, action) {
  if (ms > 0) setTimeout(action, ms);
  else action();
}

/** What came from the server for one connection and has not left yet. */
class Queue {
  /** @type {Buffer[]} */
  #pieces = [];
  length = 0;
  /** Whether the server has closed the connection. */
  ended = false;

  /** @param {import("node:net").Socket} client */
  constructor(client) {
    this.client = client;
  }

  /** @param {Buffer} bytes */
  add(bytes) {
    this.#pieces.push(bytes);
    this.length += bytes.length;
  }

  /** @param {number} size at most so many bytes */
  take(size) {
    const [first] = this.#pieces;
    const piece = first.subarray(0, size);
    if (piece.length === first.length) this.#pieces.shift();
    else this.#pieces[0] = first.subarray(size);
    this.length -= piece.length;
    return piece;
  }

  /** @param {Buffer} piece */
  send(piece) {
    if (!this.client.destroyed) this.client.write(piece);
  }
}
