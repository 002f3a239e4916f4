import { describe, expect, it } from "vitest";
import type { BugScope, Store } from "../src/index.js";
import { later, listing, problemPosition, product, syncState, T0, test, testFeature } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

const now = later(10);
const due = { changeableBefore: later(9), now };

/** Tests of every kind: what their number stands for is in the comments. */
async function filled(): Promise<Store> {
  const store = await openTestStore();
  await store.write(async (tx) => {
    await tx.upsertTests(
      [
        test(1), // can change, never fetched
        test(2), // can change, fetched long ago
        test(3), // can change, fetched just now
        test(4, { status: "archived" }), // final, fetched before it was
        test(5, { status: "cancelled" }), // final, fetched since
        test(6, { status: "archived", productId: 2, features: [testFeature(7)] }), // final, never fetched
        test(7), // can change, fetched in the future
        test(8, { endAt: null, status: "pondered" }), // of a status nobody knows, never fetched
        test(9), // gone, never fetched
      ],
      listing(1, { syncedAt: later(1) }),
    );
    await tx.replaceBugs({ testIds: [2, 4] }, [], T0);
    await tx.replaceBugs({ testIds: [3, 5] }, [], later(9));
    await tx.replaceBugs({ testIds: [7] }, [], later(11));
    await tx.tombstone("tests", [9], later(2));
  });
  return store;
}

describe("what is due of the bugs in a scope", () => {
  const cases: [string, BugScope, number[], { neverFetched: number; stale: number }][] = [
    ["everything", {}, [7, 6, 4, 2, 1, 8], { neverFetched: 3, stale: 3 }],
    ["a product", { productIds: [2] }, [6], { neverFetched: 1, stale: 0 }],
    ["no product", { productIds: [] }, [], { neverFetched: 0, stale: 0 }],
    ["some tests, stored or not", { testIds: [3, 2, 404, 2, 9] }, [2], { neverFetched: 0, stale: 1 }],
    ["some statuses", { testStatuses: ["archived", "cancelled"] }, [6, 4], { neverFetched: 1, stale: 1 }],
    ["a feature", { featureIds: [70] }, [6], { neverFetched: 1, stale: 0 }],
    ["a time", { endFrom: later(2), endBefore: later(6) }, [4, 2], { neverFetched: 0, stale: 2 }],
    [
      "all at once",
      { productIds: [1], testStatuses: ["locked"], endFrom: later(2) },
      [7, 2],
      { neverFetched: 0, stale: 2 },
    ],
  ];

  it("is counted and named, the latest end first", async () => {
    const store = await filled();
    for (const [what, scope, ids, counts] of cases) {
      expect(await store.testsWithDueBugsIn(scope, due), what).toEqual(ids);
      expect(await store.bugScopeFreshness(scope, due), what).toMatchObject(counts);
    }
  });

  it("says how old the oldest of what can change is", async () => {
    const store = await filled();
    expect((await store.bugScopeFreshness({}, due)).oldestFetch).toEqual(T0);
    expect((await store.bugScopeFreshness({ testIds: [3, 5] }, due)).oldestFetch).toEqual(later(9));
    expect((await store.bugScopeFreshness({ testIds: [5] }, due)).oldestFetch).toBeNull();
  });

  it("is nothing once it was fetched", async () => {
    const store = await filled();
    const ids = await store.testsWithDueBugsIn({}, due);
    await store.write((tx) => tx.replaceBugs({ testIds: ids }, [], now));
    expect(await store.testsWithDueBugsIn({}, due)).toEqual([]);
    expect(await store.bugScopeFreshness({}, due)).toMatchObject({ neverFetched: 0, stale: 0 });
  });

  it("agrees with what a sync finds due in a product", async () => {
    const store = await filled();
    const inProduct = await store.testsWithDueBugs(1, due);
    expect((await store.testsWithDueBugsIn({ productIds: [1] }, due)).sort()).toEqual(inProduct.sort());
  });
});

describe("how far products are synced", () => {
  it("is answered of those asked for, gone or not, or of all living ones", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1), product(2), product(3)], T0);
      await tx.putSyncState(syncState(2));
      await tx.addProblemPosition({ ...problemPosition, productId: 2 });
      await tx.tombstone("products", [3], T0);
    });
    const all = await store.productSyncStatuses("NEW_TESTS");
    expect(all.map(({ id, problemPositions }) => [id, problemPositions])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(all.map(({ state }) => state?.lastPass ?? null)).toEqual([null, 1]);
    const some = await store.productSyncStatuses("NEW_TESTS", [3, 404, 1]);
    expect(some.map(({ id, deletedAt }) => [id, deletedAt])).toEqual([
      [1, null],
      [3, T0],
    ]);
  });
});
