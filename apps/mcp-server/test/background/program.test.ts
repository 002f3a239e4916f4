import type { Simulator } from "@testio/simulator";
import { describe, expect, it, vi } from "vitest";
import { connectTo } from "../support/program.js";
import { environment, simulator, temporaryDirectory } from "../support/settings.js";

/** Tries until it holds, for as long as a busy machine may take. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, 20_000);

/** Lets the first request for a list of tests through only when told to. */
function gate(api: Simulator) {
  const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  api.onRequest(async ({ path }) => {
    if (!path.endsWith("/exploratory_tests")) return;
    reached.resolve();
    await opened.promise;
  });
  return { reached: reached.promise, open: opened.resolve };
}

async function environmentOf(api: Simulator): Promise<Record<string, string>> {
  return { ...environment(await temporaryDirectory(), api), TESTIO_REFRESH_INTERVAL_SECONDS: "900" };
}

describe("the background sync of the built program", () => {
  it("fills an empty database without any call", async () => {
    const api = await simulator();
    const { call } = await connectTo(await environmentOf(api));
    await eventually(async () => expect((await call("get_database_stats")).data.total_tests).toBe(10));
    await eventually(async () => {
      const { data } = await call("get_database_stats");
      expect(data.background_sync).toMatchObject({ activity: "waiting", last_outcome: { status: "success" } });
    });
  });

  it("skips while another server on the same database is at it, and says who", async () => {
    const api = await simulator();
    const env = await environmentOf(api);
    const { reached, open } = gate(api);
    const first = await connectTo(env);
    await reached;
    const second = await connectTo(env);
    const holder = expect.stringContaining(`process ${first.pid} `);
    await eventually(async () => {
      expect((await second.call("get_database_stats")).data).toMatchObject({
        running_sync: { holder },
        background_sync: { activity: "waiting", last_outcome: { status: "skipped", reason: holder } },
      });
    });
    open();
    await eventually(async () => {
      const { runs } = (await second.call("get_sync_history")).data;
      expect(runs).toEqual([expect.objectContaining({ trigger: "startup", status: "success" })]);
    });
  });

  it("leaves a trace when it is killed, which the next server shows", async () => {
    const api = await simulator();
    const env = await environmentOf(api);
    const { reached, open } = gate(api);
    const first = await connectTo(env);
    await reached;
    process.kill(first.pid, "SIGKILL");
    open();
    const next = await connectTo({ ...env, TESTIO_REFRESH_INTERVAL_SECONDS: "0" });
    const { data } = await next.call("get_sync_history");
    expect(data.runs).toEqual([expect.objectContaining({ trigger: "startup", status: "interrupted" })]);
    expect((await next.call("health_check")).data).toMatchObject({
      running_sync: null,
      last_sync: { completed_at: null, latest_run: { status: "interrupted" } },
    });
    expect((await next.call("sync_data")).data.status).toBe("success");
  });

  it("ends with the server within a moment, and records that", async () => {
    const api = await simulator();
    const env = await environmentOf(api);
    const { reached } = gate(api);
    const first = await connectTo(env);
    await reached;
    await first.close();
    const next = await connectTo({ ...env, TESTIO_REFRESH_INTERVAL_SECONDS: "0" });
    const { data } = await next.call("get_sync_history");
    expect(data.runs).toEqual([expect.objectContaining({ trigger: "startup", status: "cancelled" })]);
  });
});
