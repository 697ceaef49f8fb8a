/** Completions, the order, chips, and the keys at the foot. */

export default `
.sort { display: flex; flex: none; margin-block: -.2em }
.facet { display: flex; flex-wrap: wrap; align-items: center; gap: .35em; padding: .3em .5em }
.column { margin-inline: .35em .2em; color: var(--muted); font-size: .8em }
:is(.completion, .order, .chip, .others) {
  min-height: 2.1em;
  padding: .1em .75em;
  border: 1px solid transparent;
  border-radius: 2em;
  font-size: .84em;
  line-height: 1.5;
}
:is(.completion, .chip) { border-color: var(--border) }
.completion { flex: none; max-width: 16em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
:is(.order, .others) { color: var(--muted) }
:is(.completion, .order, .chip, .others):hover { border-color: var(--accent); color: var(--accent) }
:is(.completion, .order, .chip, .others):focus-visible { outline-offset: -2px }
.order[aria-pressed="true"] { color: var(--color); font-weight: 600 }
.chip[aria-pressed="true"] { border-color: var(--accent); background: var(--tint); color: var(--accent); font-weight: 600 }
.count { margin-inline-start: .45em; color: var(--muted); font-size: .92em; font-weight: 400; font-variant-numeric: tabular-nums }
.keys { display: flex; gap: 1em }
.keys > span { display: flex; align-items: center; gap: .4em }
/* On a phone a column is one line, which is swiped. */
@media (max-width: 40em) {
  .facet { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none }
  .facet > * { flex: none }
}
@media (forced-colors: active) { [aria-pressed="true"] { outline: 2px solid Highlight; outline-offset: -2px } }
`;
