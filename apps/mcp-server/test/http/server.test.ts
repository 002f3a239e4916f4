import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { serveHttp } from "../support/http.js";
import { settingsFor, simulator, temporaryDirectory } from "../support/settings.js";

describe("the HTTP server", () => {
  it("says that it is healthy, and that it is not", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    expect(await get("/health")).toMatchObject({
      status: 200,
      body: { status: "healthy", database: { connected: true, total_tests: 0, total_products: 0 }, error: null },
    });
    const directory = await temporaryDirectory();
    const broken = await serveHttp(await settingsFor(null, { TESTIO_DB_PATH: directory }));
    const { status, body } = await broken.get("/health");
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: "unhealthy", database: { connected: false } });
    expect(JSON.stringify(body)).not.toContain(directory);
  });

  it("serves what the mode says", async () => {
    const mcp = await serveHttp(await settingsFor(null, { TESTIO_HTTP_API_MODE: "mcp" }));
    expect((await mcp.get("/api/products")).status).toBe(404);
    expect((await mcp.get("/docs")).status).toBe(404);
    expect((await (await mcp.connect()).listTools()).tools.length).toBeGreaterThan(5);
    const rest = await serveHttp(await settingsFor(null, { TESTIO_HTTP_API_MODE: "rest" }));
    expect((await rest.get("/api/products")).status).toBe(200);
    expect(await rest.get("/mcp", { method: "POST" })).toMatchObject({
      status: 404,
      body: { error: "no_such_path", message: "There is nothing at POST /mcp." },
    });
  });

  it("syncs once in the background for all", async () => {
    const api = await simulator();
    const { connect, get } = await serveHttp(await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" }));
    await Promise.all([connect(), connect(), connect()]);
    const health = async () => (await get("/health")).body;
    const synced = { mcp_sessions: 3, background_sync: "waiting", database: { total_tests: 10 } };
    await expect.poll(health, { timeout: 20_000 }).toMatchObject(synced);
    const { body } = await get("/api/sync/history");
    expect(body).toMatchObject({ runs: [expect.objectContaining({ status: "success", trigger: "startup" })] });
    expect(api.counters.byEndpoint["/products"]).toBe(1);
  });

  it("names the port that is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise((resolve) => other.close(() => resolve())));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const settings = await settingsFor(null);
    const { listen } = await import("../../src/http/listen.js");
    const { Hono } = await import("hono");
    await expect(listen(new Hono(), settings.httpHost, port)).rejects.toThrow(
      `HTTP cannot be served on 127.0.0.1, port ${port}: another program uses it; stop that one, or choose another port with --port.`,
    );
  });

  it("ends in time while TestIO keeps a sync waiting, and answers what was under way", async () => {
    const api = await simulator();
    api.faults.add({ match: () => true, fault: { kind: "hang" } });
    const { get, stop, connect, url } = await serveHttp(await settingsFor(api));
    await connect();
    const syncing = get("/api/sync", { method: "POST" });
    await expect.poll(() => api.counters.requests, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await stop()).toBe(0);
    expect(await syncing).toMatchObject({ status: 503, body: { error: "cancelled" } });
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});
