import { createApiClient } from "@testio/api-client";
import type { Freshness } from "@testio/insights";
import { createFreshness } from "@testio/sync-core";
import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

const SYNCED = new Date("2026-06-30T12:00:00Z");
const HOURS = 60 * 60 * 1000;

/** A synced database, and a clock that can be set on. */
async function synced() {
  const api = await simulator();
  let now = SYNCED;
  const settings = await settingsFor(api);
  const [testId = 0] = api.truth.testIds();
  api.world.updateTest(testId, { status: "running" });
  const session = await connect(settings, () => now);
  await session.call("sync_data");
  api.resetCounters();
  const later = (hours: number) => {
    now = new Date(SYNCED.getTime() + hours * HOURS);
  };
  return { api, settings, testId, later, clock: () => now, ...session };
}

describe("get_test_status", () => {
  it("fetches a test and its bugs again that are older than CACHE_TTL_SECONDS, and only then", async () => {
    const { api, testId, later, call } = await synced();
    const first = await call("get_test_status", { test_id: testId });
    expect(first.data.bugs).toMatchObject({ total: api.truth.bugIds(testId).length });
    expect(api.counters.byEndpoint).toMatchObject({ "/bugs": 1 });
    api.resetCounters();
    api.world.updateTest(testId, { status: "locked" });
    const young = await call("get_test_status", { test_id: testId });
    expect(young.data).toMatchObject({ test: { status: "running" }, stale: null });
    expect(api.counters.requests).toBe(0);

    later(2);
    const { data } = await call("get_test_status", { test_id: testId });
    expect(data).toMatchObject({ test: { status: "locked" }, stale: null, as_of: "2026-06-30T14:00:00.000Z" });
    expect(api.counters.byEndpoint).toMatchObject({ "/exploratory_tests/{id}": 1, "/bugs": 1 });
  });

  it("asks once for many who want to know", async () => {
    const { api, testId, later, call } = await synced();
    later(2);
    await Promise.all(Array.from({ length: 5 }, () => call("get_test_status", { test_id: testId })));
    expect(api.counters.byEndpoint["/exploratory_tests/{id}"]).toBe(1);
  });

  it("never asks again for a test that is final", async () => {
    const { api, testId, later, call } = await synced();
    api.world.updateTest(testId, { status: "archived" });
    later(2);
    expect((await call("get_test_status", { test_id: testId })).data.test).toMatchObject({ status: "archived" });
    later(3);
    await call("get_test_status", { test_id: testId });
    api.resetCounters();
    later(50);
    expect((await call("get_test_status", { test_id: testId })).data.test).toMatchObject({ status: "archived" });
    expect(api.counters.requests).toBe(0);
  });

  it("answers what is stored, with its age and the reason, when TestIO cannot be asked", async () => {
    const { api, testId, later, call } = await synced();
    api.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
    later(3);
    const { isError, data } = await call("get_test_status", { test_id: testId });
    expect(isError).toBe(false);
    expect(data).toMatchObject({
      test: { status: "running" },
      stale: { age_seconds: 10_800, reason: expect.stringContaining("refused the token") },
      as_of: SYNCED.toISOString(),
    });
    expect(data.coverage).toMatchObject({
      notes: expect.arrayContaining([expect.stringContaining("last fetched 3 hours ago")]),
    });
  });

  it("answers what is stored without a token, and says so", async () => {
    const { settings, testId, clock, later } = await synced();
    later(3);
    const { call } = await connect({ ...settings, apiToken: null }, clock);
    expect((await call("get_test_status", { test_id: testId })).data).toMatchObject({
      test: { id: testId },
      stale: { age_seconds: 10_800, reason: expect.stringContaining("TESTIO_CUSTOMER_API_TOKEN") },
    });
  });

  it("fetches a test that no sync has seen yet", async () => {
    const { api, call } = await synced();
    const [productId = 0] = api.truth.productIds();
    const id = api.world.addTest(productId, { title: "Started a minute ago" });
    expect((await call("get_test_status", { test_id: id })).data.test).toMatchObject({ title: "Started a minute ago" });
    const unknown = await call("get_test_status", { test_id: 1 });
    expect(unknown.isError).toBe(true);
    expect(unknown.text).toContain("There is no test 1");
    expect(unknown.text).toContain("TestIO says that there is no such test");
  });

  it("takes what sync-core makes for the freshness that answers ask for", async () => {
    const { api, context } = await synced();
    const client = createApiClient({ baseUrl: api.url, token: api.token });
    const freshness: Freshness = createFreshness({ client, store: await context.store() });
    expect(freshness.tests).toBeTypeOf("function");
    await client.close();
  });
});
