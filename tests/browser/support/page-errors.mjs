// Runs in the pages of a test, as a classic script before any other: keeps what goes wrong in them, over page loads, for
// the browsers that do not tell the test themselves. It is read by `driven.mjs`.

{
  const KEY = "page-errors";

  /** @param {...unknown} what */
  const note = (...what) => {
    const errors = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    sessionStorage.setItem(KEY, JSON.stringify([...errors, what.join(" ")]));
  };

  addEventListener("error", ({ message, error }) => note("uncaught:", message, error?.stack ?? ""));
  addEventListener("unhandledrejection", ({ reason }) => note("unhandled:", reason, reason?.stack ?? ""));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => note("policy:", violatedDirective, blockedURI));
  for (const level of /** @type {const} */ (["error", "warn", "info", "log", "debug"])) {
    const write = console[level];
    console[level] = (...what) => {
      note(`${level}:`, ...what);
      write.apply(console, what);
    };
  }
}
