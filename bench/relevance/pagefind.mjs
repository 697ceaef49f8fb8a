// Pagefind. It runs in Chromium, as in a reader's browser, over an index that its own program wrote.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pagefind from "pagefind";
import { launch, newPage } from "../../tests/browser/support/chromium.mjs";
import { serve } from "../../tests/browser/support/serve.mjs";

export const name = "Pagefind";
export const packageName = "pagefind";

/** @param {string} language */
export const settings = (language) =>
  `language ${language}; pages of HTML with the title as first heading, which has the most weight; defaults otherwise. It ` +
  "wants all words of a query in a page, so long queries find nothing";

/**
 * @param {import("./main.mjs").Document[]} documents
 * @param {string} language
 */
export async function open(documents, language) {
  const folder = await mkdtemp(path.join(tmpdir(), "keyseek-pagefind-"));
  const { index } = await pagefind.createIndex({ forceLanguage: language });
  for (const document of documents) {
    const { errors } = await index.addHTMLFile({ url: document.url, content: pageOf(document, language) });
    if (errors.length > 0) throw new Error(errors.join("\n"));
  }
  await index.writeFiles({ outputPath: path.join(folder, "pagefind") });
  await pagefind.close();
  await writeFile(path.join(folder, "index.html"), `<!doctype html><html lang="${language}"></html>`);
  const site = await serve(folder);
  const browser = await launch();
  const { page } = await newPage(browser);
  await page.goto(site.url);
  return {
    search: (query, limit) => page.evaluate(searchInPage, { query, limit }),
    async close() {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Runs in the page.
 *
 * @param {{ query: string, limit: number }} asked
 */
async function searchInPage({ query, limit }) {
  const { search } = await import("/pagefind/pagefind.js");
  const { results } = await search(query);
  const pages = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return pages.map((found) => found.raw_url);
}

/**
 * @param {import("./main.mjs").Document} document
 * @param {string} language
 */
function pageOf({ title, body, tags }, language) {
  const paragraphs = [...body.split("\n"), tags.join(" ")].map((text) => `<p>${escape(text)}</p>`);
  return `<!doctype html><html lang="${language}"><body><h1>${escape(title)}</h1>${paragraphs.join("")}</body></html>`;
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
