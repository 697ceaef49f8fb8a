/** Options: pages, sections of them, and queries to ask. */

export default `
[part="rows"] { display: flex }
[part="list"] { flex: 1; min-width: 0; position: relative }
[part="hit"] + [part="hit"] { margin-top: 2px }
[part~="option"] {
  display: block;
  position: relative;
  padding: .6em .85em;
  border-radius: calc(var(--radius) - 5px);
  color: inherit;
  text-decoration: none;
  cursor: pointer;
}
[part~="option"]:hover { background: var(--shade) }
[part~="option"][aria-selected="true"] { background: var(--tint) }
/* A title or text may run the other way than the page; it stands where the page's own would. */
[part~="option"] > span { display: block; text-align: -webkit-match-parent; text-align: match-parent }
[part="title"] { font-weight: 600; line-height: 1.45; text-wrap: pretty }
[part~="option"] > :is([part="title"], [part="snippet"]) { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 3 }
[aria-selected="true"] > [part="title"] { color: var(--accent) }
[part~="option"] > [part="meta"] {
  display: flex;
  gap: .5em;
  color: var(--muted);
  font-size: .8em;
  line-height: 1.6;
  white-space: nowrap;
}
[part="path"] { overflow: hidden; text-overflow: ellipsis }
[part="date"] { flex: none }
[part="path"] + [part="date"]::before { content: "·"; margin-inline-end: .5em }
[part~="option"] > [part="snippet"] {
  margin-top: .15em;
  -webkit-line-clamp: 2;
  color: var(--muted);
  font-size: .9em;
  line-height: 1.55;
}
[part~="option"] > [part="snippet"]:empty { display: none }
mark {
  padding-block: .05em;
  border-radius: .2em;
  background: var(--mark);
  color: var(--color);
  -webkit-box-decoration-break: clone;
  box-decoration-break: clone;
}
/* Sections hang on a line below their page. */
[part~="section"] { margin-inline-start: .85em; padding: .35em .85em; border-start-start-radius: 0; border-end-start-radius: 0; border-inline-start: 2px solid var(--border) }
[part~="section"][aria-selected="true"] { border-color: var(--accent) }
[part~="section"] > [part="title"] { font-size: .9em }
[part~="option"][part~="section"] > [part="snippet"] { margin-top: 0; font-size: .84em; -webkit-line-clamp: 1 }
/* Queries stay on one line, as high as the buttons beside them. */
[part~="query"] { display: flex; align-items: center; gap: .75em; height: 2.6em; padding-block: 0 }
[part~="query"][part~="option"] > [part="title"] { display: block; font-weight: inherit; text-overflow: ellipsis; white-space: nowrap }
[part="forget-one"] { width: 2.6em; height: 2.6em }
[part="forget-one"] svg { width: 1em; height: 1em }
@media (forced-colors: active) {
  mark { background: Mark; color: MarkText }
  [part~="option"][aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -2px }
}
`;
