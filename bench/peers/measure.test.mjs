// What becomes of engines that cannot do what is asked, over a dozen pages: each failure is a result, and no other is lost.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

const folder = mkdtempSync(path.join(tmpdir(), "keyseek-peers-"));
process.env.KEYSEEK_PEERS = folder;
// They read the variable.
const { measure, resultsOf } = await import("./measure.mjs");
const { launch, Stand } = await import("./browser.mjs");
const { section } = await import("./report.mjs");

const PAGES = 12;
/** Bytes of each of three files: together more than two minutes on the slow link. */
const LARGE = 9_000_000;

/** @type {import("./corpora.mjs").Corpus} */
const corpus = {
  id: "dozen",
  title: "A dozen",
  language: "en",
  builds: 1,
  runs: 1,
  keys: 5,
  profiled: false,
  folder: () => path.join(folder, "pages"),
};

/** @param {string} script what the build runs; `input` and `out` are the documents and the folder for what is built */
const command = (script) => (/** @type {import("./engines.mjs").Build} */ { documents, out }) => {
  const head = 'const fs = require("node:fs"); const [input, out] = process.argv.slice(1); fs.mkdirSync(out, { recursive: true });';
  return [process.execPath, "-e", head + script, documents, out];
};
const COPY = 'fs.copyFileSync(input, out + "/documents.json");';

/** @type {import("./engines.mjs").Engine} */
const sound = {
  name: "Sound",
  version: () => "1.0",
  settings: () => "none",
  command: command(COPY),
  openInPage: async () => {
    const lines = (await (await fetch("/documents.json")).text()).trim().split("\n");
    const documents = lines.map((line) => JSON.parse(line));
    const find = (/** @type {string} */ query) => documents.filter(({ title, body }) => `${title} ${body}`.includes(query));
    return {
      search: async (query, limit) => find(query).slice(0, limit).map(({ url, title, body }) => ({ url, title, excerpt: body })),
      all: async (query) => find(query).map(({ url }) => url),
    };
  },
  siteUrl: (url) => url,
  kindOf: () => "index",
};

/** @type {Record<string, import("./engines.mjs").Engine>} */
const engines = {
  sound,
  absent: {
    ...sound,
    name: "Absent",
    version: () => {
      throw new Error("it is not installed");
    },
  },
  unbuilt: { ...sound, name: "Unbuilt", command: command('"x".repeat(2 ** 29);') },
  full: { ...sound, name: "Full", command: (asked) => [process.execPath, "--max-old-space-size=20", ...command("const all = []; for (;;) all.push({});")(asked).slice(1)] },
  unopened: { ...sound, name: "Unopened", openInPage: () => Promise.reject(new Error("no room")) },
  ended: {
    ...sound,
    name: "Ended",
    openInPage: async () => ({
      search: async () => [],
      all: () => Promise.reject(new Error("too many")),
    }),
  },
  large: {
    ...sound,
    name: "Large",
    command: command(`for (const at of "123") fs.writeFileSync(out + "/" + at + ".bin", Buffer.alloc(${LARGE}));`),
    openInPage: async () => {
      await Promise.all([..."123"].map(async (at) => (await fetch(`/${at}.bin`)).arrayBuffer()));
      return { search: async () => [], all: async () => [] };
    },
  },
};

/** @type {import("./measure.mjs").CorpusResults} */
let results;

before(async () => {
  mkdirSync(corpus.folder(), { recursive: true });
  for (let at = 0; at < PAGES; at += 1) {
    const page = `<title>hundreds of pages</title><p>This one has number${at} and hundreds of words.`;
    writeFileSync(path.join(corpus.folder(), `${at}.html`), page);
  }
  mkdirSync(path.dirname(resultsOf(corpus.id)), { recursive: true });
  writeFileSync(resultsOf(corpus.id), JSON.stringify({ engines: { other: { name: "Other" } } }));
  await measure(corpus, engines, { runs: corpus.runs, say: () => {} });
  results = JSON.parse(readFileSync(resultsOf(corpus.id), "utf8"));
});

after(() => rmSync(folder, { recursive: true }));

test("what fails is noted with its step, and nothing more is asked after a step that all others need", () => {
  const check = (/** @type {string} */ id, /** @type {string | undefined} */ step, reason = /^$/) => {
    const { failures } = results.engines[id];
    assert.deepEqual(failures.map((failure) => failure.step), step ? [step] : [], id);
    assert.match(failures[0]?.reason ?? "", reason, id);
  };
  check("sound", undefined);
  check("large", undefined);
  check("absent", "start", /^it is not installed$/);
  check("unbuilt", "build", /^RangeError: Invalid string length$/);
  check("full", "build", /heap out of memory/);
  check("unopened", "open", /no room/);
  check("ended", "found", /too many/);
});

test("an engine beside those that fail is measured in full, and what there was of others is kept", () => {
  const { sound } = results.engines;
  assert.equal(sound.builds.length, 1);
  assert.equal(sound.cold.length, results.cold.length);
  assert.equal(sound.slow.length, sound.cold.length);
  assert.equal(sound.warm.length, 3);
  assert.ok(sound.found.words.every(({ got, wanted }) => got === wanted && wanted > 0));
  assert.equal(results.engines.other.name, "Other");
});

test("what would take minutes over the slow link is not run there, and its rounds are counted all the same", () => {
  const { slow, far, rare, cold } = results.engines.large;
  assert.deepEqual([slow, rare], [[], []]);
  assert.deepEqual(far?.map(({ rounds }) => rounds), [1]);
  assert.ok(cold.every(({ bytes }) => bytes > 3 * LARGE));
});

test("warm searches are asked until all are answered, or too many seconds have gone", async () => {
  const slow = {
    ...sound,
    openInPage: async () => ({
      search: async () => new Promise((resolve) => setTimeout(() => resolve([]), 40)),
      all: async () => [],
    }),
  };
  const out = path.join(folder, "nothing");
  mkdirSync(out);
  const [browser, stand] = [await launch(), await Stand.open(slow, out, path.join(folder, "keys"))];
  const states = Array.from({ length: 30 }, (_, at) => "a".repeat(at + 1));
  const times = await stand.warm(browser, states);
  assert.equal(times.length, states.length);
  assert.ok(times.every((time) => time > 30), `${times}`);
  await assert.rejects(stand.warm(browser, states, 0.2), /^Error: the first \d of 30 took /);
  await assert.rejects(stand.all(browser, states, false, 0), /^Error: the first 1 of 30 queries took /);
  await Promise.all([browser.close(), stand.close()]);
});

test("the report says what failed, and which times are computed", () => {
  const { other: _, ...measured } = results.engines;
  const order = { ...results, engines: { keyseek: measured.sound, minisearch: measured.unbuilt, orama: measured.unopened, lunr: measured.large } };
  const text = section({ ...order, title: corpus.title });
  const has = (/** @type {RegExp} */ pattern) => assert.match(text, pattern);
  has(/^- \*\*Unbuilt\*\* failed at building: RangeError: Invalid string length$/m);
  has(/^- \*\*Unopened\*\* failed at the first search: .*no room/m);
  has(/^\| Unbuilt 1\.0 \| \*\*failed\*\* \| \*\*failed\*\* \|.*$/m);
  has(/^\| Unopened 1\.0 \| \*\*failed\*\* \| \*\*failed\*\* \| – \|.*$/m);
  has(/^\| Large 1\.0 \| 27,0\d\d \| 3\.0 \| 1\.0 \| [\d,]+ \| over 135,000, computed \|$/m);
  has(/^Over 2 minutes on the slow link, computed .*: Large \(27\.\d MB at 1\.6 Mb\/s take 135 s\)\.$/m);
});
