/** What opens below the box: where it scrolls, messages, the line at its foot. */

export default `
.panel { display: flex; flex-direction: column; overflow: hidden }
.root > .card > .panel {
  position: absolute;
  z-index: var(--keyseek-z-index, 2147483000);
  inset-block-start: calc(100% + 8px);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  background: var(--background);
  box-shadow: var(--keyseek-shadow, 0 1px 2px rgb(0 0 0 / .06), 0 16px 40px -8px rgb(10 20 50 / .22));
  animation: appear .14s ease-out;
}
.root > .card > .panel[data-above] { inset-block: auto calc(100% + 8px) }
.scroll {
  flex: 1;
  padding: 6px;
  overflow-y: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scroll-padding-block: 6px;
}
.message { padding: 1.6em 1.2em; text-align: center }
.message > span { display: block; text-wrap: balance }
.headline { font-weight: 600 }
.detail { margin-top: .2em; color: var(--muted); font-size: .9em }
.more, .retry, .unfilter { padding: .6em 1em; border-radius: calc(var(--radius) - 5px); color: var(--accent); font-size: .9em; font-weight: 600 }
.more { width: 100%; margin-top: 2px; text-align: center }
.retry, .unfilter { margin-top: .9em; padding-block: .4em; border: 1px solid var(--border) }
:is(.more, .retry, .unfilter):hover { border-color: var(--accent); background: var(--tint) }
/* As high without its keys as with them: 1.6 × .92em, their borders and its own, and the padding. */
.footer {
  flex: none;
  display: flex;
  align-items: center;
  justify-content: end;
  min-height: calc(2.472em + 3px);
  padding: .5em 1.5em;
  border-top: 1px solid var(--border);
  color: var(--muted);
  font-size: .8em;
  white-space: nowrap;
}
@media (hover: none), (max-width: 30em) { .footer { display: none } }
`;
