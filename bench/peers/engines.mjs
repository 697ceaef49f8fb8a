// The measured engines. An engine is a module in `engines` of this shape.

import { readFileSync } from "node:fs";
import * as flexsearch from "./engines/flexsearch.mjs";
import * as keyseek from "./engines/keyseek.mjs";
import * as lunr from "./engines/lunr.mjs";
import * as minisearch from "./engines/minisearch.mjs";
import * as orama from "./engines/orama.mjs";
import * as pagefind from "./engines/pagefind.mjs";
import * as tinysearch from "./engines/tinysearch.mjs";
import { wholeIndex } from "./json/engine.mjs";

/**
 * @typedef {object} Engine
 * @property {string} name as its makers write it
 * @property {string} [packageName] its package, which gives the version
 * @property {() => string} [version] where there is no package
 * @property {(language: "ko" | "en") => string} settings how it is set up, for the report
 * @property {(asked: Build) => string[]} command what builds an index: program and arguments
 * @property {() => Promise<Opened>} openInPage loads the engine; runs in the page, so that it sees nothing around it
 * @property {number} [builds] how often it is built at most
 * @property {boolean} [remembers] whether an answer depends on earlier queries
 * @property {(out: string, queries: string[]) => Promise<string[][]>} [findAll] every page that is found, by query;
 *   else the page's `all` tells
 * @property {(out: string) => Map<string, string>} [addresses] pages by the ids that `all` gives, if these are none
 * @property {(url: string) => string} siteUrl a hit's address as the path of a file in the site
 * @property {(file: string) => string} kindOf what a file that was asked for is
 *
 * @typedef {{ pages: string, documents: string, out: string, language: "ko" | "en" }} Build `pages` is a folder of HTML,
 *   `documents` the same as JSON lines, for engines that read no HTML
 *
 * @typedef {object} Opened
 * @property {(query: string, limit: number) => Promise<{ url: string, title: string, excerpt: string }[]>} search
 * @property {(query: string) => Promise<string[]>} [all]
 */

/** @type {Record<string, Engine>} in the order of the report; all ratios are against Pagefind */
export const ENGINES = {
  keyseek,
  pagefind,
  minisearch: wholeIndex("minisearch", minisearch),
  flexsearch: wholeIndex("flexsearch", flexsearch),
  orama: wholeIndex("orama", orama),
  lunr: wholeIndex("lunr", lunr),
  tinysearch,
};

/** Engines that cannot be measured, and why. */
export const LEFT_OUT = ["docfind: it is neither on crates.io nor on npm"];

/**
 * @param {Engine} engine
 * @throws when it is not installed
 */
export function versionOf({ packageName, version }) {
  if (version) return version();
  return JSON.parse(readFileSync(new URL(`../node_modules/${packageName}/package.json`, import.meta.url), "utf8")).version;
}
