// What a widget looks like, for tests that nothing around it changes that.

/**
 * How every element of the page's first widget looks, but for lengths that follow from the width that the page gives it. Runs
 * in the page.
 * @returns {string[]}
 */
export function looks() {
  const widths = /width|height|size|inset|left|right|top|bottom|origin|^(-webkit-)?(locale|perspective)|^--/;
  const except = /^(border|margin|padding|font)/;
  const all = [...(document.querySelector("keyseek-search")?.shadowRoot?.querySelectorAll("*") ?? [])];
  return all.map((element) => {
    const style = getComputedStyle(element);
    const names = [...style].filter((name) => except.test(name) || !widths.test(name)).filter((name) => !/^margin-inline|^margin-(left|right)|outline-offset/.test(name));
    return `${element.localName} ${element.getAttribute("part")} ${names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ")}`;
  });
}

/**
 * What looks otherwise than before, an element a line.
 * @param {string[]} before
 * @param {string[]} after
 */
export function changes(before, after) {
  return after.flatMap((look, at) => {
    const was = (before[at] ?? "").split("; ");
    const now = look.split("; ").filter((one, place) => one !== was[place]);
    return now.length ? [`${look.split(" ").slice(0, 2).join(" ")}: ${now.join("; ")}`] : [];
  });
}
