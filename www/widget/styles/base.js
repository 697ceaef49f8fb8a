/** Colours, fonts and what all parts share. */

const LIGHT = palette("#2b59d9", "#fff", "#14171f", "#5a6272", "#d9dde6", "#ffe9a8") + "color-scheme: light";
const DARK = palette("#8db1ff", "#17191f", "#eceef4", "#a0a7b8", "#343946", "#6b5310") + "color-scheme: dark";

/** @param {string[]} colors */
function palette(...colors) {
  const names = ["accent", "background", "color", "muted", "border", "mark"];
  return names.map((name, at) => `--${name}: var(--keyseek-${name}, ${colors[at]});`).join("");
}

export default `
:host, .root { all: initial; display: block }
:host([modal]) { display: inline-block }
:host([hidden]) { display: none }
.root {
  --tint: var(--keyseek-tint, color-mix(in srgb, var(--accent) 11%, var(--background)));
  --shade: color-mix(in srgb, var(--muted) 9%, var(--background));
  --radius: var(--keyseek-radius, 12px);
  color: var(--color);
  font-family: var(--keyseek-font-family, system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif);
  font-size: var(--keyseek-font-size, medium);
  line-height: 1.6;
  word-break: keep-all;
  overflow-wrap: anywhere;
  -webkit-tap-highlight-color: transparent;
}
:host .root { ${LIGHT} }
@media (prefers-color-scheme: dark) { :host(:not([theme=light])) .root { ${DARK} } }
:host([theme=dark]) .root { ${DARK} }
.root * { box-sizing: border-box }
.root [hidden] { display: none }
/* What the widget says may run the other way than the page. */
:is(.total, .others, .notice, .message > span) { unicode-bidi: plaintext }
:lang(ja), :lang(zh) { word-break: normal }
button, input { margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit }
button { text-align: inherit; cursor: pointer }
:is(button, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
svg {
  flex: none;
  width: 1.2em;
  height: 1.2em;
  fill: none;
  stroke: currentColor;
  stroke-width: 2;
  stroke-linecap: round;
}
kbd { padding: 0 .45em; border: 1px solid var(--border); border-radius: 5px; background: var(--background); font: inherit; font-size: .92em }
.status {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@keyframes appear { from { opacity: 0; transform: translateY(-4px) } }
@media (prefers-reduced-motion: reduce) { .root * { animation: none !important; transition: none !important } }
`;
