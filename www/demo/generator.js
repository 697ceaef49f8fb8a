/** Writes the tag for a page, as its author chooses what it is to do, with the box itself beside it. */

import { GENERATOR } from "./generator-strings.js";

const text = GENERATOR[document.documentElement.lang === "ko" ? "ko" : "en"];

/** @type {{ name: string, type: "check" | "text" | "select", values?: string[], hint?: string }[]} */
const OPTIONS = [
  { name: "folder", type: "text", hint: "/search/" },
  { name: "modal", type: "check" },
  { name: "placeholder", type: "text" },
  { name: "lang", type: "select", values: ["", "en", "ko", "ja", "zh"] },
  { name: "theme", type: "select", values: ["", "light", "dark"] },
  { name: "limit", type: "text", hint: "10" },
  { name: "filters", type: "text", hint: "tags,lang" },
  { name: "shortcut", type: "text", hint: "mod+k /" },
  { name: "param", type: "text", hint: "q" },
  { name: "highlight", type: "check" },
];

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {(typeof OPTIONS)[number]} option */
function field({ name, type, values = [], hint = "" }) {
  const [label, help] = text.options[name];
  const note = make("small", {}, help);
  if (type === "check") return make("label", { className: "check" }, make("input", { type: "checkbox", name }), make("span", {}, label), note);
  const input = type === "select"
    ? make("select", { name }, ...values.map((value) => make("option", { value }, text.values[value] ?? value)))
    : make("input", { type: "text", name, placeholder: hint, autocomplete: "off", spellcheck: false });
  return make("label", {}, label, input, note);
}

const form = make("form", {}, ...OPTIONS.map(field));
const code = make("code");
const copy = make("button", { type: "button", className: "chip copy" }, text.copy);
const preview = make("div");
const said = make("span", { role: "status" });

/** @returns {Map<string, string>} the attributes that were chosen; the folder says where the script lies */
function chosen() {
  const data = new FormData(form);
  return new Map(OPTIONS.flatMap(({ name, type }) => {
    const value = String(data.get(name) ?? "").trim();
    if (name === "folder" || !value) return [];
    return [[name, type === "check" ? "" : value]];
  }));
}

/** @param {string} value */
const quoted = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function render() {
  const attributes = chosen();
  const folder = String(new FormData(form).get("folder") ?? "").trim().replace(/\/*$/, "/");
  const written = [...attributes].map(([name, value]) => (value ? ` ${name}="${quoted(value)}"` : ` ${name}`)).join("");
  const source = folder === "/" ? "/search/" : folder;
  code.textContent = `<script type="module" src="${quoted(source)}keyseek-search.js"></script>\n<keyseek-search${written}></keyseek-search>`;
  const box = document.createElement("keyseek-search");
  // The preview is in this page: its address and its keys stay as they are.
  for (const [name, value] of attributes) if (name !== "param") box.setAttribute(name, value);
  preview.replaceChildren(box);
  said.textContent = "";
}

copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    said.textContent = text.copied;
  } catch {
    // No permission, or no secure page: what is selected can be copied by hand.
    getSelection()?.selectAllChildren(code);
  }
});
form.addEventListener("input", render);
form.addEventListener("submit", (event) => event.preventDefault());
render();
document.getElementById("content")?.append(
  make("div", { className: "generator" }, form, make("div", { className: "made" }, make("pre", {}, code), make("div", {}, copy, " ", said), make("h2", {}, text.preview), preview)),
);
