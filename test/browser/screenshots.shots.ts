import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GOLDEN } from "../support/golden.js";
import { openSandbox, type Sandbox } from "../support/sandbox.js";
import { type Chromium, startChromium } from "./support/chromium.js";
import { frozenAt } from "./support/frozen.js";
import { WIDTHS } from "./support/looks.js";
import { type Served, serve } from "./support/served.js";
import { succeed, TODAY } from "./support/world.js";

/** For the documentation: `npm run test:browser -- --screenshots`. */
const directory = process.env.SCREENSHOTS ?? "";
const LARGEST_BYTES = 300_000;
/** A page that goes on for longer is shown as far as this. */
const LONGEST = 2200;

let browser: Chromium;
let sandbox: Sandbox;
let server: Served;
let report: string;

const minutesBefore = (minutes: number) => new Date(TODAY.getTime() - minutes * 60_000);

beforeAll(async () => {
  sandbox = await openSandbox({ ...GOLDEN, now: TODAY });
  const { world, truth } = sandbox.simulator;
  const [product = 0] = truth.productIds();
  const bugs = { TESTIO_SYNC_BUGS: "true" };
  await succeed(sandbox, ["sync"], { ...bugs, ...frozenAt(minutesBefore(180)) });
  world.addTest(product, { title: "Guest checkout, second round" });
  await succeed(sandbox, ["sync"], { ...bugs, ...frozenAt(minutesBefore(12)) });
  const path = join(sandbox.home, "report.html");
  const request = ["report", "--products", String(product), "--period", "last quarter", "--output", path];
  await succeed(sandbox, request, frozenAt(TODAY));
  report = pathToFileURL(path).href;
  [browser, server] = await Promise.all([startChromium(), serve(sandbox, frozenAt(TODAY))]);
  await mkdir(directory, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.dispose();
});

const PAGES = [
  { name: "dashboard", address: () => server.url, settled: "text=Live." },
  { name: "report", address: () => report, settled: "h1" },
];

describe.each(PAGES)("screenshots of the $name", ({ name, address, settled }) => {
  it.each(WIDTHS)("at %i px", async (width) => {
    const { page, context } = await browser.open({
      viewport: { width, height: 900 },
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    await page.goto(address());
    await page.locator(settled).first().waitFor();
    const height = await page.evaluate<number>("document.documentElement.scrollHeight");
    const path = join(directory, `${name}-${width}.png`);
    const clip = { x: 0, y: 0, width, height: Math.min(height, LONGEST) };
    await page.screenshot({ path, fullPage: true, clip, animations: "disabled", caret: "hide" });
    expect((await stat(path)).size).toBeLessThan(LARGEST_BYTES);
    await context.close();
  });
});
