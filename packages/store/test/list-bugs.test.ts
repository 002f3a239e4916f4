import { describe, expect, it } from "vitest";
import { BUG_SEVERITIES, BUG_STATUSES, type BugQuery, type Store } from "../src/index.js";
import { bug, device, later, listing, T0, test, testFeature } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

const on = (operatingSystem: string | null) => ({ ...device, operatingSystem });

async function idsOf(store: Store, query: Partial<BugQuery> = {}): Promise<number[]> {
  const { rows, total } = await store.listBugs({ limit: 100, offset: 0, ...query });
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => id);
}

/** A store with the test that bugs are of, unless said otherwise. */
async function withTest(): Promise<Store> {
  const store = await openTestStore();
  await store.write((tx) => tx.upsertTests([test(1)], listing()));
  return store;
}

describe("a list of bugs", () => {
  it("is of living bugs, the latest reported first, with a total over all pages", async () => {
    const store = await withTest();
    await store.write((tx) =>
      tx.upsertBugs([bug(1), bug(2, { reportedAt: later(2) }), bug(3, { reportedAt: null }), bug(4)], T0),
    );
    await store.write((tx) => tx.tombstone("bugs", [4], T0));
    expect(await idsOf(store)).toEqual([2, 1, 3]);
    expect(await idsOf(store, { order: "asc" })).toEqual([3, 1, 2]);
    const { rows, total } = await store.listBugs({ limit: 1, offset: 1 });
    expect(total).toBe(3);
    expect(rows).toEqual([
      {
        id: 1,
        testId: 1,
        productId: 1,
        title: "Bug 1",
        severity: "high",
        status: "forwarded",
        known: false,
        rejectionReason: null,
        reportedAt: T0,
        exportedAt: null,
        syncedAt: T0,
        deletedAt: null,
      },
    ]);
    expect(await store.listBugs({ limit: 10, offset: 5 })).toEqual({ rows: [], total: 3 });
  });

  it("sorts severities and statuses by rank, those nobody knows behind all others", async () => {
    const store = await withTest();
    const severities = [...BUG_SEVERITIES, "cosmic"];
    const statuses = [...BUG_STATUSES, "pondered"];
    // In an order that is neither by rank nor by letter.
    const shuffled = [3, 8, 0, 5, 9, 1, 7, 2, 6, 4];
    const bugs = shuffled.map((place, index) => {
      const status = statuses[place % statuses.length] ?? "";
      const stored = status === "auto_accepted" ? "accepted" : status;
      return bug(index + 1, {
        severity: severities[place] ?? "",
        status: stored,
        autoAccepted: status === "auto_accepted",
      });
    });
    await store.write((tx) => tx.upsertBugs(bugs, T0));
    const sorted = async (query: Partial<BugQuery>) => (await store.listBugs({ limit: 100, offset: 0, ...query })).rows;
    for (const within of [{}, { productIds: [1] }, { testIds: [1] }]) {
      const bySeverity = (await sorted({ ...within, sort: "severity" })).map(({ severity }) => severity);
      expect(bySeverity).toEqual(severities);
      const reversed = (await sorted({ ...within, sort: "severity", order: "asc" })).map(({ severity }) => severity);
      expect(reversed).toEqual(severities.toReversed());
      const byStatus = (await sorted({ ...within, sort: "status" })).map(({ status }) => status);
      expect([...new Set(byStatus)]).toEqual(statuses);
    }
  });

  it("has the latest reported first among equals, also where only one severity is asked for", async () => {
    const store = await withTest();
    const bugs = [1, 2, 3].map((id) => bug(id, { severity: "low", reportedAt: later(id % 3) }));
    await store.write((tx) => tx.upsertBugs([...bugs, bug(4, { severity: "critical" })], T0));
    expect(await idsOf(store, { sort: "severity" })).toEqual([4, 2, 1, 3]);
    expect(await idsOf(store, { sort: "severity", severities: ["low"] })).toEqual([2, 1, 3]);
    expect(await idsOf(store, { sort: "severity", severities: ["low"], order: "asc" })).toEqual([3, 1, 2]);
    expect(await idsOf(store, { sort: "status", statuses: ["forwarded"] })).toEqual([2, 1, 4, 3]);
  });

  it("sorts titles without regard to case", async () => {
    const store = await withTest();
    const titled = ["beta", "Alpha", "Gamma"].map((title, index) => bug(index + 1, { title }));
    await store.write((tx) => tx.upsertBugs(titled, T0));
    expect(await idsOf(store, { sort: "title", order: "asc" })).toEqual([2, 1, 3]);
    expect(await idsOf(store, { sort: "title", order: "desc", productIds: [1] })).toEqual([3, 1, 2]);
  });
});

describe("filters of bugs", () => {
  async function filled(): Promise<Store> {
    const store = await openTestStore();
    await store.write(async (tx) => {
      // Test feature 5 is feature 50 of the product, 6 is feature 60.
      await tx.upsertTests(
        [test(1, { features: [testFeature(5), testFeature(6)] }), test(2), test(7, { productId: 2 })],
        listing(1),
      );
      await tx.upsertUsers([{ username: "ann", type: "tester" }], T0);
      await tx.upsertBugs(
        [
          bug(1, { severity: "critical", testFeatureId: 5, devices: [on("iOS"), on("Android")] }),
          bug(2, { status: "accepted", testId: 2, known: true, reporter: "ann", devices: [on("Windows")] }),
          bug(3, { status: "accepted", autoAccepted: true, testFeatureId: 6, exportedAt: T0, devices: [on(null)] }),
          bug(4, { status: "rejected", rejectionReason: "known_bug", productId: 2, testId: 7, testFeatureId: 5 }),
          bug(5, { status: "rejected", severity: "cosmic", testFeatureId: 99, reportedAt: later(24) }),
        ],
        T0,
      );
    });
    return store;
  }

  const cases: [string, Partial<BugQuery>, number[]][] = [
    ["tests", { testIds: [2, 7] }, [2, 4]],
    ["no test", { testIds: [] }, []],
    ["products", { productIds: [2] }, [4]],
    ["several products", { productIds: [1, 2, 3] }, [1, 2, 3, 4, 5]],
    ["features: not the test feature of the same id in another test", { featureIds: [50] }, [1]],
    ["several features", { featureIds: [50, 60] }, [1, 3]],
    ["no feature, or one that no test knows", { featureIds: [null] }, [2, 4, 5]],
    ["a feature or none", { featureIds: [60, null] }, [2, 3, 4, 5]],
    ["severities", { severities: ["critical", "cosmic"] }, [1, 5]],
    ["only a severity that nobody knows", { severities: ["cosmic"] }, [5]],
    ["no such severity", { severities: ["major"] }, []],
    ["accepted by a person", { statuses: ["accepted"] }, [2]],
    ["accepted by the clock", { statuses: ["auto_accepted"] }, [3]],
    ["open or rejected", { statuses: ["forwarded", "rejected"] }, [1, 4, 5]],
    ["a reason", { rejectionReasons: ["known_bug"] }, [4]],
    ["a reason or none", { rejectionReasons: ["known_bug", null], statuses: ["rejected"] }, [4, 5]],
    ["known", { known: true }, [2]],
    ["not known", { known: false }, [1, 3, 4, 5]],
    ["exported", { exported: true }, [3]],
    ["not yet exported", { exported: false }, [1, 2, 4, 5]],
    ["a reporter", { reporterId: 1 }, [2]],
    ["no such reporter", { reporterId: 9 }, []],
    ["systems, in any case", { foundPlatforms: ["ios", "WINDOWS"] }, [1, 2]],
    ["part of a system's name", { foundPlatforms: ["Win"] }, []],
    ["no system", { foundPlatforms: [null] }, [3, 4, 5]],
    ["a time", { reportedFrom: T0, reportedBefore: later(24) }, [1, 2, 3, 4]],
    ["the moment itself", { reportedFrom: later(24) }, [5]],
    ["all at once", { productIds: [1], severities: ["high"], known: true, exported: false, reporterId: 1 }, [2]],
    ["all at once, and no match", { testIds: [2], known: false }, []],
  ];

  it("narrow to what matches all of them", async () => {
    const store = await filled();
    for (const [what, query, expected] of cases) {
      expect(await idsOf(store, { sort: "title", order: "asc", ...query }), what).toEqual(expected);
    }
  });

  it("find a bug by the systems it was found on since it was stored again", async () => {
    const store = await filled();
    await store.write((tx) => tx.upsertBugs([bug(1, { devices: [on("macOS")] })], later(1)));
    expect(await idsOf(store, { foundPlatforms: ["iOS"] })).toEqual([]);
    expect(await idsOf(store, { foundPlatforms: ["macOS"] })).toEqual([1]);
  });

  it("see nothing of another customer", async () => {
    const store = await filled();
    const other = await openTestStore({ path: store.path, customerId: 2 });
    expect(await other.listBugs({ limit: 10, offset: 0 })).toEqual({ rows: [], total: 0 });
    expect(await other.getBugs([1])).toEqual([]);
    expect((await other.bugCountsOfTest(1)).total).toBe(0);
  });
});
