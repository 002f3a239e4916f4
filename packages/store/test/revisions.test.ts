import { describe, expect, it } from "vitest";
import { openStore, type Store, type StoreWriter } from "../src/index.js";
import {
  bug,
  device,
  later,
  listing,
  platform,
  product,
  syncState,
  T0,
  test,
  testFeature,
} from "./support/fixtures.js";
import { column, openRaw, openTestStore } from "./support/stores.js";

const RICH = { features: [testFeature(1)], platforms: [platform("iOS")], createdBy: "Anna" };

async function filled(path?: string): Promise<Store> {
  const store = await openTestStore(path === undefined ? {} : { path });
  await store.write(async (tx) => {
    await tx.upsertProducts([product(1), product(2)], T0);
    await tx.upsertTests([test(1, RICH), test(2), test(3, { productId: 2 })], listing(1));
    await tx.upsertBugs(
      [
        bug(1, { testFeatureId: 1, devices: [device] }),
        bug(2, { testId: 2, status: "rejected", rejectedAt: later(24) }),
        bug(3, { testId: 3, productId: 2 }),
      ],
      T0,
    );
  });
  return store;
}

const inOrder = <Row>(rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** Everything that is counted, by what shows every column at least once. */
async function counted(store: Store) {
  const tests = await Promise.all([
    store.aggregateTests(["product", "test", "test_status"], {}),
    store.aggregateTests(["testing_type", "customer", "test_environment"], {}),
    store.aggregateTests(["feature", "target_platform", "day"], {}),
  ]);
  const bugs = await Promise.all([
    store.aggregateBugs(["test", "feature", "severity"], {}),
    store.aggregateBugs(["bug_status", "rejection_reason", "known_bug"], {}),
    store.aggregateBugs(["tester", "found_platform", "product"], {}),
  ]);
  return { tests: tests.map(inOrder), bugs: bugs.map(inOrder), newest: await store.newestTestIds({}, 9) };
}

/** What a store counts that has never counted anything before. */
async function countedAnew(path: string) {
  const fresh = await openStore({ path, customerId: 1 });
  try {
    return await counted(fresh);
  } finally {
    await fresh.close();
  }
}

const replaced = (change: Parameters<typeof bug>[1]) => (tx: StoreWriter) =>
  tx.upsertBugs([bug(1, { testFeatureId: 1, devices: [device], ...change })], T0);
const changed = (change: Parameters<typeof test>[1]) => (tx: StoreWriter) =>
  tx.upsertTests([test(1, { ...RICH, ...change })], listing(1));

const WRITES: Record<string, (tx: StoreWriter) => Promise<unknown>> = {
  "a new test": (tx) => tx.upsertTests([test(9)], listing(1)),
  "a new test of a new product": (tx) => tx.upsertTests([test(9, { productId: 7 })], listing(1)),
  "a test in another status": changed({ status: "archived" }),
  "a test of another type": changed({ testingType: "coverage" }),
  "a test that ends later": changed({ endAt: later(999) }),
  "a test without an end": changed({ endAt: null }),
  "a test of another customer": changed({ createdBy: "Bert" }),
  "a test that was submitted": changed({ submittedBy: "Bert" }),
  "a test in another environment": changed({ environment: { id: 5, title: "Staging", url: null } }),
  "a test with another feature": changed({ features: [testFeature(2)] }),
  "a test with one more feature": changed({ features: [testFeature(1), testFeature(2)] }),
  "a test without features": changed({ features: [] }),
  "a test for another system": changed({ platforms: [platform("Android")] }),
  "a test for no system": changed({ platforms: [] }),
  "a test that moved to another product": changed({ productId: 2 }),
  "a test that moved to a new product": changed({ productId: 8 }),
  "a test that is gone": (tx) => tx.tombstone("tests", [1], T0),
  "bugs that were fetched": (tx) => tx.replaceBugs({ testIds: [3] }, [bug(3, { testId: 3, productId: 2 })], T0),
  "bugs of a test, one less": (tx) => tx.replaceBugs({ testIds: [1] }, [], T0),
  "a new bug": (tx) => tx.upsertBugs([bug(9)], T0),
  "a bug of another severity": replaced({ severity: "low" }),
  "a bug in another status": replaced({ status: "accepted" }),
  "a bug that the clock accepted": replaced({ status: "accepted", autoAccepted: true }),
  "a known bug": replaced({ known: true }),
  "a bug with a reason": replaced({ rejectionReason: "irrelevant" }),
  "a bug of another tester": replaced({ reporter: "tom" }),
  "a bug of no feature": replaced({ testFeatureId: null }),
  "a bug found elsewhere": replaced({ devices: [{ ...device, operatingSystem: "Android" }] }),
  "a bug found nowhere": replaced({ devices: [] }),
  "a bug of another test": replaced({ testId: 3 }),
  "a bug of a test that is not stored": replaced({ testId: 404 }),
  "a rejection at another time": (tx) =>
    tx.upsertBugs([bug(2, { testId: 2, status: "rejected", rejectedAt: later(48) })], T0),
  "a rejection of a bug reported at another time": (tx) =>
    tx.upsertBugs([bug(2, { testId: 2, status: "rejected", reportedAt: later(1), rejectedAt: later(24) })], T0),
  "a bug that is gone": (tx) => tx.tombstone("bugs", [1], T0),
  "a product that is wiped": (tx) => tx.wipe([1]),
  "everything wiped": (tx) => tx.wipe(null),
};

describe("what was counted before", () => {
  it.each(Object.keys(WRITES))("is counted anew after %s", async (name) => {
    const store = await filled();
    const before = await counted(store);
    await store.write((tx) => WRITES[name]?.(tx) ?? Promise.resolve());
    const after = await counted(store);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await countedAnew(store.path));
  });

  it.each(["a bug of another severity", "a test that moved to another product", "everything wiped"])(
    "is counted anew after %s by another store",
    async (name) => {
      const store = await filled();
      const before = await counted(store);
      const other = await openTestStore({ path: store.path });
      await other.write((tx) => WRITES[name]?.(tx) ?? Promise.resolve());
      const after = await counted(store);
      expect(after).not.toEqual(before);
      expect(after).toEqual(await countedAnew(store.path));
    },
  );

  it("is counted anew when what was wiped comes back, and when what was gone does", async () => {
    const store = await filled();
    const before = await counted(store);
    await store.write((tx) => tx.tombstone("tests", [3], T0));
    expect(await counted(store)).not.toEqual(before);
    await store.write((tx) => tx.upsertTests([test(3, { productId: 2 })], listing(1)));
    await store.write((tx) => tx.upsertBugs([bug(3, { testId: 3, productId: 2 })], T0));
    expect(await counted(store)).toEqual(before);
    await store.write((tx) => tx.wipe([2]));
    await store.write((tx) => tx.upsertTests([test(3, { productId: 2, status: "running" })], listing(1)));
    expect(await counted(store)).toEqual(await countedAnew(store.path));
  });

  it("is what it was after a write that was rolled back, and right after the next", async () => {
    for (const path of [undefined, ":memory:"]) {
      const store = await filled(path);
      const before = await counted(store);
      const failing = store.write(async (tx) => {
        await replaced({ severity: "critical" })(tx);
        // A database in memory has one connection, which sees what is not committed.
        await counted(store);
        throw new Error("on second thoughts");
      });
      await expect(failing).rejects.toThrow("on second thoughts");
      expect(await counted(store)).toEqual(before);
      await store.write(replaced({ severity: "visual" }));
      const severities = await store.aggregateBugs(["severity"], { testIds: [1] }, { facts: ["bugs"] });
      expect(severities).toEqual([{ keys: [{ id: null, label: "visual" }], facts: { bugs: 1 } }]);
    }
  });
});

describe("the revision of a product", () => {
  const revisions = (store: Store) =>
    column(openRaw(store.path), "SELECT revision FROM product_counts ORDER BY customer_id, product_id");

  it("stays when nothing that is counted has changed", async () => {
    const store = await filled();
    const before = revisions(store);
    const again = { ...listing(1), syncedAt: later(5) };
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1, { title: "Another" })], later(5));
      await tx.upsertTests([test(1, { ...RICH, title: "Another", goal: "Another" }), test(2)], again);
      await tx.upsertBugs([bug(1, { testFeatureId: 1, devices: [device], title: "Another" })], later(5));
      await tx.putSyncState(syncState(1));
    });
    expect(revisions(store)).toEqual(before);
  });

  it("is its own: a write to one product leaves that of the others", async () => {
    const store = await filled();
    const [first, second] = revisions(store);
    await store.write(replaced({ severity: "low" }));
    const [changedFirst, sameSecond] = revisions(store);
    expect(sameSecond).toBe(second);
    expect(changedFirst).not.toBe(first);
  });

  it("is one customer's: the same ids of another customer change nothing", async () => {
    const store = await filled();
    const other = await openTestStore({ path: store.path, customerId: 2 });
    await other.write((tx) => tx.upsertTests([test(1), test(2)], listing(1)));
    const [first] = revisions(store);
    await other.write((tx) => tx.upsertBugs([bug(1), bug(2)], T0));
    expect(revisions(store)[0]).toBe(first);
    expect((await other.aggregateBugs([], {}, { facts: ["bugs"] }))[0]?.facts).toEqual({ bugs: 2 });
  });
});
