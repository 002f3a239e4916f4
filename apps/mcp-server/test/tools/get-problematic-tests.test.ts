import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

interface Position {
  event_id: number;
  product_id: number;
  position: number;
  next_step: string;
}

/** A product one of whose tests TestIO cannot list, after a sync. */
async function withBadRecord() {
  const api = await simulator();
  const [productId = 0] = api.truth.productIds();
  const ids = api.truth.testIds(productId);
  const [, before = 0, bad = 0, after = 0] = ids;
  api.world.poisonTest(bad);
  const session = await connect(await settingsFor(api));
  const sync = await session.call("sync_data");
  return { api, productId, before, bad, after, sync, ...session };
}

describe("get_problematic_tests", () => {
  it("is where sync_data sends people to, and answers where the test stands", async () => {
    const { call, sync, productId, before, after } = await withBadRecord();
    expect(sync.isError).toBe(false);
    expect(sync.data).toMatchObject({ status: "partial_failure", problem_positions: 1, tests_discovered: 9 });
    expect(sync.data.errors).toEqual([
      expect.stringMatching(/position 3 of its list/),
      "get_problematic_tests says where they are and what to do.",
    ]);

    const { data } = await call("get_problematic_tests", { product_id: String(productId) });
    expect(data).toMatchObject({
      total: 1,
      tests: [
        {
          product_id: productId,
          product_title: expect.any(String),
          position: 3,
          attempts: 1,
          mode: "default",
          boundary_before_id: before,
          boundary_after_id: after,
          mapped_test_ids: [],
          next_step: expect.stringContaining("map-tests"),
        },
      ],
    });
    expect((await call("list_tests", { product_id: productId })).data.coverage).toMatchObject({
      complete: false,
      notes: [expect.stringContaining("get_problematic_tests")],
    });
    for (const tool of ["health_check", "get_database_stats"]) {
      expect((await call(tool)).data.problem_positions).toBe(1);
    }
  });

  it("is empty again once TestIO answers", async () => {
    const { api, bad, call } = await withBadRecord();
    api.world.healTest(bad);
    expect((await call("sync_data")).data).toMatchObject({ status: "success", problem_positions: 0 });
    expect((await call("get_problematic_tests")).data).toMatchObject({
      total: 0,
      tests: [],
      coverage: { complete: true },
    });
  });

  it("says that nothing is missing where the test was fetched by its id", async () => {
    const { bad, call, context } = await withBadRecord();
    const store = await context.store();
    const [position] = await store.listProblemPositions();
    if (position === undefined) throw new Error("There is no problem position.");
    await store.write((tx) => tx.updateProblemPosition({ ...position, mappedTestIds: [bad] }));
    await call("sync_data");
    const { data } = await call("get_problematic_tests");
    const [test] = data.tests as Position[];
    expect(test?.next_step).toContain(`Nothing is missing: each sync fetches ${bad} by id.`);
    expect((await call("get_test_status", { test_id: bad })).data.test).toMatchObject({ id: bad });
  });

  it("explains an unknown product", async () => {
    const { call } = await connect(await settingsFor(null));
    const { isError, text } = await call("get_problematic_tests", { product_id: 9 });
    expect(isError).toBe(true);
    expect(text).toContain("There is no product 9 in the local database.");
  });
});
