import { describe, expect, it } from "vitest";
import type { SyncState } from "../../src/dashboard/data/read-sync.js";
import { type HttpServer, serveHttp } from "../support/http.js";
import { settingsFor, simulator } from "../support/settings.js";

const PATIENT = { timeout: 20_000 };

const ask = ({ get }: HttpServer) =>
  get("/dashboard/sync", { method: "POST", headers: { accept: "application/json" }, redirect: "manual" });

async function stateOf({ get }: HttpServer): Promise<SyncState> {
  return (await get("/dashboard/state")).body as SyncState;
}

describe("a sync asked for on the dashboard", () => {
  it("runs when the answer has long been given, and says how far it is", async () => {
    const api = await simulator();
    const opened = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    api.onRequest(({ path }) => {
      if (!path.endsWith("/exploratory_tests")) return;
      reached.resolve();
      return opened.promise;
    });
    const server = await serveHttp(await settingsFor(api));
    const before = await stateOf(server);
    expect(before).toMatchObject({ revision: "none", view: { tone: "idle", progress: null } });
    expect(await ask(server)).toMatchObject({ status: 202, body: { started: true } });
    expect((await stateOf(server)).view).toMatchObject({ tone: "busy", headline: "Syncing" });
    await reached.promise;
    const { view } = await stateOf(server);
    expect(view.detail).toMatch(/tests/);
    expect(view.progress?.fraction).toBeGreaterThan(0.5);
    // Asked for twice, it runs once.
    await ask(server);
    opened.resolve();
    await expect.poll(async () => (await stateOf(server)).view.tone, PATIENT).toBe("good");
    expect(await stateOf(server)).toMatchObject({ revision: "1-success", view: { progress: null } });
    expect(api.counters.byEndpoint["/products"]).toBe(1);
  });

  it("leads a browser without a script back to the page", async () => {
    const server = await serveHttp(await settingsFor(await simulator()));
    const { status, headers } = await server.get("/dashboard/sync", { method: "POST", redirect: "manual" });
    expect([status, headers.get("location")]).toEqual([303, "/#sync"]);
    await expect.poll(async () => (await stateOf(server)).view.tone, PATIENT).toBe("good");
  });

  it("says why it did nothing, until another did", async () => {
    const api = await simulator();
    const forget = api.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
    const server = await serveHttp(await settingsFor(api));
    await ask(server);
    await expect.poll(async () => (await stateOf(server)).view.headline, PATIENT).toBe("The sync asked for failed");
    expect((await stateOf(server)).view.detail).toContain("The sync failed.");
    forget();
    expect((await server.get("/api/sync", { method: "POST" })).status).toBe(200);
    expect((await stateOf(server)).view).toMatchObject({ tone: "good", headline: "Up to date" });
  });

  it("ends with the server", async () => {
    const api = await simulator();
    api.faults.add({ match: () => true, fault: { kind: "hang" } });
    const server = await serveHttp(await settingsFor(api));
    await ask(server);
    await expect.poll(() => api.counters.requests, PATIENT).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
  });
});

describe("the live state", () => {
  it("shows how far the server's own sync is", async () => {
    const api = await simulator();
    const opened = Promise.withResolvers<void>();
    api.onRequest(({ path }) => (path.endsWith("/exploratory_tests") ? opened.promise : undefined));
    const server = await serveHttp(await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" }));
    await expect.poll(async () => (await stateOf(server)).view.progress?.fraction ?? 0, PATIENT).toBeGreaterThan(0.5);
    expect((await stateOf(server)).view.facts.next).toBe("after the one that runs");
    opened.resolve();
    await expect.poll(async () => (await stateOf(server)).view.tone, PATIENT).toBe("good");
    expect((await stateOf(server)).view.facts.next).toMatch(/^in 1[45] minutes/);
  });
});
