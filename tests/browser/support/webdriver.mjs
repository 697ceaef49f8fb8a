// Starts the machine's Firefox and WebKit by their WebDriver programs. Chromium is started by chromium.mjs, which can do more
// with it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Browser, Builder, Capabilities } from "selenium-webdriver";
import { Options } from "selenium-webdriver/firefox.js";
import { findProgram } from "./programs.mjs";

/** @typedef {keyof typeof BROWSERS} BrowserName */
/**
 * @typedef {object} Driven
 * @property {import("selenium-webdriver").WebDriver} driver
 * @property {() => string} output what the browser and its driver have printed so far
 * @property {() => Promise<void>} close
 */

const BROWSERS = { firefox: startFirefox, webkit: startWebKit };
export const BROWSER_NAMES = /** @type {BrowserName[]} */ (Object.keys(BROWSERS));

/** How long a program may take until it answers, in milliseconds: a first start on a busy machine. */
const START_MS = 60_000;

/**
 * A browser with an empty profile. Close it after the tests.
 *
 * @param {BrowserName} name
 * @returns {Promise<Driven>}
 * @throws when the browser or its driver is not there
 */
export async function launchDriven(name) {
  const programs = new Programs();
  try {
    const driver = await BROWSERS[name](programs);
    await driver.manage().setTimeouts({ script: 30_000, pageLoad: 60_000 });
    const close = async () => {
      await driver.quit().finally(() => programs.stop());
    };
    return { driver, output: () => programs.output, close };
  } catch (error) {
    await programs.stop();
    throw error;
  }
}

/**
 * Firefox prints what pages write to their consoles, and errors that they do not catch.
 * @param {Programs} programs
 */
async function startFirefox(programs) {
  const binary = findProgram(["firefox-esr", "firefox"], "KEYSEEK_FIREFOX");
  const url = await programs.startDriver(findProgram(["geckodriver"], "KEYSEEK_GECKODRIVER"), ["--allow-system-access"]);
  const options = new Options().setBinary(binary).addArguments("-headless");
  options.setPreference("devtools.console.stdout.content", true);
  return new Builder().disableEnvironmentOverrides().forBrowser(Browser.FIREFOX).setFirefoxOptions(options).usingServer(url).build();
}

/**
 * The driver brings the small browser that it starts, which needs a display.
 * @param {Programs} programs
 */
async function startWebKit(programs) {
  const program = findProgram(["WebKitWebDriver"], "KEYSEEK_WEBKIT_DRIVER");
  const display = await programs.startDisplay();
  const url = await programs.startDriver(program, [], { DISPLAY: display, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1" });
  const capabilities = new Capabilities({ browserName: "MiniBrowser" });
  return new Builder().disableEnvironmentOverrides().usingServer(url).withCapabilities(capabilities).build();
}

/** The programs behind one browser: none of them outlives it, or the tests. */
class Programs {
  output = "";
  /** @type {import("node:child_process").ChildProcess[]} */
  #started = [];
  #kill = () => this.#started.forEach((child) => child.kill());

  constructor() {
    process.once("exit", this.#kill);
  }

  async stop() {
    process.off("exit", this.#kill);
    const ends = this.#started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map((child) => once(child, "exit"));
    this.#kill();
    await Promise.all(ends);
  }

  /**
   * @param {string} program
   * @param {string[]} args
   * @param {Record<string, string>} [environment]
   * @returns {Promise<string>} the driver's address
   */
  async startDriver(program, args, environment = {}) {
    const port = await freePort();
    const child = this.#start(program, [...args, `--port=${port}`], environment);
    const url = `http://127.0.0.1:${port}`;
    for (const end = Date.now() + START_MS; Date.now() < end && child.exitCode === null; ) {
      if (await fetch(`${url}/status`).then(({ ok }) => ok, () => false)) return url;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`${program} does not answer: ${this.output}`);
  }

  /** @returns {Promise<string>} a display of our own, as ":1" */
  async startDisplay() {
    const child = this.#start(findProgram(["Xvfb"], "KEYSEEK_XVFB"), ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
    const ended = once(child, "exit").then(() => Promise.reject(new Error(`Xvfb ended: ${this.output}`)));
    const [number] = await Promise.race([once(/** @type {import("node:stream").Readable} */ (child.stdio[3]), "data"), ended]);
    return `:${String(number).trim()}`;
  }

  /**
   * @param {string} program
   * @param {string[]} args
   * @param {Record<string, string>} [environment]
   */
  #start(program, args, environment) {
    const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (this.output += text));
    child.on("error", (error) => (this.output += error));
    this.#started.push(child);
    return child;
  }
}

/** @returns {Promise<number>} a port that nobody listens on */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}
