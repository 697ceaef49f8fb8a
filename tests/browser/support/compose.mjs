// Types with an input method in Firefox, which lets a test do so. No driver can in WebKit; in Chromium the devtools can.

/** @typedef {"pending" | "committed"} Composition whether the text is still composed, or what has become of it */

/**
 * Replaces what is being composed where the focus is.
 * @param {import("selenium-webdriver").WebDriver} driver of Firefox
 * @param {string} text
 * @param {Composition} composition
 */
export async function compose(driver, text, composition) {
  const firefox = /** @type {import("selenium-webdriver/firefox.js").Driver} */ (driver);
  await firefox.setContext(/** @type {any} */ ("chrome"));
  try {
    await firefox.executeScript(composeInBrowser, text, composition);
  } finally {
    await firefox.setContext(/** @type {any} */ ("content"));
  }
}

/**
 * Runs in the browser's own window, whose globals these are.
 * @param {string} text
 * @param {Composition} composition
 */
function composeInBrowser(text, composition) {
  const { Services, Components } = /** @type {any} */ (globalThis);
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  const { classes, interfaces } = Components;
  const processor = (window.keyseekProcessor ??= classes["@mozilla.org/text-input-processor;1"].createInstance(interfaces.nsITextInputProcessor));
  if (!processor.beginInputTransactionForTests(window)) throw new Error("the browser does not let a test compose");
  if (composition === "committed") return processor.commitCompositionWith(text);
  processor.setPendingCompositionString(text);
  processor.appendClauseToPendingComposition(text.length, processor.ATTR_RAW_CLAUSE);
  processor.setCaretInPendingComposition(text.length);
  processor.flushPendingComposition();
}
