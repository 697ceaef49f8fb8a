/**
 * What the demo adds to its search box: example queries that a click runs, and an early start, so that the page can
 * promise to answer with the network cut. A page that promises no such thing needs none of this.
 */

/** @param {import("../widget/element.js").KeyseekSearch} box */
function start(box) {
  // Safari has no requestIdleCallback.
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  // When it fails, the box says so to whoever searches.
  whenIdle(() => box.load().catch(() => {}));

  for (const chip of document.querySelectorAll("[data-query]")) {
    chip.addEventListener("click", () => {
      box.search(chip.getAttribute("data-query") ?? "");
      // On a phone the focus would raise the keyboard over the results.
      if (matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
    });
  }
}

customElements.whenDefined("keyseek-search").then(() => {
  start(/** @type {any} */ (document.querySelector("keyseek-search")));
});
