// The widget as a guest in other people's pages, and its API without it, in Firefox and in WebKit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { inEveryBrowser, watched } from "./support/driven.mjs";
import { changes, looks } from "./support/looks.mjs";
import { serve } from "./support/serve.mjs";
import { DOCUMENTS, NOTES } from "./support/widget-site.mjs";

/** Scripts for WebAssembly and of the site itself; no style that is not a file of the site. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";

const PAGES = {
  "modal.html": watched("<keyseek-search modal></keyseek-search>"),
  "two.html": watched(`<div style="display: grid; grid-template-columns: 1fr 1fr">
    <keyseek-search></keyseek-search><keyseek-search lang="en" limit="3" theme="dark"></keyseek-search></div>`),
  "module.html": watched('<script type="module" src="/module.js"></script>').replace(/<script type="module" src="\/search.*?<\/script>/, ""),
  "module.js": 'import { open } from "/search/keyseek.js"; window.opened = open;',
};

inEveryBrowser(PAGES, (page) => {
  for (const [name, opener] of [["index.html", "input"], ["modal.html", "button"]]) {
    test(`a strict Content-Security-Policy is enough for ${name}`, async () => {
      const strict = await serve(page.folder, { csp: POLICY });
      try {
        await page.open(name, strict.url);
        await page.click(opener);
        await page.press("kafka");
        await page.found("Kafka 모니터링");
        const { width } = await page.part("panel");
        assert.ok(width > 400, `the panel is ${width} wide: its styles were refused`);
        await page.assertClean();
      } finally {
        await strict.close();
      }
    });

    test(`a page that unsets all styles leaves ${name} as it is`, async () => {
      await page.open(name);
      await page.click(opener);
      await page.press("kafka");
      await page.found("Kafka 모니터링");
      // Transitions and the time of a wait's sign.
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = await page.run(looks);
      await page.run(() => {
        const style = document.createElement("style");
        style.textContent = "* { all: unset !important }";
        document.head.append(style);
      });
      assert.ok(before.length > 25);
      assert.deepEqual(changes(before, await page.run(looks)), []);
      assert.ok(await page.isShown("hit"));
    });
  }

  test("two widgets in one page know nothing of each other", async () => {
    await page.open("two.html");
    await page.click("input", { widget: 0 });
    await page.press("카프카");
    await page.found("Kafka 모니터링");
    await page.click("input", { widget: 1 });
    await page.press("note");
    await page.until(() => document.querySelectorAll("keyseek-search")[1].shadowRoot?.querySelectorAll("[part=hit]").length === 3);
    assert.deepEqual(await page.titles(), ["Kafka 모니터링"]);
    assert.equal(await page.isShown("panel"), false);
    assert.equal(await page.run(() => document.querySelectorAll("keyseek-search")[1].shadowRoot?.querySelector("input")?.placeholder), "Search");
    assert.equal(page.site.requests.filter(({ path }) => /\/keyseek-[0-9a-f]+\.wasm\.ks$/.test(path)).length, 1);
  });

  test("the tag can be removed, put in again and moved while it works", async () => {
    await page.open();
    await page.click("input");
    await page.press("note");
    await page.found("Note number 7");
    await page.run(async () => {
      const box = /** @type {any} */ (document.querySelector("keyseek-search"));
      const place = document.body.appendChild(document.createElement("section"));
      place.append(box);
      const pending = box.search("kafka");
      box.remove();
      await pending;
      place.append(box, document.createElement("keyseek-search"));
      await import(`${location.origin}/search/keyseek-search.js?again`);
    });
    await page.click("input");
    await page.retype("turbine");
    await page.found("Manual of the turbine");
    assert.deepEqual(await page.titles(), ["Manual of the turbine"]);
    // The panel lies over what is below the box.
    await page.press(Key.ESCAPE);
    await page.click("input", { widget: 1 });
    await page.press("kafka");
    await page.until(() => document.querySelectorAll("keyseek-search")[1].shadowRoot?.querySelector("[part=hit]"));
  });

  test("titles and texts that look like markup are text", async () => {
    await page.open();
    await page.click("input");
    await page.press("escaping");
    await page.found("<b>Bold</b> & <img src=x onerror=alert(1)>");
    assert.match((await page.part("snippet")).text, /<form action=\/evil> stays text/);
    assert.deepEqual(await page.run(() => document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("img, form, b").length), 0);
  });

  test("a module can open, search, filter, suggest and ask for similar pages", async () => {
    await page.open("module.html");
    await page.until(() => "opened" in window);
    const answers = await page.run(async () => {
      const index = await /** @type {any} */ (window).opened();
      const brief = (/** @type {any} */ { total, hits, reading }) => ({ total, reading, first: hits[0]?.url });
      return {
        documents: index.documents,
        word: brief(await index.search("카프카를")),
        states: await Promise.all(["ㄱ", "거", "검", "검ㅅ", "검새"].map(async (state) => (await index.search(state)).hits.some((/** @type {any} */ { url }) => url === "/guide/"))),
        layout: (await index.search("rjator")).corrected,
        typo: (await index.search("kakfa")).corrected,
        filtered: brief(await index.search("", { filters: { tags: "even" }, sort: "-date", limit: 3 })),
        facets: (await index.search("note", { facets: ["tags"] })).facets.tags.values[0],
        snippet: (await index.search("bearings")).hits[0].snippet.filter((/** @type {any} */ { mark }) => mark)[0],
        suggested: await index.suggest("moni"),
        completed: await index.suggest("postin"),
        similar: (await index.similar("/notes/3/")).every((/** @type {any} */ { url }) => url.startsWith("/notes/")),
      };
    });
    assert.deepEqual(answers, {
      documents: DOCUMENTS.length + 1,
      word: { total: 1, reading: "stem", first: "/kafka/" },
      states: [true, true, true, true, true],
      layout: "검색",
      typo: "kafka",
      filtered: { total: 13, reading: "exact", first: "/notes/24/" },
      facets: { value: "note", count: NOTES },
      snippet: { text: "bearings", mark: true },
      suggested: [],
      completed: ["postings"],
      similar: true,
    });
    assert.equal(page.site.requests.filter(({ path }) => path.includes("keyseek-search")).length, 0);
  });

  test("an index that is not there is an error that says where it was looked for", async () => {
    await page.open("module.html");
    await page.until(() => "opened" in window);
    const message = await page.run(() => /** @type {any} */ (window).opened("/nowhere/").catch(String));
    assert.match(message, /\/nowhere\/manifest\.keyseek.*HTTP 404/);
  });
});
