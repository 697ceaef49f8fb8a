/** What opens below the box: where it scrolls, messages, the line at its foot. */

export default `
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
[part="scroll"] {
  flex: 1;
  min-height: 0;
  padding: 6px;
  overflow-y: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scroll-padding-block: 6px;
}
[part="message"] { padding: 1.6em 1.2em; text-align: center }
[part="message"] > span { display: block; text-wrap: balance }
[part="headline"] { font-weight: 600 }
[part="detail"] { margin-top: .2em; color: var(--muted); font-size: .9em }
[part="notice"], [part="heading"] { margin: 0; padding: .5em .95em; color: var(--muted); font-size: .88em }
[part="note"] [part="facet"]:first-child { margin-top: 4px; padding-top: 10px; border-top: 1px solid var(--border); border-radius: 0 }
[part="notice"] + [part="notice"] { padding-top: 0 }
[part="heading"] { display: flex; justify-content: space-between; gap: 1em; padding-bottom: .2em }
:is([part="more"], [part="retry"], [part="exactly"], [part="again"], [part="unfilter"], [part="forget-all"]) {
  padding: 0;
  color: var(--accent);
  font-weight: 600;
}
:is([part="exactly"], [part="again"], [part="forget-all"]):hover { text-decoration: underline; text-underline-offset: .2em }
[part="more"] { width: 100%; margin-top: 2px; padding: .6em 1em; border-radius: calc(var(--radius) - 5px); font-size: .9em; text-align: center }
[part="more"]:hover { background: var(--tint) }
:is([part="retry"], [part="unfilter"]) {
  margin-top: .9em;
  padding: .4em 1em;
  border: 1px solid var(--border);
  border-radius: calc(var(--radius) - 5px);
  font-size: .9em;
}
:is([part="retry"], [part="unfilter"]):hover { border-color: var(--accent); background: var(--tint) }
[part="footer"] {
  flex: none;
  display: flex;
  align-items: center;
  justify-content: end;
  padding: .5em 1.5em;
  border-top: 1px solid var(--border);
  color: var(--muted);
  font-size: .8em;
  white-space: nowrap;
}
[part="keys"] { display: flex; gap: 1em }
[part="keys"] > span { display: flex; align-items: center; gap: .4em }
@media (hover: none), (max-width: 30em) { [part="footer"] { display: none } }
`;
