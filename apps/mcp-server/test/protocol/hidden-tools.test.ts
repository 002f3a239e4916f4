import { loadSettings, SettingsError } from "@testio/config";
import { describe, expect, it } from "vitest";
import { HIDDEN_TOOLS, TOOL_NAMES, TOOLS } from "../../src/tools/registry.js";
import { selectTools } from "../../src/tools/select-tools.js";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

const hiddenNames = HIDDEN_TOOLS.map(({ tool }) => tool.name);

function callable(enabledTools: string[] | null, disabledTools: string[] | null): string[] {
  return [...selectTools(TOOLS, HIDDEN_TOOLS, { enabledTools, disabledTools }).callable.keys()].sort();
}

describe("hidden tools", () => {
  it("can be called and are not listed", async () => {
    const api = await simulator();
    const { client, call } = await connect(await settingsFor(api));
    await call("sync_data");
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).filter((name) => hiddenNames.includes(name))).toEqual([]);
    const [testId = 0] = api.truth.testIds();
    const [asked, meant] = [
      await call("get_test_summary", { test_id: testId }),
      await call("get_test_status", { test_id: testId }),
    ];
    expect(asked.data).toEqual(meant.data);
    expect((await call("get_server_diagnostics")).data).toMatchObject({ status: "healthy", api: { reachable: true } });
  });

  it("name themselves in errors", async () => {
    const { call } = await connect(await settingsFor(null));
    expect((await call("get_test_summary", {})).text).toContain("get_test_summary was not run.");
  });

  it("go with the tool they stand for", () => {
    expect(callable(["get_test_status"], null)).toEqual(["get_test_status", "get_test_summary"]);
    expect(callable(["force_sync_product"], null)).toEqual(["force_sync_product"]);
    const withoutSync = callable(null, ["sync_data"]);
    expect(withoutSync).not.toContain("sync_data");
    expect(withoutSync).not.toContain("force_sync_product");
    expect(withoutSync).not.toContain("clear_cache");
    expect(withoutSync).toHaveLength(TOOL_NAMES.length + hiddenNames.length - 3);
    expect(callable(null, ["clear_cache"])).toHaveLength(TOOL_NAMES.length + hiddenNames.length - 1);
  });

  it("are known names in the settings", () => {
    const { unknown } = selectTools(TOOLS, HIDDEN_TOOLS, {
      enabledTools: null,
      disabledTools: ["clear_cache", "nothing"],
    });
    expect(unknown).toEqual(["nothing"]);
  });

  it("cannot be both enabled and disabled by list", () => {
    const env = { ENABLED_TOOLS: "list_products", DISABLED_TOOLS: "sync_data" };
    const load = () => loadSettings({ env, homeDir: "/nowhere", cwd: "/nowhere" });
    expect(load).toThrow(SettingsError);
    expect(load).toThrow(/ENABLED_TOOLS.*DISABLED_TOOLS/);
  });
});

describe("get_server_diagnostics", () => {
  it("adds the latest syncs on request, at most 20", async () => {
    const { call } = await connect(await settingsFor(await simulator()));
    await call("sync_data");
    await call("sync_data");
    expect((await call("get_server_diagnostics")).data.events).toBeUndefined();
    const one = await call("get_server_diagnostics", { include_sync_events: "true", sync_event_limit: 0 });
    expect(one.data.events).toEqual([expect.objectContaining({ status: "success" })]);
    const all = await call("get_server_diagnostics", { include_sync_events: true, sync_event_limit: 500 });
    expect(all.data.events).toHaveLength(2);
  });
});

describe("force_sync_product", () => {
  it("reads every test of one product again", async () => {
    const api = await simulator();
    const { call } = await connect(await settingsFor(api));
    const [productId = 0] = api.truth.productIds();
    const { data } = await call("force_sync_product", { product_id: String(productId) });
    expect(data).toMatchObject({ status: "success", mode: "force", products_synced: 1, tests_discovered: 5 });
  });
});

describe("clear_cache", () => {
  it("does nothing without confirmation", async () => {
    const api = await simulator();
    const { call } = await connect(await settingsFor(api));
    const { isError, text } = await call("clear_cache");
    expect(isError).toBe(true);
    expect(text).toContain("confirm: true");
    expect(api.counters.requests).toBe(0);
  });

  it("fetches again what can change, and deletes nothing", async () => {
    const api = await simulator();
    const { call, context } = await connect(await settingsFor(api));
    await call("sync_data");
    const store = await context.store();
    const before = await store.stats();
    const running = api.truth.testIds().at(-1) ?? 0;
    api.world.updateTest(running, { status: "running", title: "Changed long after it was read" });
    await call("force_sync_product", { product_id: api.truth.test(running)?.product_id });
    api.world.updateTest(running, { title: "Changed once more" });
    const { data } = await call("clear_cache", { confirm: true });
    expect(data).toMatchObject({ status: "success", message: expect.stringContaining("Nothing was deleted") });
    expect(data.features_refreshed).not.toBe(0);
    expect((await call("get_test_status", { test_id: running })).text).toContain("Changed once more");
    expect((await store.stats()).tests).toBe(before.tests);
  });
});
