import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { type Chromium, startChromium } from "./support/chromium.js";
import { type Served, serve } from "./support/served.js";
import { watchPage } from "./support/watch-page.js";
import { type BrowserWorld, openWorld } from "./support/world.js";

let browser: Chromium;
let world: BrowserWorld;
let server: Served;

beforeAll(async () => {
  world = await openWorld();
  [browser, server] = await Promise.all([startChromium(), serve(world.sandbox, world.env)]);
});

afterAll(async () => {
  await browser?.close();
  await world?.sandbox.dispose();
});

/** As when the machine is connected again: the page then looks at once. */
function lookNow(page: Page): Promise<unknown> {
  return page.evaluate("window.dispatchEvent(new Event('online'))");
}

const tests = (page: Page) => page.locator(".tiles dd").nth(1).textContent();

describe("the live dashboard", () => {
  it("shows a sync while it runs, and the data after it", async () => {
    const { page, context } = await browser.open();
    const wrong = watchPage(page, server.url);
    await page.goto(server.url);
    await page.getByText("Live.").waitFor();
    expect(await tests(page)).toContain("125");
    const { simulator } = world.sandbox;
    simulator.world.addTest(simulator.truth.productIds()[0] ?? 0, { title: "Just begun" });
    const gate = holdRequests(simulator, isTestPage);
    await page.getByText("Data as a table").first().click();
    await page.getByRole("button", { name: "Sync now" }).click();
    await gate.reached;
    await page.locator("#sync[data-tone=busy]").waitFor();
    await page.getByRole("progressbar", { name: "Progress of the sync" }).waitFor();
    await page.locator("#announcement", { hasText: "Syncing" }).waitFor({ state: "attached" });
    expect(await page.getByRole("button", { name: "Sync now" }).getAttribute("aria-disabled")).toBe("true");
    gate.open();
    await page.locator("#sync[data-tone=good]").waitFor();
    await page.locator("#announcement", { hasText: "Up to date" }).waitFor({ state: "attached" });
    await expect.poll(() => tests(page)).toContain("126");
    expect(await page.locator("#history li").count()).toBe(2);
    // What was open stays open, and the focus where it was.
    expect(await page.locator("details[open]").count()).toBe(1);
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Sync now");
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("shows a sync that another process runs", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    await page.getByText("Live.").waitFor();
    const gate = holdRequests(world.sandbox.simulator, isTestPage);
    const { finished } = world.sandbox.start(["sync"], world.env);
    await gate.reached;
    await lookNow(page);
    await page.locator(".detail", { hasText: "Another process is at it" }).waitFor();
    gate.open();
    await finished;
    await lookNow(page);
    await page.locator("#sync[data-tone=good]").waitFor();
    await context.close();
  });

  it("goes on with a sync whose page was closed", async () => {
    const { page, context } = await browser.open({ javaScriptEnabled: false });
    await page.goto(server.url);
    const gate = holdRequests(world.sandbox.simulator, isTestPage);
    await page.getByRole("button", { name: "Sync now" }).click();
    await gate.reached;
    await context.close();
    gate.open();
    const again = await browser.open();
    await again.page.goto(server.url);
    await again.page.locator("#sync[data-tone=good]").waitFor();
    await again.page.locator("#history li[data-status=success]", { hasText: "this page" }).first().waitFor();
    await again.context.close();
  });

  it("says that the server does not answer, and when it does again", async () => {
    const { page, context } = await browser.open();
    const own = await serve(world.sandbox, world.env);
    await page.goto(own.url);
    await page.getByText("Live.").waitFor();
    await own.stop();
    await lookNow(page);
    await page.getByText(/The server does not answer. What is shown is as of 30 Jun 2026, 12:0\d UTC/).waitFor();
    expect(await page.locator("#announcement").textContent()).toBe("The server does not answer.");
    await serve(world.sandbox, world.env, Number(new URL(own.url).port));
    await lookNow(page);
    await page.getByText("Live.").waitFor();
    expect(await page.locator("#announcement").textContent()).toBe("The server answers again.");
    await context.close();
  });

  it("asks nothing while nobody looks", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    await page.getByText("Live.").waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await lookNow(page);
    expect(asked).toEqual([]);
    await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })");
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await expect.poll(() => asked).toEqual([`${server.url}/dashboard/state`]);
    await context.close();
  });
});
