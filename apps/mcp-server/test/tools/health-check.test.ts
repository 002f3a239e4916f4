import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { VERSION } from "../../src/index.js";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator, unreachableUrl } from "../support/settings.js";

describe("health_check", () => {
  it("is healthy when TestIO and the database answer", async () => {
    const { call, context } = await connect(await settingsFor(await simulator()));
    await call("sync_data");
    const { data } = await call("health_check");
    expect(data).toMatchObject({
      status: "healthy",
      version: VERSION,
      api: { reachable: true, token_accepted: true, latency_ms: expect.any(Number) },
      database: { ok: true, path: context.settings.dbPath },
      last_sync: { completed_at: expect.any(String), latest_run: { status: "success", trigger: "mcp", error: null } },
      api_metrics: { api_errors: 0, api_latency_p95: expect.any(Number) },
      tool_metrics: { tool_calls: { sync_data: 1 }, tool_errors: { sync_data: 0 } },
    });
  });

  it("says that no token is set, and still reads the database", async () => {
    const { call } = await connect(await settingsFor(null));
    const { data, isError } = await call("health_check");
    expect(isError).toBe(false);
    expect(data).toMatchObject({
      status: "degraded",
      api: { reachable: false, token_accepted: null, message: expect.stringContaining("TESTIO_CUSTOMER_API_TOKEN") },
      database: { ok: true },
      last_sync: { completed_at: null, latest_run: null },
      api_metrics: null,
    });
  });

  it("tells a refused token from an unreachable API", async () => {
    const api = await simulator();
    const settings = await settingsFor(api);
    api.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
    const refused = await connect(settings);
    expect((await refused.call("health_check")).data.api).toMatchObject({
      reachable: true,
      token_accepted: false,
      message: expect.stringContaining("refused the token"),
    });
    const unreachable = await connect({ ...settings, apiBaseUrl: await unreachableUrl() });
    expect((await unreachable.call("health_check")).data.api).toMatchObject({
      reachable: false,
      token_accepted: null,
      latency_ms: null,
      message: expect.stringContaining("could not be reached"),
    });
  });

  it("asks once, whatever goes wrong", async () => {
    const api = await simulator();
    api.faults.add({ match: () => true, fault: { kind: "status", status: 503 } });
    const { call } = await connect(await settingsFor(api));
    expect((await call("health_check")).data.api).toMatchObject({ reachable: true, token_accepted: null });
    expect(api.counters.requests).toBe(1);
  });

  it("says what is wrong with the database, as every other tool does", async () => {
    const settings = await settingsFor(null);
    await writeFile(settings.dbPath, "this is no database, however long one looks at it. ".repeat(100));
    const { call } = await connect(settings);
    const { data } = await call("health_check");
    expect(data).toMatchObject({
      status: "degraded",
      database: { ok: false, message: expect.any(String) },
      last_sync: null,
    });
    const { isError, text } = await call("list_products");
    expect(isError).toBe(true);
    expect(text).toContain(settings.dbPath);
    expect(text).toContain("health_check");
  });
});
