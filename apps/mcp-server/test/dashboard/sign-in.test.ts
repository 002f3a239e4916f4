import { describe, expect, it } from "vitest";
import { type HttpServer, rawGet, serveHttp } from "../support/http.js";
import { settingsFor, simulator } from "../support/settings.js";

const TOKEN = "correct-horse-battery-staple";
const withToken = async (extra: Record<string, string> = {}) =>
  serveHttp(await settingsFor(null, { TESTIO_HTTP_TOKEN: TOKEN, ...extra }));

function signIn({ url }: HttpServer, token: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ token });
  return fetch(`${url}/sign-in`, { method: "POST", redirect: "manual", body, headers: { origin: url, ...headers } });
}

/** What a browser would send back. */
async function cookieFrom(server: HttpServer): Promise<string> {
  const [cookie = ""] = (await signIn(server, TOKEN)).headers.getSetCookie();
  return cookie.split(";")[0] ?? "";
}

describe("signing in", () => {
  it("shows a browser the page that asks for the token, and nothing else", async () => {
    const { url } = await withToken();
    const response = await fetch(url, { headers: { accept: "text/html" } });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toContain('action="/sign-in"');
    expect((await fetch(`${url}/dashboard/style.css`)).status).toBe(200);
    expect((await fetch(`${url}/dashboard/state`)).status).toBe(401);
    expect((await fetch(`${url}/dashboard/sync`, { method: "POST" })).status).toBe(401);
    expect((await fetch(url)).headers.get("content-type")).toContain("json");
  });

  it("gives a cookie for the token, which is as good until it is given back", async () => {
    const server = await withToken();
    const { url } = server;
    const response = await signIn(server, TOKEN);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    const [cookie = ""] = response.headers.getSetCookie();
    const port = new URL(url).port;
    expect(cookie).toMatch(
      new RegExp(`^testio-mcp-${port}=[\\w-]{43}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    const page = await fetch(url, { headers });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Sign out");
    expect((await fetch(`${url}/api/products`, { headers })).status).toBe(200);
    const signedOut = await fetch(`${url}/sign-out`, { method: "POST", redirect: "manual", headers });
    expect(signedOut.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    expect((await fetch(`${url}/api/products`, { headers })).status).toBe(401);
  });

  it("marks the cookie for https alone when that is how it was asked for", async () => {
    const [cookie] = (await signIn(await withToken(), TOKEN, { "x-forwarded-proto": "https" })).headers.getSetCookie();
    expect(cookie).toContain("; Secure");
  });

  it("refuses every other token, and pages of other sites", async () => {
    const server = await withToken();
    for (const wrong of ["", " ", `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase()]) {
      const response = await signIn(server, wrong);
      expect(response.status).toBe(401);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await response.text()).toContain('role="alert"');
    }
    expect((await signIn(server, TOKEN, { origin: "https://evil.example.com" })).status).toBe(403);
    expect((await signIn(server, TOKEN, { origin: "null" })).status).toBe(403);
    expect((await signIn(server, "x".repeat(5000))).status).toBe(413);
    expect((await signIn(server, ` ${TOKEN} `)).status).toBe(303);
    expect(server.log()).not.toContain(TOKEN);
  });

  it("takes the cookie from its own pages alone", async () => {
    const api = await simulator();
    const server = await serveHttp(await settingsFor(api, { TESTIO_HTTP_TOKEN: TOKEN }));
    const { url } = server;
    const cookie = await cookieFrom(server);
    const statusOf = (headers: Record<string, string>) => rawGet(`${url}/api/products`, { cookie, ...headers });
    expect(await statusOf({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await statusOf({ "sec-fetch-site": "none" })).toBe(200);
    expect(await statusOf({ "sec-fetch-site": "same-site" })).toBe(401);
    expect(await statusOf({ "sec-fetch-site": "cross-site" })).toBe(401);
    expect(await statusOf({ "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate" })).toBe(200);
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/dashboard/sync`, { method: "POST", redirect: "manual", headers: { cookie, ...headers } });
    expect((await post({})).status).toBe(401);
    expect((await post({ origin: `http://127.0.0.1:${Number(new URL(url).port) + 1}` })).status).toBe(403);
    expect((await post({ origin: url })).status).toBe(303);
  });

  it("listens to no guesser, whichever way the guesses come", async () => {
    const server = await withToken();
    const { url } = server;
    const cookie = await cookieFrom(server);
    const bearer = (token: string) => fetch(`${url}/api/products`, { headers: { authorization: `Bearer ${token}` } });
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await signIn(server, `guess-${guess}`)).status).toBe(401);
      expect((await bearer(`guess-${guess}`)).status).toBe(401);
    }
    const response = await signIn(server, TOKEN);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(await (await bearer(TOKEN)).json()).toMatchObject({ error: "too_many_failures" });
    // Who has signed in before is not shut out by it.
    expect((await fetch(`${url}/api/products`, { headers: { cookie } })).status).toBe(200);
  });

  it("is not there without a token", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    expect((await get("/sign-in", { method: "POST" })).status).toBe(404);
    expect(String((await get("/")).body)).not.toContain("Sign out");
  });
});
