// What the numbers rest on: the scan's text, what is typed, the count of rounds, the sums.

import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { openLink, UNSHAPED } from "./link.mjs";
import { readPage } from "./pages.mjs";
import { random, shuffled } from "./random.mjs";
import { rounds } from "./server.mjs";
import { grouped, mean, median, quantile } from "./statistics.mjs";
import { composed, keys, typed } from "./typing.mjs";

test("a text is typed as an input method shows it", () => {
  const states = {
    "검색": "ㄱ 거 검 검ㅅ 검새 검색",
    "가다": "ㄱ 가 갇 가다",
    "닭이": "ㄷ 다 달 닭 닭ㅇ 닭이",
    "값": "ㄱ 가 갑 값",
    "갈고": "ㄱ 가 갈 갉 갈고",
    "의": "ㅇ 으 의",
    "go로": "g go goㄹ go로",
    "따뜻": "ㄸ 따 따ㄸ 따뜨 따뜻",
  };
  for (const [text, expected] of Object.entries(states)) assert.deepEqual(typed(text), expected.split(" "), text);
  assert.deepEqual(typed("나 ab"), ["ㄴ", "나", "나 ", "나 a", "나 ab"]);
});

test("keys make the text again, and another one where a key is wrong", () => {
  for (const text of ["값을", "웹사이트의", "뷁 의외", "react를", "읽었다"]) assert.equal(composed(keys(text)), text);
  assert.deepEqual(keys("뷁"), [..."ㅂㅜㅔㄹㄱ"]);
  const shown = { ㄱㅓㅅㅐㄱ: "거색", ㅁㅇㅎㅐ: "ㅁㅇ해", ㅇㅣㅏ: "이ㅏ", ㄱㅏㅂㅅㅏ: "갑사" };
  for (const [typing, text] of Object.entries(shown)) assert.equal(composed([...typing]), text);
});

test("the text of a page is that of its main part", () => {
  const check = (/** @type {string} */ html, /** @type {{ title: string, body: string } | undefined} */ expected) =>
    assert.deepEqual(readPage(html), expected, html);
  check("<title>A &amp; B</title><body><nav>no</nav><p>one <b>t</b>wo</p><p>three", { title: "A & B", body: "one two\nthree" });
  check("<body>out<main>in<script>no</script><span hidden>no</span></main>out", { title: "", body: "in" });
  check("<body><svg><title>no</title></svg>yes<footer>no</footer>", { title: "", body: "yes" });
  check('<body><pre><a data-nosnippet>12</a>let x</pre>', { title: "", body: "let x" });
  check('<meta name="robots" content="noindex"><body>no', undefined);
  check("", { title: "", body: "" });
});

test("a round is a request that waited for an answer", () => {
  const request = (/** @type {number} */ began, /** @type {number} */ ended) => ({ path: "", bytes: 0, began, ended });
  assert.equal(rounds([], 150), 0);
  assert.equal(rounds([request(0, 1), request(10, 11)], 150), 1);
  assert.equal(rounds([request(0, 1), request(160, 161), request(170, 171), request(330, 331)], 150), 3);
  // The second was sent before the first could have arrived, so that the third waited for one answer.
  assert.equal(rounds([request(0, 100), request(200, 201), request(360, 361)], 150), 2);
});

test("sums", () => {
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(quantile([1, 2, 3, 4], 0.95), 4);
  assert.deepEqual(grouped([1, 2, 3], (value) => `${value % 2}`), [[1, 3], [2]]);
});

test("chance repeats", () => {
  const [one, other] = [random(7), random(7)];
  assert.deepEqual([one(), one()], [other(), other()]);
  assert.deepEqual(shuffled([1, 2, 3, 4, 5], 3), shuffled([1, 2, 3, 4, 5], 3));
  assert.deepEqual([...shuffled([1, 2, 3], 1)].sort(), [1, 2, 3]);
});

test("what goes through the link arrives as it was, and is counted", async () => {
  const sent = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
  const server = createServer((socket) => socket.end(sent));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const link = await openLink(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
  for (const shape of [UNSHAPED, { bitsPerSecond: 1e9, roundTripMs: 2 }]) {
    link.shape(shape);
    const before = link.received();
    const pieces = [];
    for await (const piece of connect(link.port, "127.0.0.1")) pieces.push(piece);
    assert.ok(Buffer.concat(pieces).equals(sent), `${shape.roundTripMs}`);
    assert.equal(link.received() - before, sent.length);
  }
  await link.close();
  await new Promise((resolve) => server.close(resolve));
});
