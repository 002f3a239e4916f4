import { LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import { describe, expect, it } from "vitest";
import { listProducts, type ProductListQuery } from "../../src/index.js";
import { coverageOf } from "../../src/trust/coverage.js";
import { addProblems, fill, freshStore, NOW, problem, product, SYNCED, state, test } from "../support/store.js";

const asked = { now: () => NOW };

describe("listProducts", () => {
  it("counts what was fetched and shows null where nothing ever was", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1), product(2)],
      tests: [test(10), test(11, { endAt: new Date("2026-04-01T00:00:00Z") })],
      states: [state(1)],
    });
    await store.write((tx) => tx.replaceFeatures(1, [], SYNCED));

    const answer = await listProducts(store, {}, asked);
    expect(answer.products).toEqual([
      {
        id: 1,
        name: "Product 1",
        type: "website",
        description: null,
        test_count: 2,
        feature_count: 0,
        tests_last_30_days: 1,
        tests_last_90_days: 2,
        last_test_end_at: "2026-06-03T08:00:00.000Z",
        tests_synced_at: SYNCED.toISOString(),
      },
      expect.objectContaining({ id: 2, test_count: null, feature_count: null, tests_synced_at: null }),
    ]);
    expect(answer.as_of).toBe(SYNCED.toISOString());
    expect(answer.coverage).toEqual(
      coverageOf({
        complete: false,
        never_fetched: 1,
        notes: ["Tests were never fetched for 1 product: 2.", "Features were never fetched for 1 product: 2."],
      }),
    );
  });

  it("is complete when everything was read", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], states: [state(1)] });
    await store.write((tx) => tx.replaceFeatures(1, [], SYNCED));
    const answer = await listProducts(store, {}, asked);
    expect(answer.coverage).toEqual(coverageOf({ complete: true, notes: [] }));
    expect(answer.products[0]).toMatchObject({ test_count: 0, feature_count: 0 });
  });

  it("tells apart the ways in which a product can be incomplete", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1), product(2), product(3), product(4)],
      states: [
        state(1),
        state(2, { completedPass: 0, succeededAt: null }),
        state(3, { completeSince: new Date("2026-01-01T00:00:00Z") }),
        state(4, { failedAt: SYNCED, failure: "TestIO did not answer in time." }),
      ],
    });
    await store.write(async (tx) => {
      for (const id of [1, 2, 3, 4]) await tx.replaceFeatures(id, [], SYNCED);
      await tx.putSyncState(state(2, { phase: "FEATURES", failedAt: SYNCED, failure: "TestIO did not answer." }));
    });
    await addProblems(store, [problem(12)]);
    const { coverage } = await listProducts(store, {}, asked);
    expect(coverage.notes).toEqual([
      "The sync of the tests has not finished (counts may be too low) for 1 product: 2.",
      "Only tests from a start date on were fetched (older ones may be missing from the counts) for 1 product: 3.",
      "The last sync of tests failed for 1 product: 4.",
      "The last sync of features failed for 1 product: 2.",
      "TestIO could not answer 1 test, which the counts leave out, in products: 1; get_problematic_tests says what to do.",
    ]);
  });

  it("filters by title, type and ids, and says so", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [
        product(1, { title: "Web shop" }),
        product(2, { title: "Shop app", type: "mobile_app_ios" }),
        product(3, { title: "Games", type: "gaming" }),
      ],
    });
    const ids = async (query: object) => (await listProducts(store, query, asked)).products.map((row) => row.id);
    expect(await ids({ search: " shop " })).toEqual([2, 1]);
    expect(await ids({ product_type: ["gaming", "website"] })).toEqual([3, 1]);
    expect(await ids({ product_ids: [2, 3], sort_by: "title", sort_order: "desc" })).toEqual([2, 3]);
    const answer = await listProducts(store, { search: "shop", product_type: ["website"], product_ids: [1] }, asked);
    expect(answer.filters_applied).toEqual({ search: "shop", product_type: ["website"], product_ids: [1] });
  });

  it("sorts by how much was tested, and when last", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1), product(2), product(3)],
      tests: [
        test(10, { endAt: new Date("2026-01-01T00:00:00Z") }),
        test(11, { endAt: new Date("2026-01-02T00:00:00Z") }),
        test(20, { productId: 2, endAt: new Date("2026-02-01T00:00:00Z") }),
      ],
    });
    const ids = async (query: ProductListQuery) =>
      (await listProducts(store, query, asked)).products.map((row) => row.id);
    expect(await ids({ sort_by: "test_count", sort_order: "desc" })).toEqual([1, 2, 3]);
    expect(await ids({ sort_by: "last_test_end", sort_order: "desc" })).toEqual([2, 1, 3]);
    await store.write((tx) => tx.tombstone("tests", [10, 11], NOW));
    expect(await ids({ sort_by: "test_count", sort_order: "desc" })).toEqual([2, 3, 1]);
    expect(await ids({ sort_by: "last_test_end", sort_order: "desc", per_page: 1 })).toEqual([2]);
  });

  it("cuts descriptions unless asked for all of them", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1, { description: "x".repeat(500) })] });
    const length = async (query: ProductListQuery) =>
      (await listProducts(store, query, asked)).products[0]?.description?.length;
    expect(await length({})).toBe(200);
    expect(await length({ detail: "full" })).toBe(500);
  });

  it("says of a product asked for by id that it is gone", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1), product(2)] });
    await store.write((tx) => tx.tombstone("products", [2], new Date("2026-06-10T09:00:00Z")));
    const { products, coverage } = await listProducts(store, { product_ids: [1, 2] }, asked);
    expect(products.map(({ id }) => id)).toEqual([1]);
    expect(coverage.notes[0]).toBe("Product 2 is left out: deleted upstream on 2026-06-10.");
    expect((await listProducts(store, {}, asked)).coverage.notes.join(" ")).not.toContain("deleted");
  });

  it("says that nothing was ever synced", async () => {
    const store = await freshStore();
    const answer = await listProducts(store, {}, asked);
    expect(answer.as_of).toBeNull();
    expect(answer.coverage).toEqual(
      coverageOf({ complete: false, notes: ["Products were never fetched: run sync_data."] }),
    );
  });

  it("tells an account without products from one that was never synced", async () => {
    const store = await freshStore();
    await store.write((tx) => tx.setMetadata(LAST_SYNC_COMPLETED_KEY, SYNCED.toISOString()));
    const answer = await listProducts(store, {}, asked);
    expect(answer.as_of).toBe(SYNCED.toISOString());
    expect(answer.coverage.complete).toBe(true);
  });
});
