import type { Settings } from "@testio/config";
import type { SyncEvent } from "@testio/store";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { runBackground } from "../../src/background/run-background.js";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

const AT_ONCE = Promise.resolve();

/** Tries until it holds, for as long as a busy machine may take. */
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 20_000);

/** A server in this process with its background sync. */
async function serve(settings: Settings, quiet: Promise<void> = AT_ONCE) {
  const session = await connect(settings);
  const background = runBackground(session.context, quiet);
  onTestFinished(() => background.stop());
  const { status } = session.context.background;
  const events = async () => (await session.context.store()).listSyncEvents(10);
  return {
    ...session,
    background,
    status,
    events,
    /** Waits until that many syncs have ended. */
    ended: (count: number) =>
      eventually(async () => {
        const runs: SyncEvent[] = (await events()).filter((event) => event.status !== "running");
        expect(runs.length).toBeGreaterThanOrEqual(count);
        return runs;
      }),
  };
}

describe("the background sync of a server", () => {
  it("fills an empty database at the start, and waits for the interval then", async () => {
    const api = await simulator();
    const { call, ended, status } = await serve(await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" }));
    const [run] = await ended(1);
    expect(run).toMatchObject({ trigger: "startup", status: "success", testsDiscovered: 10 });
    await eventually(() => expect(status().activity).toBe("waiting"));
    const { data } = await call("get_database_stats");
    expect(data).toMatchObject({
      total_tests: 10,
      background_sync: {
        activity: "waiting",
        reason: null,
        interval_seconds: 900,
        next_at: expect.any(String),
        circuit_breaker: null,
        last_outcome: { status: "success", reason: null },
      },
    });
  });

  it("syncs again after the interval", async () => {
    const api = await simulator();
    const { ended } = await serve(await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "1" }));
    const runs = await ended(2);
    expect(runs.map(({ trigger }) => trigger)).toEqual(["background", "startup"]);
  });

  it("leaves fresh data alone at the start, unless told otherwise", async () => {
    const api = await simulator();
    const settings = await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" });
    const { call } = await connect(settings);
    await call("sync_data");

    const idle = await serve(settings);
    await eventually(() => expect(idle.status().last).toMatchObject({ status: "skipped" }));
    expect(await idle.events()).toHaveLength(1);
    await idle.background.stop();

    const forced = await serve({ ...settings, forceInitialSync: true });
    const [run] = await forced.ended(2);
    expect(run).toMatchObject({ trigger: "startup", status: "success" });
  });

  it("fetches nothing with interval 0", async () => {
    const api = await simulator();
    const { call } = await serve(await settingsFor(api));
    await eventually(async () => {
      expect((await call("get_database_stats")).data.background_sync).toMatchObject({ activity: "off" });
    });
    const { data } = await call("get_database_stats");
    expect(data.background_sync).toMatchObject({ reason: "TESTIO_REFRESH_INTERVAL_SECONDS is 0.", next_at: null });
    expect(api.counters.requests).toBe(0);
  });

  it("keeps to the settings that a sync asked for keeps to", async () => {
    const api = await simulator();
    const [only = 0] = api.truth.productIds();
    const settings = await settingsFor(api, {
      TESTIO_REFRESH_INTERVAL_SECONDS: "900",
      TESTIO_PRODUCT_IDS: String(only),
      TESTIO_SYNC_BUGS: "true",
      TESTIO_SYNC_SINCE: "2026-06-01",
    });
    const { ended, context } = await serve(settings);
    const [run] = await ended(1);
    expect(run).toMatchObject({ status: "success", productsSynced: 1 });
    expect(run?.phases.map(({ phase }) => phase)).toEqual(["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"]);
    const state = await (await context.store()).getSyncState(only, "NEW_TESTS");
    expect(state?.completeSince).toEqual(new Date("2026-06-01T00:00:00Z"));
  });

  it("warns once without a token, and shows it", async () => {
    const { call, log } = await serve(await settingsFor(null, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" }));
    expect(log().match(/No TestIO API token is set/g)).toHaveLength(1);
    expect((await call("health_check")).data.background_sync).toMatchObject({
      activity: "not_started",
      reason: expect.stringContaining("TESTIO_CUSTOMER_API_TOKEN"),
    });
  });

  it("opens nothing before the client has got its first answers", async () => {
    const api = await simulator();
    const quiet = Promise.withResolvers<void>();
    const settings = await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" });
    const { context, background } = await serve(settings, quiet.promise);
    expect(await context.usedClient()).toBeNull();
    expect(context.background.status()).toMatchObject({ activity: "not_started" });
    context.stop();
    quiet.resolve();
    await background.stop();
    expect(await context.usedClient()).toBeNull();
    expect(api.counters.requests).toBe(0);
  });

  it("is waited for by sync_data, which says so while it does", async () => {
    const api = await simulator();
    const [reached, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    api.onRequest(async ({ path }) => {
      if (!path.endsWith("/exploratory_tests")) return;
      reached.resolve();
      await release.promise;
    });
    const { client, events } = await serve(await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" }));
    await reached.promise;
    const waiting = Promise.withResolvers<string>();
    const onprogress = ({ message = "" }) => waiting.resolve(message);
    const call = client.callTool({ name: "sync_data", arguments: {} }, undefined, { onprogress });
    expect(await waiting.promise).toContain(`Waiting for another sync (process ${process.pid} `);
    release.resolve();
    expect((await call).structuredContent).toMatchObject({ status: "success", tests_discovered: 0 });
    expect((await events()).map(({ trigger, status }) => [trigger, status])).toEqual([
      ["mcp", "success"],
      ["startup", "success"],
    ]);
  });

  it("shows why it is paused when the token is refused, and the server still answers", async () => {
    const api = await simulator();
    const settings = await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "1" });
    const { call, status } = await serve({ ...settings, apiToken: "not-the-token-of-anybody" });
    await eventually(() => expect(status().activity).toBe("paused"));
    const { data } = await call("health_check");
    expect(data).toMatchObject({
      status: "degraded",
      api: { token_accepted: false },
      background_sync: {
        activity: "paused",
        reason: expect.stringContaining("refused the token"),
        circuit_breaker: { until: expect.any(String), reason: expect.stringContaining("refused the token") },
        last_outcome: { status: "failure" },
      },
    });
    expect((await call("list_products")).isError).toBe(false);
  });

  it("logs what each sync did, and no secrets", async () => {
    const api = await simulator();
    const { ended, log } = await serve(await settingsFor(api, { TESTIO_REFRESH_INTERVAL_SECONDS: "900" }));
    await ended(1);
    await eventually(() => expect(log()).toContain("Background sync"));
    expect([...api.truth.secrets(), api.token].filter((secret) => log().includes(secret))).toEqual([]);
  });
});
