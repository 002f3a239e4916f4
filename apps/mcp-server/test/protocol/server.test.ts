import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { TOOL_NAMES, VERSION } from "../../src/index.js";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

/** Tools that read nothing but the local database, and those that change something. */
const LOCAL = [
  "list_products",
  "list_tests",
  "list_users",
  "get_product_summary",
  "get_user_summary",
  "get_analytics_capabilities",
  "search",
  "get_database_stats",
  "get_sync_history",
  "get_problematic_tests",
];
const CHANGING = ["sync_data", "get_product_quality_report"];

describe("the server", () => {
  it("introduces itself", async () => {
    const { client } = await connect(await settingsFor(null));
    expect(client.getServerVersion()).toMatchObject({ name: "testio-mcp", version: VERSION });
    expect(client.getInstructions()).toContain("list_products");
    expect(client.getServerCapabilities()).toEqual({ tools: {}, resources: {}, prompts: {}, completions: {} });
  });

  it("lists every tool with schemas without references and with hints", async () => {
    const { client } = await connect(await settingsFor(null));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([...TOOL_NAMES]);
    expect(JSON.stringify(tools)).not.toContain("$ref");
    for (const { name, title, description, annotations, inputSchema, outputSchema } of tools) {
      expect(title, name).toBeTruthy();
      expect(description, name).toBeTruthy();
      expect(inputSchema, name).toMatchObject({ type: "object", additionalProperties: false });
      expect(outputSchema, name).toMatchObject({ type: "object" });
      expect(annotations, name).toMatchObject({ readOnlyHint: !CHANGING.includes(name), destructiveHint: false });
      expect(annotations?.openWorldHint, name).toBe(!LOCAL.includes(name));
    }
  });

  it("tells the defaults and the choices", async () => {
    const { client } = await connect(await settingsFor(null));
    const { tools } = await client.listTools();
    expect(tools.find(({ name }) => name === "list_tests")?.inputSchema).toMatchObject({
      properties: {
        product_id: { type: "array", items: { type: "integer" } },
        statuses: { type: "array", items: { enum: expect.arrayContaining(["locked", "archived"]) } },
        sort_by: { enum: ["end_at", "start_at", "status", "title"], default: "end_at" },
        sort_order: { default: "desc" },
        page: { type: "integer", minimum: 1, default: 1 },
        per_page: { type: "integer", minimum: 1, maximum: 200 },
      },
    });
  });

  it.each([
    [{ ENABLED_TOOLS: "list_products,health_check" }, ["list_products", "health_check"]],
    [{ DISABLED_TOOLS: "sync_data" }, TOOL_NAMES.filter((name) => name !== "sync_data")],
  ])("offers the tools chosen by %o", async (env, expected) => {
    const { client } = await connect(await settingsFor(null, env));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expected);
    const left = TOOL_NAMES.find((name) => !expected.includes(name)) ?? "";
    await expect(client.callTool({ name: left, arguments: {} })).rejects.toThrow(`There is no tool ${left}`);
  });

  it("warns of tools in the settings that do not exist", async () => {
    const { log } = await connect(await settingsFor(null, { DISABLED_TOOLS: "sync_everything" }));
    expect(log()).toContain("sync_everything");
  });

  it("shows nothing of an unexpected failure, and logs it", async () => {
    const settings = await settingsFor(await simulator());
    const session = await connect({ ...settings, dbPath: "/proc/cache\0.db" });
    const { isError, text } = await session.call("list_products");
    expect(isError).toBe(true);
    expect(text).not.toMatch(/proc|null bytes|at .*\.js/);
    expect(text).toContain("Something unexpected went wrong");
    expect(session.log()).toContain("Tool call failed");
  });

  it("tries to open the database again after a failure", async () => {
    const settings = await settingsFor(null);
    const session = await connect(settings);
    await writeFile(settings.dbPath, "not a database".repeat(500));
    expect((await session.call("list_products")).isError).toBe(true);
    await writeFile(settings.dbPath, "");
    expect((await session.call("list_products")).isError).toBe(false);
  });

  it("keeps everything in memory when asked to", async () => {
    const { call } = await connect(await settingsFor(await simulator(), { TESTIO_ENABLE_LOCAL_STORE: "false" }));
    await call("sync_data");
    expect((await call("get_database_stats")).data).toMatchObject({ database_path: ":memory:", total_tests: 10 });
  });
});
