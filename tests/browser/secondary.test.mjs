// The two parts of the module: what loads the secondary one, and that nothing calls it before it is there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { servePosts } from "./support/posts.mjs";

const SECONDARY = /keyseek-secondary-\w+\.wasm\.ks$/;
const COMMAND = fileURLToPath(new URL("../../target/release/keyseek", import.meta.url));

/** Of every reading and of what the query language knows. */
const STRICT = ["검색", "검ㅅ", "색인을", "keystroke", "keystr", "k", "search engine", ""];
const LOOSE = ['"search engine"', "keystroke -zzz", "title:검색", "keystorke ","ㄱㅅ", "ㅏ됸ㅅ개ㅏㄷ ", "rjator ", "검샊 ", "zzzzzz "];

const posts = servePosts();

const loads = () => posts.site.requests.filter(({ path }) => SECONDARY.test(path)).length;

/**
 * A number as single precision holds it, in which scores are computed.
 * @param {string} _
 * @param {unknown} value
 */
const rounded = (_, value) => (typeof value === "number" ? Math.fround(value) : value);

/**
 * What a sequence of calls on one opened index gives.
 * @param {[method: string, ...args: unknown[]][]} calls
 * @returns {Promise<any[]>}
 */
const ask = (calls) =>
  posts.page.evaluate(async (calls) => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    const index = await open();
    const given = [];
    for (const [method, ...args] of calls) given.push(await index[method](...args).catch(String));
    return given;
  }, calls);

test("what strict readings find is found without it", async () => {
  for (const answer of await ask(STRICT.map((query) => ["search", query]))) assert.deepEqual(answer.missing, []);
  assert.equal(loads(), 0);
});

for (const [what, ...call] of /** @type {[string, string, ...unknown[]][]} */ ([
  ["a phrase", "search", '"search engine"'],
  ["a typing error", "search", "keystorke "],
  ["initial consonants", "search", "ㄱㅅ"],
  ["a filter", "search", "검색", { filters: { lang: "ko" } }],
  ["facets", "search", "검색", { facets: ["tags"] }],
  ["an explanation", "search", "검색", { explain: true }],
  ["completions", "suggest", "검"],
  ["similar documents", "similar", "/ko/module-size.html"],
])) {
  test(`it is loaded once for ${what}`, async () => {
    const [first, second] = await ask([call, call]);
    assert.notEqual(typeof first, "string", first);
    assert.deepEqual({ ...second, took_ms: 0 }, { ...first, took_ms: 0 });
    assert.equal(loads(), 1);
  });
}

test("where it cannot be had, answers go on without it and say so", async (t) => {
  posts.site.faults.set(SECONDARY, "missing");
  t.after(() => posts.site.faults.clear());
  posts.allow(/404 \(Not Found\)/);
  const asked = [...STRICT, ...LOOSE];
  const plain = await ask(asked.map((query) => ["search", query]));
  const narrowed = await ask(asked.map((query) => ["search", query, { filters: { lang: "ko" }, facets: ["tags"], sort: "-date" }]));
  for (const [at, query] of asked.entries()) {
    const isLoose = LOOSE.includes(query);
    // With nothing found at all the reason is an error.
    if (isLoose) assert.match(String(plain[at].missing ?? plain[at]), /secondary/, query);
    else assert.deepEqual(plain[at].missing, [], query);
    assert.match(String(narrowed[at].missing ?? narrowed[at]), /secondary/, query);
  }
  const [suggested, similar] = await ask([["suggest", "검"], ["similar", plain[0].hits[0].url]]);
  assert.match(suggested, /secondary.*404/s);
  assert.match(similar, /secondary.*404/s);
});

test("both parts together answer as the command does", async () => {
  const asked = [...STRICT, ...LOOSE].filter(Boolean);
  const answers = await ask(asked.map((query) => ["search", query]));
  const folder = path.join(posts.folder, "search");
  for (const [at, query] of asked.entries()) {
    const { stdout } = await promisify(execFile)(COMMAND, ["search", folder, "--json", "--", query]).catch((nothing) => nothing);
    const { took_ms: _, ...expected } = JSON.parse(stdout, rounded);
    const { took_ms: __, missing: ___, ...answer } = JSON.parse(JSON.stringify(answers[at]), rounded);
    assert.deepEqual(answer, expected, query);
  }
});
