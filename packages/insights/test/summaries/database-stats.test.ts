import { LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import { describe, expect, it } from "vitest";
import { getDatabaseStats } from "../../src/index.js";
import { coverageOf } from "../../src/trust/coverage.js";
import { addProblems, fill, freshStore, problem, product, SYNCED, state, test } from "../support/store.js";

describe("getDatabaseStats", () => {
  it("says that nothing was ever synced", async () => {
    const store = await freshStore();
    const stats = await getDatabaseStats(store);
    expect(stats).toMatchObject({
      total_products: 0,
      total_tests: 0,
      total_bugs: null,
      last_sync_at: null,
      as_of: null,
    });
    expect(stats.database_path).toBe(store.path);
    expect(stats.database_size_mb).toBeGreaterThan(0);
    expect(stats.coverage).toEqual(
      coverageOf({ complete: false, notes: ["No sync has completed yet: run sync_data."] }),
    );
  });

  it("counts what is stored and says what is missing", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1), product(2)],
      tests: [test(1, { endAt: new Date("2026-01-01T00:00:00Z") }), test(2), test(3)],
      states: [state(1)],
    });
    await addProblems(store, [problem(4)]);
    await store.write(async (tx) => {
      await tx.tombstone("tests", [3], SYNCED);
      await tx.setMetadata(LAST_SYNC_COMPLETED_KEY, SYNCED.toISOString());
    });
    const stats = await getDatabaseStats(store);
    expect(stats).toMatchObject({
      customer_id: 1,
      total_products: 2,
      total_tests: 2,
      deleted_tests: 1,
      total_bugs: null,
      problem_positions: 1,
      oldest_test_date: "2026-01-01T00:00:00.000Z",
      newest_test_date: "2026-06-03T08:00:00.000Z",
      last_sync_at: SYNCED.toISOString(),
      as_of: SYNCED.toISOString(),
    });
    expect(stats.coverage.complete).toBe(false);
    expect(stats.coverage.notes).toEqual([
      "The test list is not complete for 1 product; list_products says which.",
      "TestIO could not answer 1 test; each sync tries again, and get_problematic_tests says what to do.",
      "bugs never fetched for 2 tests.",
    ]);
  });

  it("does not take a deleted product for one that is still to be read", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1), product(2)], states: [state(1)] });
    await store.write((tx) => tx.tombstone("products", [1], SYNCED));
    const { coverage, total_products } = await getDatabaseStats(store);
    expect(total_products).toBe(1);
    expect(coverage.notes).toContain("The test list is not complete for 1 product; list_products says which.");
  });
});
