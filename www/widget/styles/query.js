/** Notices, and queries to ask. */

export default `
.notice, .heading { margin: 0; padding: .5em .95em; color: var(--muted); font-size: .88em }
.note .facet:first-child { margin-top: 4px; padding-top: 10px; border-top: 1px solid var(--border); border-radius: 0 }
.notice + .notice { padding-top: 0 }
.heading { display: flex; justify-content: space-between; gap: 1em; padding-bottom: .2em }
:is(.exactly, .again, .forget-all) { color: var(--accent); font-weight: 600 }
:is(.exactly, .again, .forget-all):hover { text-decoration: underline; text-underline-offset: .2em }
/* Queries stay on one line, as high as the buttons beside them. */
.query { display: flex; align-items: center; gap: .75em; height: 2.6em; padding-block: 0 }
.query.option > .title { display: block; font-weight: inherit; text-overflow: ellipsis; white-space: nowrap }
.forget-one { width: 2.6em; height: 2.6em }
.forget-one svg { width: 1em; height: 1em }
`;
