import { describe, expect, it } from "vitest";
import { rawGet, serveHttp } from "../support/http.js";
import { settingsFor } from "../support/settings.js";

const TOKEN = "correct-horse-battery-staple";

describe("who may ask over HTTP", () => {
  it("answers under its own names only", async () => {
    const { url } = await serveHttp(await settingsFor(null, { TESTIO_HTTP_ALLOWED_HOSTS: "testio.example.com" }));
    const port = new URL(url).port;
    const statusFor = (host: string) => rawGet(`${url}/health`, { host });
    expect(await statusFor(`127.0.0.1:${port}`)).toBe(200);
    expect(await statusFor(`localhost:${port}`)).toBe(200);
    expect(await statusFor(`[::1]:${port}`)).toBe(200);
    expect(await statusFor("testio.example.com")).toBe(200);
    expect(await statusFor(`evil.example.com:${port}`)).toBe(403);
    expect(await statusFor(`localhost.evil.example.com:${port}`)).toBe(403);
    expect(await statusFor("127.0.0.1@evil.example.com")).toBeGreaterThanOrEqual(400);
  });

  it("answers its own pages and programs, no pages of other sites", async () => {
    const { url, get } = await serveHttp(await settingsFor(null));
    const port = new URL(url).port;
    const statusFor = async (origin: string) => (await get("/api/products", { headers: { origin } })).status;
    expect((await get("/api/products")).status).toBe(200);
    expect(await statusFor(url)).toBe(200);
    expect(await statusFor("https://evil.example.com")).toBe(403);
    expect(await statusFor(`http://127.0.0.1:${Number(port) + 1}`)).toBe(403);
    expect(await statusFor(`http://127.0.0.1:${port}.evil.example.com`)).toBe(403);
    expect(await statusFor("null")).toBe(403);
    expect((await get("/mcp", { method: "POST", headers: { origin: "https://evil.example.com" } })).status).toBe(403);
  });

  it("asks for the token everywhere but at /health", async () => {
    const { url, get, connect } = await serveHttp(await settingsFor(null, { TESTIO_HTTP_TOKEN: TOKEN }));
    const statusFor = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(`${url}${path}`, { headers })).status;
    expect(await statusFor("/health")).toBe(200);
    for (const path of ["/", "/api/products", "/mcp", "/docs", "/docs/swagger-ui.css", "/openapi.json", "/nowhere"]) {
      expect([path, await statusFor(path)]).toEqual([path, 401]);
    }
    expect(await statusFor("/api/products", { authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await statusFor("/api/products", { authorization: `bearer ${TOKEN}` })).toBe(200);
    for (const wrong of [
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      "Bearer",
      "Bearer ",
      TOKEN,
      `Token ${TOKEN}`,
    ]) {
      expect([wrong, await statusFor("/api/products", { authorization: wrong })]).toEqual([wrong, 401]);
    }
    expect((await get("/api/products")).status).toBe(200);
    expect((await (await connect()).listTools()).tools.length).toBeGreaterThan(5);
  });

  it("never says what the token is", async () => {
    const { url, log } = await serveHttp(await settingsFor(null, { TESTIO_HTTP_TOKEN: TOKEN }));
    const refused = await fetch(`${url}/api/products`, { headers: { authorization: "Bearer wrong" } });
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="testio-mcp"');
    expect(await refused.json()).toEqual({
      error: "token_required",
      message: "That token is not this server's.",
      next: "Send the value of TESTIO_HTTP_TOKEN as: Authorization: Bearer <token>.",
    });
    await fetch(`${url}/api/products?token=${TOKEN}`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(log()).not.toContain(TOKEN);
  });
});

describe("limits of HTTP", () => {
  it("refuses a body of more than a megabyte, declared or not", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ since: "x".repeat(1024 * 1024) });
    const refusal = expect.objectContaining({ error: "too_large" });
    expect(await get("/api/sync", { method: "POST", headers, body })).toMatchObject({ status: 413, body: refusal });
    const stream = new Blob([body]).stream();
    const undeclared: RequestInit & { duplex: "half" } = { method: "POST", headers, body: stream, duplex: "half" };
    expect((await get("/api/sync", undeclared)).status).toBe(413);
    expect((await get("/mcp", { method: "POST", headers, body })).status).toBe(413);
  });

  it("refuses headers of more than 16 kilobytes", async () => {
    const { url } = await serveHttp(await settingsFor(null));
    expect(await rawGet(`${url}/health`, { "x-long": "x".repeat(17 * 1024) })).toBe(431);
  });
});
