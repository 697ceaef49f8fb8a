// Filters, facets and sort through the API, in Chromium, over the project's own posts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { servePosts } from "./support/posts.mjs";

const posts = servePosts();

/**
 * The answer to a query, or the error as "Name: message".
 * @param {string} query
 * @param {unknown} options
 * @returns {Promise<any>}
 */
const search = (query, options) => posts.call("search", query, options);

test("an index says what it can be filtered by", async () => {
  const columns = await posts.page.evaluate(async () => {
    const { open } = await import(`${location.origin}/search/keyseek.js`);
    return (await open()).columns;
  });
  assert.deepEqual(columns, [{ name: "tags", kind: "text" }, { name: "date", kind: "date" }, { name: "lang", kind: "text" }]);
});

test("an empty query with a filter lists what passes, sorted", async () => {
  const { total, hits, warnings } = await search("", { filters: { lang: "KO" }, sort: "-date", limit: 100 });
  assert.ok(total > 0 && total === hits.length);
  assert.ok(hits.every((/** @type {any} */ { lang }) => lang === "ko"));
  const dates = hits.map((/** @type {any} */ { date }) => date);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.deepEqual(warnings, []);
});

test("facets add up to what filtering by their values finds", async () => {
  const { total, facets } = await search("검색", { facets: ["lang", "tags"] });
  const counts = facets.lang.values;
  assert.equal(facets.lang.distinct, counts.length);
  assert.equal(counts.reduce((/** @type {number} */ sum, /** @type {any} */ { count }) => sum + count, 0), total);
  for (const { value, count } of facets.tags.values.slice(0, 3)) {
    assert.equal((await search("검색", { filters: { tags: value } })).total, count, value);
  }
  const chosen = await search("검색", { filters: { lang: ["ko"] }, facets: "lang" });
  assert.deepEqual(chosen.facets.lang, facets.lang, "a filter leaves the counts of its own column alone");
  assert.ok(!("facets" in (await search("검색", {}))));
});

test("conditions of one column and of several all hold", async () => {
  const all = await search("", { sort: "date", limit: 100 });
  const check = async (/** @type {any} */ filters, /** @type {(hit: any) => boolean} */ passes) => {
    const { hits } = await search("", { filters, sort: "date", limit: 100 });
    assert.deepEqual(hits.map((/** @type {any} */ { url }) => url), all.hits.filter(passes).map((/** @type {any} */ { url }) => url));
  };
  const [first, second] = (await search("", { facets: "tags" })).facets.tags.values;
  const month = all.hits[Math.floor(all.hits.length / 2)].date.slice(0, 7);
  await check({ tags: [first.value, second.value] }, ({ tags }) => tags.includes(first.value) || tags.includes(second.value));
  await check({ tags: { all: [first.value, second.value] } }, ({ tags }) => tags.includes(first.value) && tags.includes(second.value));
  await check({ tags: { any: first.value, none: second.value } }, ({ tags }) => tags.includes(first.value) && !tags.includes(second.value));
  await check({ date: { to: month } }, ({ date }) => date.slice(0, 7) <= month);
  await check({ date: { from: month }, lang: "ko" }, ({ date, lang }) => date >= month && lang === "ko");
  await check({ tags: [] }, () => true);
});

test("columns are loaded when they are asked for, and together with the terms", async () => {
  const columns = () => posts.site.requests.filter(({ path }) => path.includes("/index/columns-")).length;
  await search("검색", {});
  assert.equal(columns(), 0);
  await search("검색", { facets: ["tags"], sort: ["date"] });
  assert.equal(columns(), 2);
});

test("what the index does not have is a warning", async () => {
  const { total, warnings, facets } = await search("검색", { filters: { author: "me" }, facets: ["author"] });
  assert.ok(total > 0);
  assert.deepEqual(facets, {});
  assert.match(warnings.join(), /^"author" was passed over: this index has no such column \(it has tags, date, lang\)\.$/);
});

test("options of wrong types are TypeErrors that say so", async () => {
  for (const [options, message] of /** @type {[unknown, string][]} */ ([
    [{ filters: [] }, "filters must be an object with a filter for each column"],
    [{ filters: { tags: null } }, "filters.tags.any must be a text or a number, not null"],
    [{ filters: { tags: { some: ["a"] } } }, "filters.tags.some is no condition; there are any, all, none, from and to"],
    [{ filters: { tags: { any: [{}] } } }, "filters.tags.any must be a text or a number, not object"],
    [{ filters: { date: { from: ["2020"] } } }, "filters.date.from must be a text or a number, not object"],
    [{ facets: [3] }, "facets must be a list of the names of columns"],
    [{ sort: { date: "asc" } }, "sort must be a list of the names of columns"],
  ])) {
    assert.equal(await search("검색", options), `TypeError: ${message}`);
  }
});
