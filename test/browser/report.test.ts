import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./support/axe.js";
import { type Chromium, startChromium } from "./support/chromium.js";
import { LOOKS, windowFor } from "./support/looks.js";
import { type Served, serve } from "./support/served.js";
import { overflowOf, watchPage } from "./support/watch-page.js";
import { type BrowserWorld, openWorld, succeed } from "./support/world.js";

const HOSTILE = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>"'&amp;</style>`;

let browser: Chromium;
let world: BrowserWorld;
let server: Served;
/** The page as the command line writes it, and as REST answers it. */
let file: string;
let rest: string;

beforeAll(async () => {
  world = await openWorld(({ world: testio, truth }) => {
    const [product = 0] = truth.productIds();
    testio.updateProduct(product, { name: `Hostile ${HOSTILE}` });
    for (const test of truth.testIds(product)) {
      testio.updateTest(test, { title: `Unfriendly ${HOSTILE}` });
      for (const bug of truth.bugIds(test)) testio.updateBug(bug, { title: `Nasty ${HOSTILE}` });
    }
    for (const feature of truth.featureIds(product)) testio.updateFeature(feature, { title: `Odd ${HOSTILE}` });
  });
  const { sandbox, env } = world;
  const products = sandbox.simulator.truth.productIds().slice(0, 3).join(",");
  const path = join(sandbox.home, "report.html");
  await succeed(sandbox, ["report", "--products", products, "--period", "last quarter", "--output", path], env);
  [browser, server] = await Promise.all([startChromium(), serve(sandbox, env)]);
  file = pathToFileURL(path).href;
  const query = new URLSearchParams({ product_ids: products, start_date: "last quarter", format: "html" });
  rest = `${server.url}/api/quality-report?${query}`;
});

afterAll(async () => {
  await browser?.close();
  await world?.sandbox.dispose();
});

const SOURCES = [
  { source: "a file", address: () => file, home: () => "file:" },
  { source: "REST", address: () => rest, home: () => server.url },
];

describe.each(SOURCES)("the report from $source", ({ address, home }) => {
  it.each(LOOKS)("is itself at $width px, $scheme", async (look) => {
    const { page, context } = await browser.open({ ...windowFor(look), bypassCSP: true });
    const wrong = watchPage(page, home());
    await page.goto(address());
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await overflowOf(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("shows what customers wrote as text, and asks nobody for anything", async () => {
    const { page, context } = await browser.open();
    const wrong = watchPage(page, home());
    let requests = 0;
    page.on("request", () => {
      requests += 1;
    });
    await page.goto(address(), { waitUntil: "networkidle" });
    const text = await page.locator("body").textContent();
    for (const title of ["Hostile", "Unfriendly"]) expect(text).toContain(`${title} ${HOSTILE}`);
    expect(await page.locator("img[src=x], body script").count()).toBe(0);
    expect(await page.evaluate("window.hit")).toBeUndefined();
    expect(requests).toBe(1);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("is the same without a script", async () => {
    const withScript = await browser.open();
    await withScript.page.goto(address());
    const { page, context } = await browser.open({ javaScriptEnabled: false });
    await page.goto(address());
    expect(await page.locator("body").textContent()).toBe(await withScript.page.locator("body").textContent());
    await Promise.all([context.close(), withScript.context.close()]);
  });
});

describe("the dashboard's links to reports", () => {
  it("lead to the report of that product", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    await page.getByRole("link", { name: "Last quarter of Nordbank" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.locator("body").textContent()).toContain("Nordbank");
    await context.close();
  });
});
