/** The box that is typed into, and the button that stands in its place in a modal. */

export default `
.card { position: relative }
.field, .button {
  display: flex;
  align-items: center;
  gap: .6em;
  border: 1px solid var(--border);
  border-radius: var(--radius);
  background: var(--background);
  transition: border-color .15s, box-shadow .15s;
}
:is(.field, .button):hover { border-color: color-mix(in srgb, var(--muted) 60%, var(--border)) }
.field { height: var(--keyseek-height, 2.75em); padding-inline: .85em .4em; cursor: text }
.field:focus-within {
  border-color: var(--accent);
  box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 20%, transparent);
}
.icon { color: var(--muted) }
.field:focus-within .icon { color: var(--accent) }
.field[data-busy] path { display: none }
.field[data-busy] .icon {
  border: 2px solid var(--border);
  border-top-color: var(--accent);
  border-radius: 50%;
  animation: turn .7s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn) } }
.input {
  flex: 1;
  min-width: 0;
  height: 100%;
  outline: 0;
  /* Below 16px, phones zoom the page in on focus. */
  font-size: max(16px, 1em);
  line-height: 1.4;
  text-overflow: ellipsis;
}
/* The page's direction, until there is a text that has its own. */
.input:placeholder-shown { direction: inherit }
.input::placeholder { color: var(--muted); opacity: 1 }
.clear, .forget-one {
  display: grid;
  flex: none;
  place-items: center;
  width: 2em;
  height: 2em;
  border-radius: calc(var(--radius) - 4px);
  color: var(--muted);
}
:is(.clear, .forget-one):hover { background: var(--tint); color: var(--color) }
.problem { display: flex; flex-wrap: wrap; gap: .2em 1em; padding: .5em .9em; font-size: .9em }
.problem button { color: var(--accent); font-weight: 600; text-decoration: underline }
`;
