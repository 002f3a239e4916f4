import { describe, expect, it } from "vitest";
import { FENCE_KEY, LAST_SYNC_COMPLETED_KEY, type StoreWriter } from "../src/index.js";
import {
  bug,
  device,
  feature,
  later,
  listing,
  platform,
  problemPosition,
  product,
  syncState,
  T0,
  test,
  testFeature,
} from "./support/fixtures.js";
import { column, openRaw, openTestStore, temporaryFile } from "./support/stores.js";

/** One of everything for a product; ids are the product's. */
async function fillProduct(tx: StoreWriter, id: number): Promise<void> {
  await tx.upsertProducts([product(id, { sections: [{ id, title: "Main", isDefault: true }] })], T0);
  await tx.replaceFeatures(id, [feature(id, { productId: id })], T0);
  const story = { productId: id, featureId: null, sectionId: null, path: null, title: "As a guest", data: {} };
  await tx.upsertUserStories([{ id, ...story }], T0);
  await tx.upsertTests(
    [test(id, { productId: id, features: [testFeature(id)], platforms: [platform("iOS")] })],
    listing(),
  );
  await tx.replaceBugs({ testIds: [id] }, [bug(id, { testId: id, productId: id, devices: [device] })], T0);
  await tx.upsertUsers([{ username: `user ${id}`, type: "tester" }], T0);
  for (const phase of ["FEATURES", "NEW_TESTS"] as const) await tx.putSyncState(syncState(id, { phase }));
  await tx.addProblemPosition({ ...problemPosition, productId: id });
}

const OF_PRODUCTS = [
  "products",
  "sections",
  "features",
  "user_stories",
  "tests",
  "test_features",
  "test_platforms",
  "bugs",
  "bug_devices",
  "problem_positions",
];

async function openFilled() {
  const path = temporaryFile();
  const [store, other] = await Promise.all([1, 2].map((customerId) => openTestStore({ path, customerId })));
  if (!store || !other) throw new Error("Two were opened.");
  for (const it of [store, other]) {
    await it.write(async (tx) => {
      for (const id of [1, 2, 3]) await fillProduct(tx, id);
      await tx.tombstone("tests", [3], later(1));
      await tx.setMetadata(FENCE_KEY, "token");
      await tx.setMetadata(LAST_SYNC_COMPLETED_KEY, T0.toISOString());
      await tx.startSyncEvent({ trigger: "cli", mode: "nuke", pid: 1, host: "here", startedAt: T0 });
    });
  }
  const raw = openRaw(path);
  const count = (table: string, customerId = 1) =>
    column(raw, `SELECT count(*) FROM ${table} WHERE customer_id = ${customerId}`)[0];
  const everything = (customerId: number) =>
    [...OF_PRODUCTS, "users", "sync_state", "sync_events", "sync_metadata", "search_index"].map(
      (table) => `${count(table, customerId)} ${table}`,
    );
  return { store, other, raw, count, everything };
}

const all = { products: 3, tests: 3, bugs: 3, features: 3, users: 3 };
const one = { products: 1, tests: 1, bugs: 1, features: 1, users: 0 };

describe("counts of records", () => {
  it("are of the customer or of some products, tombstones included", async () => {
    const { store } = await openFilled();
    expect(await store.entityCounts(null)).toEqual(all);
    expect(await store.entityCounts([3])).toEqual(one);
    expect(await store.entityCounts([2, 1, 77, 1])).toEqual({ products: 2, tests: 2, bugs: 2, features: 2, users: 0 });
    expect(await store.entityCounts([])).toEqual({ products: 0, tests: 0, bugs: 0, features: 0, users: 0 });
  });
});

describe("wiping", () => {
  it("a customer leaves its events and its fence, and all of the other's", async () => {
    const { store, other, count, everything } = await openFilled();
    const before = everything(2);
    expect(await store.write((tx) => tx.wipe(null))).toEqual(all);

    for (const table of [...OF_PRODUCTS, "users", "sync_state", "search_index"])
      expect(`${count(table)} ${table}`).toBe(`0 ${table}`);
    expect(await store.listSyncEvents(9)).toHaveLength(1);
    expect(await store.getMetadata(FENCE_KEY)).toBe("token");
    expect(await store.getMetadata(LAST_SYNC_COMPLETED_KEY)).toBeNull();
    expect(everything(2)).toEqual(before);
    expect(await other.getMetadata(LAST_SYNC_COMPLETED_KEY)).not.toBeNull();
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it("some products leaves the others, the people, and all of the other customer's", async () => {
    const { store, count, raw, everything } = await openFilled();
    const before = everything(2);
    expect(await store.write((tx) => tx.wipe([2, 77]))).toEqual(one);

    for (const table of OF_PRODUCTS) expect(`${count(table)} ${table}`).toBe(`2 ${table}`);
    expect([count("users"), count("sync_state"), count("sync_events")]).toEqual([3, 4, 1]);
    expect(await store.getMetadata(LAST_SYNC_COMPLETED_KEY)).not.toBeNull();
    expect(await store.getSyncState(2, "FEATURES")).toBeNull();
    expect(column(raw, "SELECT DISTINCT product_id FROM search_index WHERE customer_id = 1 ORDER BY 1")).toEqual([
      null,
      1,
      3,
    ]);
    expect((await store.testStamps([1]))[0]?.bugsSyncedAt).toEqual(T0);
    expect(everything(2)).toEqual(before);
  });

  it("no products does nothing", async () => {
    const { store, everything } = await openFilled();
    const before = everything(1);
    expect(await store.write((tx) => tx.wipe([]))).toEqual({ products: 0, tests: 0, bugs: 0, features: 0, users: 0 });
    expect(everything(1)).toEqual(before);
  });

  it("a product takes bugs of a test that moved away: these have to be fetched again", async () => {
    const { store } = await openFilled();
    await store.write(async (tx) => {
      await tx.upsertTests([test(2, { productId: 1 })], listing());
      await tx.wipe([2]);
    });
    expect((await store.testStamps([1, 2])).map(({ bugsSyncedAt }) => bugsSyncedAt)).toEqual([T0, null]);
  });

  it("happens altogether or not at all", async () => {
    const { store, everything } = await openFilled();
    const before = everything(1);
    const failing = store.write(async (tx) => {
      await tx.wipe(null);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(everything(1)).toEqual(before);
  });

  it("many records goes in steps, while others read and see them still", async () => {
    const { store } = await openFilled();
    const tests = Array.from({ length: 1200 }, (_, index) => test(index + 10, { features: [testFeature(1)] }));
    await store.write((tx) => tx.upsertTests(tests, listing()));
    let ended = false;
    const wiping = store
      .write((tx) => tx.wipe(null))
      .finally(() => {
        ended = true;
      });
    const seen: number[] = [];
    while (!ended) {
      // Every turn of the event loop is one the wiping lets others have.
      seen.push((await store.stats()).tests);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await wiping).toEqual({ ...all, tests: 1203 });
    expect(seen.filter((count) => count === 1202).length).toBeGreaterThan(5);
    expect(seen.filter((count) => count !== 1202 && count !== 0)).toEqual([]);
  });
});
