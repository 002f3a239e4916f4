import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

interface Run {
  status: string;
  trigger: string;
  phases: { phase: string; completed: boolean }[];
}

describe("get_sync_history", () => {
  it("answers what each sync did, newest first", async () => {
    const api = await simulator();
    const { call } = await connect(await settingsFor(api));
    await call("sync_data");
    api.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
    await call("sync_data", { force: true });

    const { data } = await call("get_sync_history");
    expect(data.runs).toEqual([
      expect.objectContaining({
        trigger: "mcp",
        mode: "force",
        status: "failure",
        error: expect.stringContaining("refused the token"),
      }),
      expect.objectContaining({
        mode: "default",
        status: "success",
        tests_discovered: 10,
        duration_seconds: expect.any(Number),
        error: null,
      }),
    ]);
    const [, first] = data.runs as Run[];
    expect(first?.phases.map(({ phase, completed }) => [phase, completed])).toEqual([
      ["PRODUCTS", true],
      ["FEATURES", true],
      ["NEW_TESTS", true],
    ]);
    expect(data).toMatchObject({ has_more: false, notes: [] });
  });

  it("answers as many as asked for", async () => {
    const { call } = await connect(await settingsFor(await simulator()));
    await call("sync_data");
    await call("sync_data");
    const { data } = await call("get_sync_history", { limit: "1" });
    expect(data.runs).toHaveLength(1);
    expect(data.has_more).toBe(true);
    expect((await call("get_sync_history", { limit: 0 })).text).toContain("limit: 0 is not allowed; the least is 1.");
    expect((await call("get_sync_history", { limit: 101 })).text).toContain("the most is 100.");
  });

  it("calls a run interrupted whose process is gone", async () => {
    const { call, context } = await connect(await settingsFor(null));
    const store = await context.store();
    const startedAt = new Date("2026-06-15T12:00:00Z");
    await store.write((tx) =>
      tx.startSyncEvent({ trigger: "background", mode: "default", pid: 1, host: "elsewhere", startedAt }),
    );
    const { data } = await call("get_sync_history");
    expect(data.runs).toEqual([expect.objectContaining({ status: "interrupted", duration_seconds: null })]);
  });

  it.each([true, false])("shows a run that is under way, with a database on disk: %s", async (onDisk) => {
    const api = await simulator();
    const settings = await settingsFor(api, { TESTIO_ENABLE_LOCAL_STORE: String(onDisk) });
    const { call } = await connect(settings);
    const [reached, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    api.onRequest(async ({ path }) => {
      if (!path.endsWith("/exploratory_tests")) return;
      reached.resolve();
      await release.promise;
    });
    const sync = call("sync_data");
    await reached.promise;
    const { data } = await call("get_sync_history");
    expect(data.runs).toEqual([expect.objectContaining({ status: "running", duration_seconds: expect.any(Number) })]);
    const holder = onDisk ? expect.stringContaining(`process ${process.pid} `) : "this server";
    expect((await call("get_database_stats")).data.running_sync).toEqual({ holder });
    release.resolve();
    expect((await sync).data.status).toBe("success");
    expect((await call("get_database_stats")).data.running_sync).toBeNull();
  });
});
