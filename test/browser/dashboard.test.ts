import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./support/axe.js";
import { type Chromium, startChromium } from "./support/chromium.js";
import { LOOKS, windowFor } from "./support/looks.js";
import { type Served, serve } from "./support/served.js";
import { overflowOf, watchPage } from "./support/watch-page.js";
import { type BrowserWorld, openWorld } from "./support/world.js";

const HOSTILE = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>"'&amp;{{7*7}}`;

let browser: Chromium;
let world: BrowserWorld;
let server: Served;

beforeAll(async () => {
  world = await openWorld(({ world: testio, truth }) => {
    const [product = 0] = truth.productIds();
    const [test = 0] = truth.testIds(product);
    testio.updateProduct(product, { name: `Hostile ${HOSTILE}` });
    testio.updateTest(test, { title: `Unfriendly ${HOSTILE}` });
    testio.poisonTest(truth.testIds(product)[3] ?? 0, { alone: true });
  });
  [browser, server] = await Promise.all([startChromium(), serve(world.sandbox, world.env)]);
});

afterAll(async () => {
  await browser?.close();
  await world?.sandbox.dispose();
});

describe("the dashboard", () => {
  it.each(LOOKS)("is itself at $width px, $scheme", async (look) => {
    const { page, context } = await browser.open({ ...windowFor(look), bypassCSP: true });
    const wrong = watchPage(page, server.url);
    await page.goto(`${server.url}/?q=checkout`);
    await page.getByText("Live.").waitFor();
    await page.getByText("Data as a table").first().click();
    expect(await overflowOf(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("keeps to its policy: nothing inline, nothing from elsewhere", async () => {
    const { page, context } = await browser.open();
    const wrong = watchPage(page, server.url);
    const response = await page.goto(`${server.url}/?q=checkout`);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    await page.getByText("Live.").waitFor();
    expect(await page.locator("[style], style, script:not([src]), [onclick]").count()).toBe(0);
    expect(wrong).toEqual([]);
    // The watch sees what the policy forbids.
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'window.hit = 1' }))",
    );
    await expect.poll(() => wrong.length).toBe(1);
    expect(await page.evaluate("window.hit")).toBeUndefined();
    await context.close();
  });

  it("is looked at by an axe that cuts", async () => {
    const { page, context } = await browser.open({ bypassCSP: true });
    await page.goto(server.url);
    await page.evaluate("document.querySelector('#q').labels[0].remove()");
    await page.evaluate("document.querySelector('#q').removeAttribute('placeholder')");
    expect(await axeFindings(page)).toEqual([expect.stringContaining("#q")]);
    await context.close();
  });

  it("shows what customers wrote as text", async () => {
    const { page, context } = await browser.open();
    const wrong = watchPage(page, server.url);
    await page.goto(`${server.url}/?q=unfriendly`);
    await page.getByText("Live.").waitFor();
    expect(await page.getByRole("rowheader", { name: "Hostile" }).textContent()).toContain(`Hostile ${HOSTILE}`);
    expect(await page.locator(".results strong").first().textContent()).toBe(`Unfriendly ${HOSTILE}`);
    expect(await page.locator(".problems").textContent()).toContain(`Hostile ${HOSTILE}`);
    await page.getByRole("searchbox").fill(`unfriendly ${HOSTILE}`);
    await page.getByRole("button", { name: "Search" }).click();
    await page.locator("[data-said]", { hasText: HOSTILE }).waitFor();
    expect(await page.locator("img[src=x]").count()).toBe(0);
    expect(await page.evaluate("window.hit")).toBeUndefined();
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("finds without leaving the page, and says how much", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    await page.getByText("Live.").waitFor();
    await page.evaluate("window.same = true");
    await page.getByRole("searchbox").fill("checkout");
    await page.keyboard.press("Enter");
    await page.locator("#results .results li").first().waitFor();
    const said = await page.locator("#results [data-said]").textContent();
    expect(said).toMatch(/^\d+ results for “checkout”/);
    expect(await page.locator("#announcement").textContent()).toBe(said);
    expect(await page.evaluate("window.same")).toBe(true);
    expect(new URL(page.url()).searchParams.get("q")).toBe("checkout");
    await page.getByRole("searchbox").fill("zzzzzz");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing was found for “zzzzzz”.").first().waitFor();
    await context.close();
  });

  it("is read and used from the keyboard, in the order it is seen", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    await page.getByText("Live.").waitFor();
    const order: string[] = [];
    const focused =
      "(document.activeElement?.getAttribute('placeholder') ?? document.activeElement?.textContent ?? '').trim()";
    for (let stop = 0; stop < 7; stop += 1) {
      await page.keyboard.press("Tab");
      order.push(await page.evaluate<string>(focused));
    }
    expect(order.slice(0, 6)).toEqual([
      "Skip to the content",
      "REST API",
      "Sync now",
      "Where they are",
      "Words to look for",
      "Search",
    ]);
    expect(order[6]).toMatch(/^Last quarter/);
    await page.goto(server.url);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement?.id")).toBe("main");
    await context.close();
  });

  it("says everything without a script", async () => {
    const { page, context } = await browser.open({ javaScriptEnabled: false });
    const wrong = watchPage(page, server.url);
    await page.goto(server.url);
    const text = await page.locator("main").textContent();
    for (const said of ["As of 30 Jun 2026", "Last complete sync", "Products", "Bugs by severity", "Latest syncs"]) {
      expect(text).toContain(said);
    }
    await page.getByRole("searchbox").fill("checkout");
    await page.getByRole("button", { name: "Search" }).click();
    expect(await page.locator("#results .results li").count()).toBeGreaterThan(0);
    await page.getByText("Data as a table").first().click();
    await page.getByRole("columnheader", { name: "critical" }).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
  });
});
