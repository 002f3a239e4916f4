import { describe, expect, it } from "vitest";
import { isStoreError, openStore, type Store } from "../src/index.js";
import { bug, feature, later, listing, product, syncState, T0, test, testFeature } from "./support/fixtures.js";
import { column, openRaw, openTestStore, temporaryFile } from "./support/stores.js";

const position = {
  productId: 1,
  position: 3,
  pageSize: 1,
  beforeId: null,
  beforeEndAt: null,
  afterId: null,
  afterEndAt: null,
  attempts: 1,
  mode: "default",
  mappedTestIds: [],
  firstSeenAt: T0,
  lastSeenAt: T0,
};

async function fill(store: Store, mark: string): Promise<void> {
  await store.write(async (tx) => {
    const sections = [{ id: 1, title: mark, isDefault: false }];
    await tx.upsertProducts([product(1, { title: mark, sections })], T0);
    await tx.replaceFeatures(1, [feature(1, { title: mark })], T0);
    await tx.upsertUserStories(
      [{ id: 1, productId: 1, featureId: 1, sectionId: null, path: null, title: mark, data: {} }],
      T0,
    );
    await tx.upsertTests([test(1, { title: mark, features: [testFeature(1, mark)] })], listing(1));
    await tx.upsertBugs([bug(1, { title: mark })], T0);
    await tx.upsertUsers([{ username: mark, type: "tester" }], T0);
    await tx.putSyncState(syncState(1, { failure: mark }));
    await tx.putProblemPosition({ ...position, mode: mark });
    await tx.setMetadata("mark", mark);
    await tx.startSyncEvent({ trigger: "cli", mode: mark, pid: 1, host: "here", startedAt: T0 });
  });
}

/** All that a store answers, but for the size of the file that two of them share. */
async function everything(store: Store) {
  const { sizeBytes: _, ...stats } = await store.stats();
  return {
    stats,
    products: await store.listProducts({ limit: 9, offset: 0, now: T0, includeDeleted: true }),
    sections: await store.listSections(1),
    tests: await store.listTests({ limit: 9, offset: 0, includeDeleted: true }),
    test: await store.getTest(1),
    known: await store.knownTests([1]),
    state: await store.getSyncState(1, "NEW_TESTS"),
    states: await store.listSyncStates("NEW_TESTS"),
    events: await store.listSyncEvents(9),
    positions: await store.listProblemPositions(),
    summaries: await store.productSyncSummaries(),
    mark: await store.getMetadata("mark"),
  };
}

describe("two customers in one database", () => {
  it("never see or touch each other's rows, though all ids are the same", async () => {
    const path = temporaryFile();
    const one = await openTestStore({ path, customerId: 1 });
    const two = await openTestStore({ path, customerId: 2 });
    await fill(one, "one");
    const before = await everything(one);
    expect(JSON.stringify(before)).not.toContain("two");

    await fill(two, "two");
    expect(await everything(one)).toEqual(before);
    expect(JSON.stringify(await everything(two))).not.toContain("one");
    expect((await two.stats()).tests).toBe(1);

    await two.write(async (tx) => {
      await tx.upsertTests([test(1, { title: "two again" })], listing(7));
      await tx.stampBugsSynced([1], later(1));
      await tx.replaceFeatures(1, [], later(1));
      await tx.upsertProducts([product(1)], later(1));
      for (const entity of ["products", "tests", "bugs"] as const) await tx.tombstone(entity, [1], later(1));
      await tx.deleteMetadata("mark");
      await tx.deleteProblemPositions([1]);
      await tx.interruptSyncEvents(later(1));
      const id = await tx.startSyncEvent({ trigger: "cli", mode: "two", pid: 1, host: "here", startedAt: T0 });
      expect(id).toBe(2);
    });
    expect(await everything(one)).toEqual(before);
    expect(column(openRaw(path), "SELECT DISTINCT customer_id FROM search_index ORDER BY 1")).toEqual([1]);
  });

  it("hold every table to it: customer_id comes first in each primary key", async () => {
    const store = await openTestStore();
    const raw = openRaw(store.path);
    const tables = column(raw, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE \"%'");
    const ours = tables.map(String).filter((name) => name !== "_prisma_migrations");
    expect(ours).toHaveLength(14);
    for (const table of ours) {
      const [first] = column(raw, `SELECT name FROM pragma_table_info('${table}') WHERE pk = 1`);
      expect(`${table}.${first}`).toBe(`${table}.customer_id`);
    }
  });
});

describe("store errors", () => {
  it("are recognised whichever copy of the package made them", async () => {
    const foreign = Object.assign(new Error("from another copy"), { isStoreError: true });
    expect(isStoreError(foreign)).toBe(true);
    expect(isStoreError(new Error("no"))).toBe(false);
    expect(isStoreError(await openStore({ path: "/dev/null/x", customerId: 1 }).catch((error) => error))).toBe(true);
  });
});
