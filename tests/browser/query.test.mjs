// The query language, explanations, suggestions and similar posts through the API, in Chromium, over the project's own posts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { servePosts } from "./support/posts.mjs";

const posts = servePosts();
const { call } = posts;

test("a phrase finds fewer documents than its words, an exclusion the others", async () => {
  const [words, phrase, without] = [
    await call("search", "stored form ", { limit: 100 }),
    await call("search", '"stored form"', { limit: 100 }),
    await call("search", 'stored -"stored form"', { limit: 100 }),
  ];
  assert.ok(phrase.total > 0 && phrase.total < words.total, `${phrase.total} of ${words.total}`);
  const urls = new Set(phrase.hits.map((/** @type {any} */ hit) => hit.url));
  assert.ok(without.hits.every((/** @type {any} */ hit) => !urls.has(hit.url)));
});

test("a query that is not understood is answered, with a warning", async () => {
  const { warnings } = await call("search", 'nginx:latest "docker');
  assert.equal(warnings.length, 2);
});

test("a hit explains its score", async () => {
  const { hits } = await call("search", "search index ", { explain: true, prior: { column: "date", weight: 1 }, limit: 1 });
  const { clauses, title_factor, prior_factor } = hits[0].explanation;
  const sum = clauses.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.words + one.proximity, 0);
  assert.ok(Math.abs(sum * title_factor * prior_factor - hits[0].score) < 1e-3);
  assert.ok(prior_factor > 1);
  assert.equal((await call("search", "search index ")).hits[0].explanation, undefined);
});

test("weights change scores, and wrong ones are errors", async () => {
  const [usual, heavy] = [await call("search", "keystroke "), await call("search", "keystroke ", { weights: { body: 50 } })];
  assert.notEqual(usual.hits[0].score, heavy.hits[0].score);
  assert.match(await call("search", "a", { weights: { size: 1 } }), /^TypeError: there is no weight size/);
  assert.match(await call("search", "a", { weights: { title: -1 } }), /^TypeError: weights\.title/);
  assert.match(await call("search", "a", { prior: { column: "date", weight: "x" } }), /^TypeError: prior\.weight/);
});

test("the last word is completed", async () => {
  const suggestions = await call("suggest", "the keyst", 3);
  assert.ok(suggestions.length > 0 && suggestions.length <= 3);
  assert.ok(suggestions.every((/** @type {string} */ text) => text.startsWith("the keyst")), suggestions.join());
  assert.deepEqual(await call("suggest", "keystroke "), []);
});

test("an empty answer offers words of the index", async () => {
  const { total, suggestions } = await call("search", "keystrzzzzzzzz ");
  assert.equal(total, 0);
  assert.ok(suggestions.some((/** @type {string} */ word) => word.startsWith("keystr")), suggestions.join());
});

test("a page finds the posts like it, by its address as the browser has it", async () => {
  const { hits } = await call("search", "title:keystroke OR title:키 ", { limit: 1 });
  const direct = await call("similar", hits[0].url);
  assert.ok(direct.length > 0 && direct[0].score > 0 && direct[0].score < 1);
  const whole = await call("similar", new URL(hits[0].url, posts.site.url).href);
  assert.deepEqual(whole, direct);
  assert.deepEqual(await call("similar", "/nowhere/"), []);
});
