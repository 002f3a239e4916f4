import { LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import { describe, expect, it } from "vitest";
import { getProblematicTests, NotFoundError } from "../../src/index.js";
import { coverageOf } from "../../src/trust/coverage.js";
import { addProblems, fill, freshStore, problem, product, SYNCED, state, test } from "../support/store.js";

describe("getProblematicTests", () => {
  it("answers where each stands, between which tests, and what to do", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], states: [state(1)] });
    const [id] = await addProblems(store, [
      problem(57, {
        beforeId: 9001,
        beforeEndAt: new Date("2026-06-03T08:00:00.000Z"),
        afterId: 8999,
        afterEndAt: new Date("2026-06-01T08:00:00.000Z"),
        attempts: 3,
        mode: "force",
        firstSeenAt: new Date("2026-06-10T08:00:00.000Z"),
      }),
    ]);
    expect(await getProblematicTests(store, { product_id: 1 })).toEqual({
      total: 1,
      tests: [
        {
          event_id: id,
          product_id: 1,
          product_title: "Product 1",
          position: 57,
          attempts: 3,
          mode: "force",
          first_seen_at: "2026-06-10T08:00:00.000Z",
          last_seen_at: SYNCED.toISOString(),
          boundary_before_id: 9001,
          boundary_before_end_at: "2026-06-03T08:00:00.000Z",
          boundary_after_id: 8999,
          boundary_after_end_at: "2026-06-01T08:00:00.000Z",
          mapped_test_ids: [],
          next_step: `Every sync tries it again. If it stays, ask TestIO support to mend the test between tests 9001 and 8999 of the list and for its id. testio-mcp problematic map-tests ${id} TEST_ID then has it fetched by that id, and sync_data with product_ids [1] tries at once.`,
        },
      ],
      as_of: SYNCED.toISOString(),
      coverage: coverageOf({ complete: true, notes: [] }),
    });
  });

  it("names the place in the list by whichever neighbour there is", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], states: [state(1)] });
    await addProblems(store, [problem(1, { afterId: 5 }), problem(8, { beforeId: 6 }), problem(9)]);
    const { tests } = await getProblematicTests(store, {});
    const steps = tests.map(({ next_step }) => next_step);
    expect(steps[0]).toContain("just above test 5 of the list");
    expect(steps[1]).toContain("just below test 6 of the list");
    expect(steps[2]).toContain("at position 9 of the list");
  });

  it("tells positions whose tests were fetched by id from those where something is missing", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10), test(12)], states: [state(1)] });
    await addProblems(store, [problem(3, { mappedTestIds: [10] }), problem(4, { mappedTestIds: [10, 11, 12] })]);
    await store.write((tx) => tx.tombstone("tests", [12], SYNCED));
    const { tests } = await getProblematicTests(store, {});
    expect(tests.map(({ mapped_test_ids }) => mapped_test_ids)).toEqual([[10], [10, 11, 12]]);
    expect(tests[0]?.next_step).toMatch(/^Nothing is missing: each sync fetches 10 by id\./);
    expect(tests[1]?.next_step).toMatch(/^Mapped, but 11, 12 could not be fetched yet: run sync_data/);
  });

  it("asks for nothing where the product is gone", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], states: [state(1)] });
    await addProblems(store, [problem(3)]);
    await store.write((tx) => tx.tombstone("products", [1], new Date("2026-06-10T09:00:00Z")));
    const { tests } = await getProblematicTests(store, {});
    expect(tests[0]).toMatchObject({
      product_title: "Product 1",
      next_step: expect.stringContaining("the product was deleted upstream on 2026-06-10"),
    });
  });

  it("answers of one product, or of all, how much of the lists was read at all", async () => {
    const store = await freshStore();
    expect((await getProblematicTests(store, {})).coverage).toEqual(
      coverageOf({ complete: false, notes: ["Products were never fetched: run sync_data."] }),
    );
    await fill(store, { products: [product(1), product(2)], states: [state(1)] });
    await addProblems(store, [problem(3)]);
    await store.write((tx) => tx.setMetadata(LAST_SYNC_COMPLETED_KEY, SYNCED.toISOString()));
    const all = await getProblematicTests(store, {});
    expect(all).toMatchObject({ total: 1, as_of: SYNCED.toISOString(), coverage: { complete: false } });
    expect(all.coverage.notes).toEqual([expect.stringContaining("not read to their end may hold more")]);
    const unread = await getProblematicTests(store, { product_id: 2 });
    expect(unread).toMatchObject({ total: 0, tests: [], as_of: null });
    expect(unread.coverage.notes).toEqual(["The tests of this product were never fetched: run sync_data."]);
    await expect(getProblematicTests(store, { product_id: 404 })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("shows no more than fifty, and says how many there are", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], states: [state(1)] });
    await addProblems(
      store,
      Array.from({ length: 52 }, (_, index) => problem(index + 1)),
    );
    const { total, tests, coverage } = await getProblematicTests(store, {});
    expect([total, tests.length]).toEqual([52, 50]);
    expect(coverage.notes[0]).toBe("The first 50 of 52 are shown; product_id narrows the list.");
  });
});
