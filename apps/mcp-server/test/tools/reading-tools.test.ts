import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

async function synced() {
  const api = await simulator();
  const session = await connect(await settingsFor(api));
  expect((await session.call("sync_data")).data.status).toBe("success");
  return { api, ...session };
}

describe("list_products", () => {
  it("answers what was synced, without asking TestIO again", async () => {
    const { api, call } = await synced();
    api.resetCounters();
    const { data } = await call("list_products");
    expect(data.products).toEqual(
      expect.arrayContaining(api.truth.productIds().map((id) => expect.objectContaining({ id, test_count: 5 }))),
    );
    expect(data.pagination).toMatchObject({ page: 1, per_page: 100, total: 2, has_more: false });
    expect(data.coverage).toMatchObject({ complete: true, complete_since: null, never_fetched: 0, notes: [] });
    expect(api.counters.requests).toBe(0);
  });

  it("says on an empty database that nothing was fetched", async () => {
    const { call } = await connect(await settingsFor(await simulator()));
    const { data } = await call("list_products");
    expect(data).toMatchObject({ products: [], as_of: null, coverage: { complete: false } });
  });

  it("shows only the products the server is limited to", async () => {
    const api = await simulator();
    const [only = 0] = api.truth.productIds();
    const settings = await settingsFor(api);
    const everything = await connect(settings);
    await everything.call("sync_data");
    const { call } = await connect({ ...settings, productIds: [only] });
    const { data } = await call("list_products");
    expect(data.products).toEqual([expect.objectContaining({ id: only })]);
    expect(data.filters_applied).toMatchObject({ product_ids: [only] });
  });

  it("takes its page size from the settings unless one is given", async () => {
    const { call } = await connect(await settingsFor(null, { TESTIO_DEFAULT_PAGE_SIZE: "7" }));
    expect((await call("list_products")).data.pagination).toMatchObject({ per_page: 7 });
    expect((await call("list_products", { per_page: "3" })).data.pagination).toMatchObject({ per_page: 3 });
  });
});

describe("list_tests", () => {
  it("answers the tests TestIO lists, in its order", async () => {
    const { api, call } = await synced();
    const [productId = 0] = api.truth.productIds();
    const { data } = await call("list_tests", { product_id: String(productId) });
    const ids = (data.tests as { test_id: number }[]).map((test) => test.test_id);
    expect(ids).toEqual(api.truth.testIds(productId));
    expect(data.products).toMatchObject([{ id: productId, name: expect.any(String) }]);
  });

  it("filters by statuses written in any way", async () => {
    const { api, call } = await synced();
    const [productId = 0] = api.truth.productIds();
    const first = await call("list_tests", { product_id: productId, statuses: "Locked, archived", page: 1 });
    const second = await call("list_tests", { product_id: productId, statuses: '["locked","archived"]' });
    expect(first.data.statuses_filter).toEqual(["locked", "archived"]);
    expect(first.data.tests).toEqual(second.data.tests);
    for (const test of first.data.tests as { status: string }[]) expect(["locked", "archived"]).toContain(test.status);
  });

  it("explains an unknown product", async () => {
    const { call } = await synced();
    const { isError, text } = await call("list_tests", { product_id: 999 });
    expect(isError).toBe(true);
    expect(text).toContain("What happened: There is no product 999 in the local database.");
    expect(text).toContain("list_products");
  });

  it.each([
    [{ product_id: "abc" }, 'product_id: "abc" is not allowed; expected a value of type number.'],
    [{ product_id: 1.5 }, "product_id: 1.5 is not allowed; expected a whole number."],
    [{ product_id: -1 }, "product_id: -1 is not allowed"],
    [{ product_id: 1, per_page: 500 }, "per_page: 500 is not allowed; the most is 200."],
    [{ product_id: 1, page: 0 }, "page: 0 is not allowed; the least is 1."],
    [
      { product_id: 1, sort_by: "size" },
      'sort_by: "size" is not allowed; choose from end_at, start_at, status, title.',
    ],
    [
      { product_id: 1, state: "x" },
      'There is no parameter "state" (the nearest is statuses); it takes product_id, statuses, testing_type',
    ],
  ])("names what is wrong with %o", async (args, problem) => {
    const { call } = await connect(await settingsFor(null));
    const { isError, text } = await call("list_tests", args);
    expect(isError).toBe(true);
    expect(text).toContain("What happened: list_tests was not run.");
    expect(text).toContain(problem);
  });

  it("names the statuses there are, where one is neither usual nor stored", async () => {
    const { call } = await connect(await settingsFor(null));
    const { isError, text } = await call("list_tests", { statuses: ["open"] });
    expect(isError).toBe(true);
    expect(text).toContain('statuses "open" does not exist. Valid are: running, waiting, initialized');
  });
});

describe("get_test_status", () => {
  it("answers a test with its bugs", async () => {
    const { api, call } = await synced();
    const [testId = 0] = api.truth.testIds();
    const { data } = await call("get_test_status", { test_id: testId });
    expect(data.test).toMatchObject({ id: testId, title: api.truth.test(testId)?.title });
    expect(data.bugs).toMatchObject({ total: api.truth.bugIds(testId).length });
  });

  it("says that the bugs are unknown where they cannot be fetched", async () => {
    const { api, call } = await synced();
    const [testId = 0] = api.truth.testIds();
    api.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "status", status: 403 } });
    const { data } = await call("get_test_status", { test_id: testId });
    expect(data.bugs).toBeNull();
    expect(data.coverage).toMatchObject({ complete: false, never_fetched: 1 });
  });

  it("says when the test is gone at TestIO", async () => {
    const { api, call, context } = await synced();
    const [testId = 0] = api.truth.testIds();
    const store = await context.store();
    await store.write((tx) => tx.tombstone("tests", [testId], new Date("2026-06-10T09:00:00Z")));
    const { text } = await call("get_test_status", { test_id: testId });
    expect(text).toContain("deleted upstream on 2026-06-10");
  });

  it("explains an unknown test", async () => {
    const { call } = await synced();
    const { isError, text } = await call("get_test_status", { test_id: 1 });
    expect(isError).toBe(true);
    expect(text).toContain("There is no test 1");
    expect(text).toContain("sync_data");
  });
});

describe("get_database_stats", () => {
  it("counts what is stored", async () => {
    const { call, context } = await synced();
    const { data } = await call("get_database_stats");
    expect(data).toMatchObject({
      database_path: context.settings.dbPath,
      total_products: 2,
      products_synced: 2,
      total_tests: 10,
      total_bugs: null,
    });
    expect(data.last_sync_at).toEqual(expect.any(String));
  });
});

describe("every answer", () => {
  it("keeps the credentials of test environments and the token out", async () => {
    const { api, call, log } = await synced();
    const answers = [await call("list_products"), await call("get_database_stats"), await call("health_check")];
    for (const productId of api.truth.productIds()) answers.push(await call("list_tests", { product_id: productId }));
    for (const testId of api.truth.testIds()) answers.push(await call("get_test_status", { test_id: testId }));
    const said = answers.map(({ text }) => text).join("\n") + log();
    const secrets = [...api.truth.secrets(), api.token];
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });
});
