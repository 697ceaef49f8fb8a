// Searching in a worker, and where there can be none, in Firefox and in WebKit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inEveryBrowser, watched } from "./support/driven.mjs";
import { serve } from "./support/serve.mjs";

/** What a site with a strict policy allows. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";

const PAGES = {
  "module.html": watched('<script src="/watch.js"></script><script type="module" src="/module.js"></script>').replace(/<script type="module" src="\/search.*?<\/script>/, ""),
  // What is posted to workers; and what two indexes answer, one that may have a worker and one that may not, when told to ask.
  "watch.js": `window.posted = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, given) {
      window.posted.push("question" in message ? "question" : "start");
      return postMessage.call(this, message, given);
    };`,
  "module.js": `import { open } from "/search/keyseek.js";
    const indexes = await Promise.all([open(undefined, { worker: true }), open(undefined, { worker: false })]);
    const plain = (answer) => JSON.stringify({ ...answer, took_ms: 0 });
    window.ask = async () => {
      window.answers = undefined;
      const answers = [];
      for (const index of indexes) {
        const given = [JSON.stringify([index.documents, index.columns])];
        for (const query of ["kafka", "검ㅅ", "모니터링 -redis", "keyl", "", "zzzz "]) given.push(plain(await index.search(query, { facets: "tags" })));
        given.push(plain(await index.suggest("not")), plain(await index.similar("notes/3/")));
        given.push(String(await index.search(null).catch(String)));
        answers.push(given);
      }
      window.answers = answers;
    };
    window.isOpen = true;`,
};

inEveryBrowser(PAGES, (page) => {
  /** What both indexes answer. @returns {Promise<string[][]>} */
  async function ask() {
    await page.run(() => void (/** @type {any} */ (window).ask()));
    return page.until(() => /** @type {any} */ (window).answers);
  }
  /** @returns {Promise<string[]>} */
  const posted = () => page.run(() => /** @type {any} */ (window).posted);

  test("a worker answers as the page does, under a strict policy, too", async () => {
    const strict = await serve(page.folder, { csp: POLICY });
    try {
      for (const origin of [page.site.url, strict.url]) {
        await page.open("module.html", origin);
        await page.until(() => /** @type {any} */ (window).isOpen && /** @type {any} */ (window).posted.includes("start"));
        const [byWorker, byPage] = await ask();
        assert.deepEqual(byWorker, byPage);
        assert.ok((await posted()).filter((what) => what === "question").length >= 8);
        await page.assertClean();
      }
    } finally {
      await strict.close();
    }
  });

  test("where the policy forbids workers, or its script is not there, the page answers", async () => {
    const strict = await serve(page.folder, { csp: `${POLICY}; worker-src 'none'` });
    const broken = await serve(page.folder);
    broken.faults.set(/keyseek-worker-/, "missing");
    try {
      for (const origin of [strict.url, broken.url]) {
        await page.open("module.html", origin);
        await page.until(() => /** @type {any} */ (window).isOpen);
        for (let round = 0; round < 2; round += 1) {
          const [byWorker, byPage] = await ask();
          assert.deepEqual(byWorker, byPage);
        }
        assert.deepEqual(await posted(), []);
        // Browsers say themselves what they refuse.
        await page.assertClean(origin === strict.url ? /^policy: worker-src/ : undefined);
      }
    } finally {
      await strict.close();
      await broken.close();
    }
  });

  test("when a worker dies the page goes on, and no error is seen", async () => {
    await page.open("module.html");
    await page.run(() => {
      const { postMessage } = Worker.prototype;
      // The first question finds the worker dead.
      Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ given) {
        postMessage.call(this, message, given);
        if ("question" in message) this.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
      };
    });
    await page.until(() => /** @type {any} */ (window).isOpen && /** @type {any} */ (window).posted.includes("start"));
    const [byWorker, byPage] = await ask();
    assert.deepEqual(byWorker, byPage);
    assert.deepEqual((await posted()).filter((what) => what === "question").length, 1);
  });
});
