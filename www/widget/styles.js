/**
 * The widget's own style sheet. Colours, sizes and fonts start from `all: initial`, so that nothing inherits from the
 * page; what a page may change are the `--keyseek-*` properties and the parts. Lengths are in `em` of `medium`,
 * the reader's own font size, which a page cannot move by styling `html`.
 */

const LIGHT = palette("#2b59d9", "#fff", "#14171f", "#5a6272", "#d9dde6", "#ffe9a8") + "color-scheme: light";
const DARK = palette("#8db1ff", "#17191f", "#eceef4", "#a0a7b8", "#343946", "#6b5310") + "color-scheme: dark";

/** @param {string[]} colors */
function palette(...colors) {
  const names = ["accent", "background", "color", "muted", "border", "mark"];
  return names.map((name, at) => `--${name}: var(--keyseek-${name}, ${colors[at]});`).join("");
}

const CSS = `
:host { all: initial; display: block }
:host([hidden]) { display: none }

.root {
  --tint: var(--keyseek-tint, color-mix(in srgb, var(--accent) 11%, transparent));
  --radius: var(--keyseek-radius, 12px);
  all: initial;
  display: block;
  position: relative;
  color: var(--color);
  font-family: var(--keyseek-font-family, system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif);
  font-size: var(--keyseek-font-size, medium);
  line-height: 1.6;
  word-break: keep-all;
  overflow-wrap: anywhere;
  text-align: start;
  -webkit-tap-highlight-color: transparent;
}
:host .root { ${LIGHT} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .root { ${DARK} } }
:host([theme="dark"]) .root { ${DARK} }
.root * { box-sizing: border-box }
.root [hidden] { display: none }

[part="field"] {
  display: flex;
  align-items: center;
  height: var(--keyseek-height, 2.75em);
  padding-inline: .85em .4em;
  gap: .6em;
  border: 1px solid var(--border);
  border-radius: var(--radius);
  background: var(--background);
  cursor: text;
  transition: border-color .15s, box-shadow .15s;
}
[part="field"]:hover { border-color: color-mix(in srgb, var(--muted) 60%, var(--border)) }
[part="field"]:focus-within {
  border-color: var(--accent);
  box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 20%, transparent);
}
svg {
  flex: none;
  width: 1.2em;
  height: 1.2em;
  fill: none;
  stroke: currentColor;
  stroke-width: 2;
  stroke-linecap: round;
}
[part="icon"] { color: var(--muted) }
[part="field"]:focus-within [part="icon"] { color: var(--accent) }
[data-busy] path { display: none }
[data-busy] [part="icon"] {
  border: 2px solid var(--border);
  border-top-color: var(--accent);
  border-radius: 50%;
  animation: turn .7s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn) } }

[part="input"] {
  flex: 1;
  min-width: 0;
  height: 100%;
  margin: 0;
  padding: 0;
  border: 0;
  outline: 0;
  background: none;
  color: inherit;
  /* Below 16px, phones zoom the page in on focus. */
  font: inherit;
  font-size: max(16px, 1em);
  line-height: 1.4;
  text-overflow: ellipsis;
}
[part="input"]::placeholder { color: var(--muted); opacity: 1 }

button { margin: 0; border: 0; background: none; color: inherit; font: inherit; cursor: pointer }
[part="clear"] {
  display: grid;
  flex: none;
  place-items: center;
  width: 2em;
  height: 2em;
  padding: 0;
  border-radius: calc(var(--radius) - 4px);
  color: var(--muted);
}
[part="clear"]:hover { background: var(--tint); color: var(--color) }
:is(button, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }

[part="panel"] {
  position: absolute;
  z-index: var(--keyseek-z-index, 2147483000);
  inset-block-start: calc(100% + 8px);
  display: flex;
  flex-direction: column;
  border: 1px solid var(--border);
  border-radius: var(--radius);
  background: var(--background);
  box-shadow: var(--keyseek-shadow, 0 1px 2px rgb(0 0 0 / .06), 0 16px 40px -8px rgb(10 20 50 / .22));
  overflow: hidden;
  animation: appear .14s ease-out;
}
[part="panel"][data-above] { inset-block: auto calc(100% + 8px) }
@keyframes appear { from { opacity: 0; transform: translateY(-4px) } }

[part="scroll"] {
  flex: 1;
  min-height: 0;
  padding: 6px;
  overflow-y: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scroll-padding-block: 6px;
}
[part="option"] {
  display: block;
  position: relative;
  padding: .65em .85em;
  border-radius: calc(var(--radius) - 5px);
  color: inherit;
  text-decoration: none;
  cursor: pointer;
}
[part="option"] + [part="option"] { margin-top: 2px }
[part="option"]:hover { background: color-mix(in srgb, var(--muted) 9%, transparent) }
[part="option"][aria-selected="true"] { background: var(--tint) }
[part="option"] > span { display: block }
[part="title"] { font-weight: 600; line-height: 1.45; text-wrap: pretty }
[aria-selected="true"] > [part="title"] { color: var(--accent) }
[part="option"] > [part="snippet"] {
  display: -webkit-box;
  margin-top: .15em;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  color: var(--muted);
  font-size: .9em;
}
[part="snippet"]:empty { display: none }
mark {
  padding-block: .05em;
  border-radius: .2em;
  background: var(--mark);
  color: var(--color);
  -webkit-box-decoration-break: clone;
  box-decoration-break: clone;
}
[part="option"] > [part="meta"] {
  display: flex;
  gap: .5em;
  margin-top: .3em;
  color: var(--muted);
  font-size: .8em;
  line-height: 1.5;
  white-space: nowrap;
}
[part="path"] { overflow: hidden; text-overflow: ellipsis }
[part="date"] { flex: none }
[part="date"]::before { content: "·"; margin-inline-end: .5em }

[part="more"], [part="retry"] {
  padding: .4em 1em;
  border-radius: calc(var(--radius) - 5px);
  color: var(--accent);
  font-size: .9em;
  font-weight: 600;
}
[part="more"] { width: 100%; margin-top: 2px; padding-block: .6em }
[part="more"]:hover { background: var(--tint) }
[part="retry"] { margin-top: .9em; border: 1px solid var(--border) }
[part="retry"]:hover { border-color: var(--accent); background: var(--tint) }

[part="message"] { padding: 1.6em 1.2em; text-align: center }
[part="message"] > span { display: block; text-wrap: balance }
[part="headline"] { font-weight: 600 }
[part="detail"] { margin-top: .2em; color: var(--muted); font-size: .9em }

[part="footer"] {
  flex: none;
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1em;
  padding: .5em 1.5em;
  border-top: 1px solid var(--border);
  color: var(--muted);
  font-size: .8em;
  white-space: nowrap;
}
[part="keys"] { display: flex; gap: 1em }
[part="keys"] > span { display: flex; align-items: center; gap: .4em }
kbd { padding: 0 .45em; border: 1px solid var(--border); border-radius: 5px; font: inherit; font-size: .92em }
@media (hover: none), (max-width: 30em) { [part="keys"] { display: none } }

[part="status"] {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (prefers-reduced-motion: reduce) {
  .root * { animation: none !important; transition: none !important }
}
@media (forced-colors: active) {
  mark { background: Mark; color: MarkText }
  [part="option"][aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -2px }
  [part="field"]:focus-within { outline: 2px solid Highlight }
}
`;

/** One sheet, shared by every widget of the page. A constructed sheet needs no exception in a strict policy. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
