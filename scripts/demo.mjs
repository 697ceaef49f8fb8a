// node scripts/demo.mjs OUT_DIR
//
// Renders the project's own posts into a small static blog around the search box. OUT_DIR is served as the root of a
// site; the scripts that its pages load, with the index of the same posts inside, are what scripts/module.sh wrote
// there. A post's address is the one that the index gives it: posts/ko/keystrokes.md is /ko/keystrokes/.

import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";
import { CHIPS, KEYCAPS, SNIPPET, TEXT } from "../www/demo/strings.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const POSTS = path.join(ROOT, "posts");
const WWW = path.join(ROOT, "www");
const ASSETS = ["demo.css", "demo.js", "gallery.js", "generator-strings.js", "generator.js", "icon.svg", "pages.css", "states.js"];
/** Pages that their own script fills, by the last part of their address. */
const TOOLS = /** @type {const} */ (["gallery", "generator"]);

/**
 * @typedef {import("../www/demo/strings.js").Lang} Lang
 *
 * @typedef {object} Post
 * @property {Lang} lang
 * @property {string} name the file's, without its ending
 * @property {string} href
 * @property {string} title
 * @property {string} date as 2026-09-14
 * @property {string} description
 * @property {string[]} tags
 * @property {string} markdown
 */

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]);

/**
 * Fills `{{name}}` with text and `{{{name}}}` with markup.
 * @param {string} template
 * @param {Record<string, string>} values
 */
function fill(template, values) {
  return template.replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, markup, text) => {
    const value = values[markup ?? text];
    if (value === undefined) throw new Error(`the template names ${markup ?? text}, which has no value`);
    return markup ? value : escape(value);
  });
}

// Posts

/**
 * The front matter's plain values: `key: text`, quoted or not, and `key: [one, two]`.
 * @param {string} source
 * @param {string} file for the message
 */
function parse(source, file) {
  const [, head, markdown] = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(source) ?? [];
  if (head === undefined) throw new Error(`${file} has no front matter`);
  /** @type {Record<string, string>} */
  const values = {};
  for (const line of head.split(/\r?\n/)) {
    const [, key, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key) values[key] = unquoted(value);
  }
  for (const key of ["title", "date", "lang"]) {
    if (!values[key]) throw new Error(`${file} has no ${key}`);
  }
  return { values, markdown };
}

/** @param {string} text */
const unquoted = (text) => text.replace(/^(["'])(.*)\1$/, "$2");

/** @returns {Promise<Post[]>} newest first */
async function readPosts() {
  const names = (await readdir(POSTS, { recursive: true })).filter((name) => name.endsWith(".md"));
  const posts = await Promise.all(names.map(readPost));
  return posts.sort((a, b) => b.date.localeCompare(a.date) || a.href.localeCompare(b.href));
}

/** @param {string} name below `posts/` */
async function readPost(name) {
  const { values, markdown } = parse(await readFile(path.join(POSTS, name), "utf8"), name);
  if (!(values.lang in TEXT)) throw new Error(`${name}: lang is ${values.lang}, not one of ${Object.keys(TEXT)}`);
  return {
    lang: /** @type {Lang} */ (values.lang),
    name: path.basename(name, ".md"),
    href: `/${name.replaceAll(path.sep, "/").replace(/\.md$/, "/")}`,
    title: values.title,
    date: values.date.slice(0, 10),
    description: values.description ?? "",
    tags: (values.tags ?? "").replace(/^\[|\]$/g, "").split(",").map((tag) => unquoted(tag.trim())).filter(Boolean),
    markdown,
  };
}

/**
 * The id of a heading, by GitHub's rule: lower case, punctuation dropped, spaces to hyphens, repeats numbered.
 * @param {string} text
 * @param {Map<string, number>} used
 */
function slug(text, used) {
  const base = text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
  const times = used.get(base) ?? 0;
  used.set(base, times + 1);
  return times ? `${base}-${times}` : base;
}

/** @param {Post} post */
function render({ markdown, title, href }) {
  /** @type {Map<string, number>} */
  const used = new Map();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens, this.parser.textRenderer);
        const id = slug(text.replace(/<[^>]*>/g, ""), used);
        // The page shows the title already.
        if (depth === 1 && text.trim() === title) return "";
        const inside = this.parser.parseInline(tokens);
        return `<h${depth} id="${escape(id)}"><a class="anchor" href="#${escape(id)}">${inside}</a></h${depth}>\n`;
      },
      table(token) {
        const cells = (/** @type {typeof token.header} */ row) => `<tr>${row.map((cell) => this.tablecell(cell)).join("")}</tr>`;
        return `<div class="scroll"><table><thead>${cells(token.header)}</thead><tbody>${token.rows.map(cells).join("")}</tbody></table></div>\n`;
      },
    },
    walkTokens(token) {
      if (token.type === "link") token.href = linkBetween(token.href, href);
    },
  });
  return /** @type {string} */ (marked.parse(markdown));
}

/**
 * A link to another post's file becomes one to its page.
 * @param {string} target as the Markdown says
 * @param {string} from the page's own address
 */
function linkBetween(target, from) {
  const [, file, hash] = /^(?![a-z]+:|\/)(.*)\.md(#.*)?$/i.exec(target) ?? [];
  if (file === undefined) return target;
  // The file lies beside `from`, not below it.
  return new URL(`${file}/`, `http://site${from.replace(/\/$/, "")}`).pathname + (hash ?? "");
}

// Pages

/**
 * @param {string} date
 * @param {Lang} lang
 */
const day = (date, lang) => new Date(date).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });

/**
 * What a template may name, without the texts of other pages.
 * @param {Lang} lang
 */
function strings(lang) {
  const { tools, ...texts } = TEXT[lang];
  return texts;
}

/** @param {Lang} lang */
const otherThan = (lang) => (lang === "ko" ? "en" : "ko");

/**
 * @param {string} query
 * @param {string} label
 * @param {string} [note]
 */
function chip(query, label, note) {
  const small = note ? `<small>${escape(note)}</small>` : "";
  return `<button type="button" class="chip" data-query="${escape(query)}">${escape(label)}${small}</button>`;
}

/**
 * @param {string} template
 * @param {Lang} lang the page's own
 * @param {Post[]} posts
 */
function home(template, lang, posts) {
  const other = otherThan(lang);
  const list = (/** @type {Lang} */ of) => {
    const items = posts.filter((post) => post.lang === of).map(({ href, title, description, date }) =>
      `<li><a href="${href}"><time datetime="${date}">${day(date, of)}</time>` +
      `<strong>${escape(title)}</strong><span>${escape(description)}</span></a></li>`);
    return `<div lang="${of}"><h2>${TEXT[of].postsHeading}</h2><ul>${items.join("")}</ul></div>`;
  };
  return fill(template, {
    ...strings(lang),
    lang,
    otherLang: other,
    otherName: TEXT[other].name,
    otherHref: TEXT[other].homeHref,
    tools: TOOLS.map((tool) => `<a href="${TEXT[lang].homeHref}${tool}/">${escape(TEXT[lang].tools[tool][0])}</a>`).join(""),
    keycaps: KEYCAPS.map(([jamo, latin]) => `<span><i>${latin}</i><b>${jamo}</b></span>`).join(""),
    chips: CHIPS[lang].map(({ query, label }) => chip(query, query, label)).join(""),
    posts: list(lang) + list(other),
    embedCode: SNIPPET,
  });
}

/**
 * @param {string} template
 * @param {Post} post
 * @param {Post[]} posts
 */
function page(template, post, posts) {
  const { lang, name, title, date, description, tags } = post;
  const other = otherThan(lang);
  const text = strings(lang);
  const siblings = posts.filter((one) => one.lang === lang);
  const at = siblings.indexOf(post);
  const neighbour = (/** @type {Post | undefined} */ to, /** @type {"newer" | "older"} */ which) =>
    to ? `<a class="${which}" href="${to.href}"><small>${text[which]}</small>${escape(to.title)}</a>` : "";
  return fill(template, {
    ...text,
    lang,
    title,
    date,
    description,
    day: day(date, lang),
    otherLang: other,
    otherName: TEXT[other].name,
    otherHref: posts.find((one) => one.lang === other && one.name === name)?.href ?? TEXT[other].homeHref,
    tags: tags.map((tag) => chip(tag, tag)).join(""),
    content: render(post),
    neighbours: neighbour(siblings[at + 1], "older") + neighbour(siblings[at - 1], "newer"),
  });
}

/**
 * @param {string} template
 * @param {Lang} lang
 * @param {(typeof TOOLS)[number]} tool
 */
function toolPage(template, lang, tool) {
  const other = otherThan(lang);
  const [heading, lead] = TEXT[lang].tools[tool];
  return fill(template, {
    lang,
    heading,
    lead,
    script: `${tool}.js`,
    otherLang: other,
    otherName: TEXT[other].name,
    otherHref: `${TEXT[other].homeHref}${tool}/`,
    homeHref: TEXT[lang].homeHref,
    foot: TEXT[lang].foot,
  });
}

/**
 * @param {string} out
 * @param {string} href
 * @param {string} html
 */
async function write(out, href, html) {
  const folder = path.join(out, href);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "index.html"), html);
}

const out = process.argv[2];
if (!out) {
  console.error("usage: node scripts/demo.mjs OUT_DIR");
  process.exit(2);
}
const posts = await readPosts();
const [homeTemplate, postTemplate, toolTemplate] = await Promise.all(
  ["index.html", "demo/post.html", "demo/page.html"].map((name) => readFile(path.join(WWW, name), "utf8")),
);
for (const post of posts) await write(out, post.href, page(postTemplate, post, posts));
for (const lang of /** @type {Lang[]} */ (Object.keys(TEXT))) {
  await write(out, TEXT[lang].homeHref, home(homeTemplate, lang, posts));
  for (const tool of TOOLS) await write(out, `${TEXT[lang].homeHref}${tool}/`, toolPage(toolTemplate, lang, tool));
}
await mkdir(path.join(out, "demo"), { recursive: true });
for (const name of ASSETS) await cp(path.join(WWW, "demo", name), path.join(out, "demo", name));
