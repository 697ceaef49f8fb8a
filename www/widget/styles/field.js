/** The box that is typed into. */

export default `
[part="card"] { position: relative }
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
[part="icon"] { color: var(--muted) }
[part="field"]:focus-within [part="icon"] { color: var(--accent) }
[part="field"][data-busy] path { display: none }
[part="field"][data-busy] [part="icon"] {
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
/* The page's direction, until there is a text that has its own. */
[part="input"]:placeholder-shown { direction: inherit }
[part="input"]::placeholder { color: var(--muted); opacity: 1 }
[part="clear"], [part="forget-one"] {
  display: grid;
  flex: none;
  place-items: center;
  width: 2em;
  height: 2em;
  padding: 0;
  border-radius: calc(var(--radius) - 4px);
  color: var(--muted);
}
:is([part="clear"], [part="forget-one"]):hover { background: var(--tint); color: var(--color) }
[part="problem"] { display: flex; flex-wrap: wrap; gap: .2em 1em; padding: .5em .9em; font-size: .9em }
[part="problem"] button { padding: 0; color: var(--accent); font-weight: 600; text-decoration: underline }
@media (forced-colors: active) { [part="field"]:focus-within { outline: 2px solid Highlight } }
`;
