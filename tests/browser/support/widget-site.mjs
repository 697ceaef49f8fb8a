// A small site with the tag in its pages: what the widget is tested with, in every browser.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSite } from "./build-site.mjs";

export const NOTES = 25;

export const DOCUMENTS = [
  { url: "/kafka/", title: "Kafka 모니터링", body: "카프카 클러스터를 모니터링하는 방법을 적는다.", lang: "ko", date: "2026-03-05", tags: ["kafka", "운영"] },
  { url: "/guide/", title: "검색 색인", body: "검색 색인을 만들고 검색한다.", lang: "ko", date: "2026-01-09", tags: ["검색"] },
  { url: "/html/", title: "<b>Bold</b> & <img src=x onerror=alert(1)>", body: "Escaping <form action=/evil> stays text.", lang: "en" },
  ...Array.from({ length: NOTES }, (_, at) => ({
    url: `/notes/${at}/`,
    title: `Note number ${at}`,
    body: `A short note about postings, the ${at}th of them.`,
    lang: "en",
    date: `2025-02-${String(at + 1).padStart(2, "0")}`,
    tags: [at % 2 ? "odd" : "even", "note"],
  })),
];

/** A page that is long enough to have sections of its own among the results. */
const MANUAL = `---
title: Manual of the turbine
lang: en
url: /manual/
tags: [manual]
---
The turbine turns. ${"It is made of steel and stands on a foundation of concrete. ".repeat(30)}

## Starting the turbine

Open the valve before the turbine is started. ${"The pressure rises slowly and is read from the gauge. ".repeat(30)}

## Oiling

${"A film of oil keeps the bearings cool. ".repeat(30)} The turbine is oiled once a week.
`;

/** Where a result leads. */
const OPENED = '<!doctype html><link rel="icon" href="data:,"><title>opened</title>';

const SCRIPT = '<script type="module" src="/search/keyseek-search.js"></script>';

/** @param {string} body @param {string} [head] @param {string} [lang] */
export const html = (body, head = "", lang = "ko") => `<!doctype html><html lang="${lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>page</title>${head}${SCRIPT}${body}`;

/** @type {Record<string, string>} */
const PAGES = {
  "index.html": html("<keyseek-search></keyseek-search>"),
  "english.html": html('<main lang="en-GB"><keyseek-search></keyseek-search><button>next</button></main>'),
};

/**
 * Builds the site in a temporary folder.
 * @param {Record<string, string>} [pages] more pages by file name
 * @returns {Promise<import("./build-site.mjs").BuiltSite>}
 */
export async function buildWidgetSite(pages = {}) {
  const source = await mkdtemp(path.join(tmpdir(), "keyseek-source-"));
  await writeFile(path.join(source, "documents.jsonl"), DOCUMENTS.map((document) => JSON.stringify(document)).join("\n"));
  await writeFile(path.join(source, "manual.md"), MANUAL);
  const built = await buildSite(source);
  await rm(source, { recursive: true });
  for (const [name, text] of Object.entries({ ...PAGES, ...pages })) await writeFile(path.join(built.folder, name), text);
  for (const { url } of [...DOCUMENTS, { url: "/manual/" }]) {
    await mkdir(path.join(built.folder, url), { recursive: true });
    await writeFile(path.join(built.folder, url, "index.html"), OPENED);
  }
  return built;
}
