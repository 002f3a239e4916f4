import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "../../src/rest/endpoints.js";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

async function textOf(client: Awaited<ReturnType<typeof connect>>["client"], uri: string): Promise<string> {
  const { contents } = await client.readResource({ uri });
  const [content] = contents;
  return content !== undefined && "text" in content && typeof content.text === "string" ? content.text : "";
}

describe("resources", () => {
  it("are listed, with templates for what has an id", async () => {
    const { client } = await connect(await settingsFor(null));
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      "testio://knowledge/playbook",
      "testio://knowledge/programmatic-access",
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      "testio://products/{id}",
      "testio://tests/{id}",
      "testio://bugs/{id}",
    ]);
  });

  it("hold the playbook, with the thresholds of the settings", async () => {
    const { client } = await connect(await settingsFor(null, { PLAYBOOK_REJECTION_WARNING: "0.17" }));
    const playbook = await textOf(client, "testio://knowledge/playbook");
    expect(playbook).toContain("from 17 %");
    expect(playbook).toContain("from 35 %");
    const access = await textOf(client, "testio://knowledge/programmatic-access");
    expect(access).toContain("/openapi.json");
    const named = [...access.matchAll(/(?<=[ |])\/api\/[\w/{}-]+/g)].map(([path]) => path);
    const served = ENDPOINTS.map(({ path }) => path);
    expect([...new Set(named)].sort()).toEqual([...new Set(served)].sort());
  });

  it("hold a test as its tool answers it", async () => {
    const api = await simulator();
    const { client, call } = await connect(await settingsFor(api));
    await call("sync_data");
    const [testId = 0] = api.truth.testIds();
    const text = await textOf(client, `testio://tests/${testId}`);
    expect(JSON.parse(text)).toEqual((await call("get_test_status", { test_id: testId })).data);
  });

  it.each([
    ["testio://tests/999", /There is no test 999/],
    ["testio://tests/abc", /test_id/],
    ["testio://nothing/1", /There is no resource testio:\/\/nothing\/1; choose from/],
  ])("say what is wrong with %s", async (uri, message) => {
    const { client } = await connect(await settingsFor(null));
    await expect(client.readResource({ uri })).rejects.toThrow(message);
  });

  it("leave out what a disabled tool would answer", async () => {
    const { client } = await connect(await settingsFor(null, { DISABLED_TOOLS: "get_test_status" }));
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ name }) => name)).not.toContain("test");
    await expect(client.readResource({ uri: "testio://tests/1" })).rejects.toThrow("There is no resource");
  });
});

describe("completions", () => {
  const product = { type: "ref/resource" as const, uri: "testio://products/{id}" };
  const prompt = { type: "ref/prompt" as const, name: "analyze-product-quality" };

  async function synced() {
    const api = await simulator({ products: 3 });
    const session = await connect(await settingsFor(api));
    await session.call("sync_data");
    const { products } = (await session.call("list_products")).data as { products: { id: number; name: string }[] };
    const complete = async (ref: typeof product | typeof prompt, name: string, value: string) =>
      (await session.client.complete({ ref, argument: { name, value } })).completion;
    return { complete, products, ids: api.truth.productIds().map(String), ...session };
  }

  it("offer product ids by their beginning or name", async () => {
    const { complete, products, ids } = await synced();
    expect((await complete(product, "id", "")).values.sort()).toEqual([...ids].sort());
    const [first = ""] = ids;
    expect((await complete(product, "id", first)).values).toEqual([first]);
    const [{ id, name } = { id: 0, name: "" }] = products;
    expect((await complete(product, "id", name)).values).toEqual([String(id)]);
  });

  it("offer product names where people write them", async () => {
    const { complete, products } = await synced();
    const [{ name } = { name: "" }] = products;
    expect((await complete(prompt, "product_identifier", name.slice(0, 4))).values).toContain(name);
  });

  it("offer nothing for anything else, and nothing without a database", async () => {
    const { complete } = await synced();
    expect((await complete(prompt, "period", "l")).values).toEqual([]);
    const settings = await settingsFor(null);
    const { client, log } = await connect({ ...settings, dbPath: "/proc/cache\0.db" });
    const { completion } = await client.complete({ ref: product, argument: { name: "id", value: "2" } });
    expect(completion.values).toEqual([]);
    expect(log()).toContain("Nothing could be completed");
  });
});
