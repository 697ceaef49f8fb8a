/** How many there are, and options: pages and sections of them. */

export default `
.line { display: flex; align-items: center; justify-content: space-between; gap: .8em; min-height: 2.1em; padding-inline: .85em .2em }
.total { color: var(--muted); font-size: .8em; font-variant-numeric: tabular-nums }
/* As high without its buttons as with them: 2.1 × .84em, and the padding. */
.completions { display: flex; min-height: 2.364em; gap: .35em; padding: .3em .6em; overflow-x: auto; scrollbar-width: none }
.rows { display: flex }
.list { flex: 1; min-width: 0 }
/* One that changes is painted by itself. Containment would do more, and move letters by part of a pixel. */
.hit { isolation: isolate }
.hit + .hit { margin-top: 2px }
.option {
  display: block;
  padding: .6em .85em;
  border-radius: calc(var(--radius) - 5px);
  color: inherit;
  text-decoration: none;
  cursor: pointer;
}
.option:hover { background: var(--shade) }
.option[aria-selected="true"] { background: var(--tint) }
/* A title or text may run the other way than the page; it stands where the page's own would. */
.option > span { display: block; text-align: -webkit-match-parent; text-align: match-parent }
.title { font-weight: 600; line-height: 1.45; text-wrap: pretty }
.option > :is(.title, .snippet) { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 3 }
[aria-selected="true"] > .title { color: var(--accent) }
.option > .meta {
  display: flex;
  gap: .5em;
  color: var(--muted);
  font-size: .8em;
  white-space: nowrap;
}
.path { overflow: hidden; text-overflow: ellipsis }
.date { flex: none }
.path + .date::before { content: "·"; margin-inline-end: .5em }
.option > .snippet {
  margin-top: .15em;
  -webkit-line-clamp: 2;
  color: var(--muted);
  font-size: .9em;
  line-height: 1.55;
}
.option > .snippet:empty { display: none }
mark {
  padding-block: .05em;
  border-radius: .2em;
  background: var(--mark);
  color: var(--color);
  -webkit-box-decoration-break: clone;
  box-decoration-break: clone;
}
/* Sections hang on a line below their page. */
.section { margin-inline-start: .85em; padding: .35em .85em; border-start-start-radius: 0; border-end-start-radius: 0; border-inline-start: 2px solid var(--border) }
.section[aria-selected="true"] { border-color: var(--accent) }
.section > .title { font-size: .9em }
.option.section > .snippet { margin-top: 0; font-size: .84em; -webkit-line-clamp: 1 }
@media (forced-colors: active) {
  mark { background: Mark; color: MarkText }
  .option[aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -2px }
}
`;
