import { describe, expect, it } from "vitest";
import { isStoreError, openStore, type Store } from "../src/index.js";
import {
  bug,
  feature,
  later,
  listing,
  problemPosition,
  product,
  syncState,
  T0,
  test,
  testFeature,
} from "./support/fixtures.js";
import { column, openRaw, openTestStore, temporaryFile } from "./support/stores.js";

async function fill(store: Store, mark: string): Promise<void> {
  await store.write(async (tx) => {
    const sections = [{ id: 1, title: mark, isDefault: false }];
    await tx.upsertProducts([product(1, { title: mark, sections })], T0);
    await tx.replaceFeatures(1, [feature(10, { title: mark })], T0);
    await tx.upsertUserStories(
      [{ id: 1, productId: 1, featureId: 1, sectionId: null, path: null, title: mark, data: {} }],
      T0,
    );
    await tx.upsertTests([test(1, { title: mark, features: [testFeature(1, mark)] })], listing(1));
    await tx.replaceBugs({ testIds: [1] }, [bug(1, { title: mark, testFeatureId: 1, reporter: mark })], T0);
    await tx.upsertUsers([{ username: mark, type: "tester" }], T0);
    await tx.putSyncState(syncState(1, { failure: mark, failedAt: T0 }));
    await tx.addProblemPosition({ ...problemPosition, mode: mark });
    await tx.setMetadata("mark", mark);
    await tx.startSyncEvent({ trigger: "cli", mode: mark, pid: 1, host: "here", startedAt: T0 });
  });
}

/** All that a store answers, but for the size and soundness of the file that two of them share. */
async function everything(store: Store) {
  const { sizeBytes: _, ...stats } = await store.stats();
  return {
    stats,
    products: await store.listProducts({ limit: 9, offset: 0, now: T0, includeDeleted: true }),
    figures: await store.productFigures(1),
    sections: await store.listSections(1),
    features: await store.listFeatures({ productId: 1, limit: 9, offset: 0 }),
    feature: await store.getFeature(10),
    people: await store.listUsers({ limit: 9, offset: 0 }),
    peopleOfOne: await store.listUsers({ productId: 1, limit: 9, offset: 0 }),
    person: await store.getUser(1),
    isKnown: await store.hasUser(1),
    tests: await store.listTests({ limit: 9, offset: 0, includeDeleted: true }),
    test: await store.getTest(1),
    known: await store.knownTests([1]),
    living: await store.livingTestIds(1),
    stamps: await store.testStamps([1]),
    changeable: await store.changeableTests(1),
    due: await store.testsWithDueBugs(1, { changeableBefore: later(1), now: later(1) }),
    everFetched: await store.bugsEverFetched(1),
    countOfTests: await store.countTests(1),
    endingAfter: await store.countTestsEndingAfter(1, T0),
    reviewTimes: await store.reviewTimes({}, later(1), 10),
    latestTests: await store.latestTests({}, 9),
    featureTitles: await store.featureTitles([1]),
    counts: await store.entityCounts(null),
    testsByFeature: await store.aggregateTests(["feature", "product"], {}),
    bugsByTester: await store.aggregateBugs(["tester", "feature"], {}),
    testers: await store.findAggregateKeys("tester", { name: "" }, 9),
    featureKeys: await store.findAggregateKeys("feature", { name: "" }, 9),
    newest: await store.newestTestIds({}, 9),
    countsOfOne: await store.entityCounts([1]),
    state: await store.getSyncState(1, "NEW_TESTS"),
    status: await store.getProductSyncStatus(1, "NEW_TESTS"),
    states: await store.listSyncStates("NEW_TESTS"),
    outcomes: await store.listSyncOutcomes("NEW_TESTS"),
    failures: await store.listSyncOutcomes("NEW_TESTS", { failed: true }),
    events: await store.listSyncEvents(9),
    positions: await store.listProblemPositions(),
    summaries: await store.productSyncSummaries({ staleBefore: later(1) }),
    mark: await store.getMetadata("mark"),
  };
}

/** What reads that only count or name ids answer when there is nothing. */
const NOTHING = {
  figures: { testsByStatus: [], bugCount: 0, testsNeverFetchedBugs: 0 },
  features: { rows: [], total: 0 },
  feature: null,
  people: { rows: [], total: 0 },
  peopleOfOne: { rows: [], total: 0 },
  person: null,
  isKnown: false,
  known: [],
  living: [],
  stamps: [],
  changeable: [],
  due: [],
  everFetched: false,
  countOfTests: 0,
  endingAfter: 0,
  reviewTimes: {
    open: { total: 0, dated: 0, ageDays: 0, older: 0, oldest: null },
    rejectionDays: 0,
    rejectionsTimed: 0,
  },
  latestTests: [],
  featureTitles: { features: [], neverFetched: [] },
  counts: { products: 0, tests: 0, bugs: 0, features: 0, users: 0 },
  countsOfOne: { products: 0, tests: 0, bugs: 0, features: 0, users: 0 },
  positions: [],
  summaries: [],
};

describe("two customers in one database", () => {
  it("never see or touch each other's rows, though all ids are the same", async () => {
    const path = temporaryFile();
    const one = await openTestStore({ path, customerId: 1 });
    const two = await openTestStore({ path, customerId: 2 });
    await fill(one, "one");
    expect(await everything(two)).toMatchObject(NOTHING);
    const before = await everything(one);
    expect(JSON.stringify(before)).not.toContain("two");

    await fill(two, "two");
    expect(await everything(one)).toEqual(before);
    expect(JSON.stringify(await everything(two))).not.toContain("one");
    expect((await two.stats()).tests).toBe(1);

    await two.write(async (tx) => {
      await tx.upsertTests([test(1, { title: "two again" })], listing(7));
      const replaced = await tx.replaceBugs({ testIds: [1] }, [bug(2)], later(1));
      expect(replaced).toEqual({ inserted: 1, updated: 0, deleted: 1 });
      await tx.replaceBugs({ productId: 1 }, [], later(2));
      await tx.replaceFeatures(1, [], later(1));
      await tx.upsertProducts([product(1)], later(1));
      for (const entity of ["products", "tests", "bugs"] as const) await tx.tombstone(entity, [1], later(1));
      await tx.deleteMetadata("mark");
      await tx.updateProblemPosition({ ...problemPosition, id: 1, attempts: 9 });
      expect(await tx.addProblemPosition(problemPosition)).toBe(2);
      await tx.deleteProblemPositions([1]);
      await tx.interruptSyncEvents(later(1));
      const id = await tx.startSyncEvent({ trigger: "cli", mode: "two", pid: 1, host: "here", startedAt: T0 });
      expect(id).toBe(2);
    });
    expect(await everything(one)).toEqual(before);
    const inIndex = "SELECT customer_id || entity_type FROM search_index WHERE customer_id = 1 ORDER BY 1";
    const indexed = column(openRaw(path), inIndex);

    expect(await two.write((tx) => tx.wipe([1]))).toEqual({ products: 1, tests: 1, bugs: 2, features: 1, users: 0 });
    expect(await two.write((tx) => tx.wipe(null))).toEqual({ products: 0, tests: 0, bugs: 0, features: 0, users: 1 });
    expect(await everything(two)).toMatchObject(NOTHING);
    expect(await everything(one)).toEqual(before);
    expect(column(openRaw(path), inIndex)).toEqual(indexed);
    expect(column(openRaw(path), "SELECT DISTINCT customer_id FROM search_index ORDER BY 1")).toEqual([1]);
  });

  it("store the same records each for itself, and see them again each for itself", async () => {
    const path = temporaryFile();
    const one = await openTestStore({ path, customerId: 1 });
    const two = await openTestStore({ path, customerId: 2 });
    for (const store of [one, two]) {
      const counts = await store.write((tx) => tx.upsertTests([test(1)], listing()));
      expect(counts).toEqual({ inserted: 1, updated: 0 });
      await store.write((tx) => tx.replaceBugs({ testIds: [1] }, [bug(1)], T0));
    }
    const before = await one.testStamps([1]);

    await two.write(async (tx) => {
      await tx.upsertTests([test(1)], listing(2, { syncedAt: later(1) }));
      await tx.tombstone("tests", [1], later(2));
      await tx.upsertTests([test(1)], listing(3, { syncedAt: later(3) }));
    });
    expect(await one.testStamps([1])).toEqual(before);
    expect(await one.knownTests([1])).toMatchObject([{ syncPass: null, deletedAt: null }]);
  });

  it("hold every table to it: customer_id comes first in each primary key", async () => {
    const store = await openTestStore();
    const raw = openRaw(store.path);
    const tables = column(raw, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE \"%'");
    const ours = tables.map(String).filter((name) => name !== "_prisma_migrations");
    expect(ours).toHaveLength(18);
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
