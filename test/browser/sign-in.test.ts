import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./support/axe.js";
import { type Chromium, startChromium } from "./support/chromium.js";
import { LOOKS, windowFor } from "./support/looks.js";
import { type Served, serve } from "./support/served.js";
import { overflowOf, watchPage } from "./support/watch-page.js";
import { type BrowserWorld, openWorld } from "./support/world.js";

const TOKEN = "correct-horse-battery-staple";
const EXPECTED = "console error: Failed to load resource: the server responded with a status of 401 (Unauthorized)";

let browser: Chromium;
let world: BrowserWorld;
let server: Served;

beforeAll(async () => {
  const { sandbox, env } = await openWorld();
  world = { sandbox, env: { ...env, TESTIO_HTTP_TOKEN: TOKEN } };
  [browser, server] = await Promise.all([startChromium(), serve(world.sandbox, world.env)]);
});

afterAll(async () => {
  await browser?.close();
  await world?.sandbox.dispose();
});

describe("signing in", () => {
  it.each(LOOKS)("asks for the token at $width px, $scheme", async (look) => {
    const { page, context } = await browser.open({ ...windowFor(look), bypassCSP: true });
    const wrong = watchPage(page, server.url);
    const response = await page.goto(server.url);
    expect(response?.status()).toBe(401);
    expect(await page.locator("body").textContent()).not.toMatch(/\d/);
    expect(await overflowOf(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(wrong.filter((entry) => entry !== EXPECTED)).toEqual([]);
    await context.close();
  });

  it("lets in who knows the token, until they leave", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    expect(await page.evaluate("document.activeElement?.id")).toBe("token");
    await page.keyboard.type("not-the-token");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("That token is not this server's.").waitFor();
    expect(await context.cookies()).toEqual([]);
    await page.getByLabel("Token").fill(TOKEN);
    await page.getByRole("button", { name: "Sign in" }).click();
    const wrong = watchPage(page, server.url);
    await page.getByText("Live.").waitFor();
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
    const hours = ((cookie?.expires ?? 0) - Date.now() / 1000) / 3600;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThan(12.1);
    expect(await page.evaluate("document.cookie")).toBe("");
    // What the page leads to needs no other token, and its own requests neither.
    expect((await page.goto(`${server.url}/api/products`))?.status()).toBe(200);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Sync now" }).click();
    await page.locator("#history li", { hasText: "this page" }).waitFor();
    expect(wrong).toEqual([]);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Token").waitFor();
    expect(await context.cookies()).toEqual([]);
    // Nothing of what was seen comes back with the browser's own button.
    await page.goBack();
    await page.getByLabel("Token").waitFor();
    await context.close();
  });

  it("says so when the session is over", async () => {
    const own = await serve(world.sandbox, world.env);
    const { page, context } = await browser.open();
    await page.goto(own.url);
    await page.getByLabel("Token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByText("Live.").waitFor();
    await own.stop();
    await serve(world.sandbox, world.env, Number(new URL(own.url).port));
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByText("You are signed out. What is shown is as of").waitFor();
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("Token").waitFor();
    await context.close();
  });

  it("forgets an expired cookie", async () => {
    const { page, context } = await browser.open();
    await page.goto(server.url);
    await page.getByLabel("Token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByText("Live.").waitFor();
    const [cookie] = await context.cookies();
    await context.addCookies([{ ...(cookie ?? { name: "", value: "" }), expires: Date.now() / 1000 - 1 }]);
    expect((await page.reload())?.status()).toBe(401);
    await context.close();
  });
});
