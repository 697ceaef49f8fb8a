/** The button and the dialog of a modal, and what both kinds of box are where colours are forced. */

export default `
.button { width: 100%; height: var(--keyseek-height, 2.5em); padding-inline: .75em .6em; color: var(--muted); white-space: nowrap }
.button:hover { color: var(--color) }
.label { flex: 1; overflow: hidden; text-overflow: ellipsis }
.shortcut { display: flex; gap: .2em; font-size: .8em }
.shortcut:empty { display: none }
@media (hover: none) { .shortcut { display: none } }
/* It fills the window, so that what scrolls inside of it does not scroll the page. */
.dialog {
  width: 100%;
  max-width: none;
  height: 100%;
  max-height: none;
  margin: 0;
  padding: clamp(1em, 12vh, 8em) 1em 1em;
  border: 0;
  background: none;
  color: inherit;
  overflow: hidden scroll;
  overscroll-behavior: contain;
  scrollbar-width: none;
}
.dialog::backdrop { background: var(--keyseek-backdrop, rgb(10 14 26 / .5)) }
.dialog .card {
  display: flex;
  flex-direction: column;
  width: min(var(--keyseek-width, 42em), 100%);
  max-height: 100%;
  margin-inline: auto;
  border: 1px solid var(--border);
  border-radius: calc(var(--radius) + 2px);
  background: var(--background);
  box-shadow: var(--keyseek-shadow, 0 24px 64px -12px rgb(10 20 50 / .4));
  overflow: hidden;
  animation: appear .14s ease-out;
}
.dialog .field {
  flex: none;
  height: 3.5em;
  padding-inline: 1.1em .7em;
  border-width: 0 0 1px;
  border-color: var(--border);
  border-radius: 0;
  box-shadow: none;
}
.dialog .input { font-size: max(16px, 1.1em) }
.close { flex: none; padding: .15em .6em; border: 1px solid var(--border); border-radius: 6px; color: var(--muted); font-size: .8em }
.close:hover { border-color: var(--accent); color: var(--accent) }
/* A phone, or a window that is zoomed in as far. */
@media (max-width: 40em) {
  .dialog { padding: 0 }
  .dialog .card { width: 100%; height: var(--view, 100%); max-height: none; border: 0; border-radius: 0; box-shadow: none }
  .dialog .panel { flex: 1 }
  .close { padding: .5em .4em; border: 0; color: var(--accent); font-size: .95em }
}
@media (forced-colors: active) {
  .field:focus-within { outline: 2px solid Highlight }
  .dialog .card { border: 1px solid }
}
`;
