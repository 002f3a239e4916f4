import { describe, expect, it } from "vitest";
import { bug, device, feature, later, listing, product, T0, test, testFeature } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

describe("a bug with its details", () => {
  it("names what it belongs to, and has its texts, comments and devices", async () => {
    const store = await openTestStore();
    const comments = [
      { id: 1, body: "Please see", author: { name: "Tess" }, created_at: "2026-03-02T10:00:00+02:00" },
      { id: 2, body: "  " },
      "not a comment",
      { id: 3, body: "Fixed", author: null, created_at: "some day" },
    ];
    const fields = { steps: "1. Go", expectedResult: "It works", actualResult: "It does not", comments: "Please see" };
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1)], T0);
      await tx.replaceFeatures(1, [feature(50, { title: "Checkout" })], T0);
      await tx.upsertTests([test(1, { features: [testFeature(5), testFeature(6, "Only here")] })], listing(1));
      await tx.upsertUsers([{ username: "tess", type: "tester" }], T0);
      await tx.replaceBugs(
        { testIds: [1] },
        [
          bug(1, {
            ...fields,
            testFeatureId: 5,
            status: "rejected",
            rejectionReason: "known_bug",
            rejectedAt: later(3),
            devices: [device, { ...device, operatingSystem: "Android" }],
            data: { id: 1, comments },
          }),
          bug(2, { testFeatureId: 6, reporter: "nobody stored" }),
        ],
        later(5),
      );
    });
    const [first, second] = await store.getBugs([1, 2]);
    expect(first).toEqual({
      id: 1,
      testId: 1,
      productId: 1,
      title: "Bug 1",
      severity: "high",
      status: "rejected",
      known: false,
      rejectionReason: "known_bug",
      rejectedAt: later(3),
      reportedAt: T0,
      exportedAt: null,
      syncedAt: later(5),
      deletedAt: null,
      productTitle: "Product 1",
      testTitle: "Test 1",
      bugsSyncedAt: later(5),
      feature: { id: 50, testFeatureId: 5, title: "Checkout" },
      reporter: { id: 1, username: "tess" },
      steps: "1. Go",
      expectedResult: "It works",
      actualResult: "It does not",
      comments: [
        { author: "Tess", createdAt: new Date("2026-03-02T08:00:00Z"), body: "Please see" },
        { author: null, createdAt: null, body: "Fixed" },
      ],
      devices: [device, { ...device, operatingSystem: "Android" }],
    });
    expect(second).toMatchObject({
      feature: { id: 60, testFeatureId: 6, title: "Only here" },
      reporter: { id: null, username: "nobody stored" },
      comments: [],
      devices: [],
    });
  });

  it("is answered in the order asked for, also without its test and when it is gone upstream", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertBugs([bug(1), bug(2, { reporter: null, testFeatureId: 4 })], T0));
    await store.write((tx) => tx.tombstone("bugs", [2], later(1)));
    const bugs = await store.getBugs([2, 404, 1]);
    expect(bugs.map(({ id }) => id)).toEqual([2, 1]);
    expect(bugs[0]).toMatchObject({
      deletedAt: later(1),
      productTitle: null,
      testTitle: null,
      bugsSyncedAt: null,
      reporter: null,
      feature: { id: null, testFeatureId: 4, title: null },
    });
    expect(await store.getBugs([])).toEqual([]);
  });
});

describe("counts of a test's bugs", () => {
  it("are of its living bugs; where they were found counts each bug once in each", async () => {
    const store = await openTestStore();
    const phone = { ...device, browsers: ["Safari", "Chrome"] };
    await store.write((tx) =>
      tx.upsertBugs(
        [
          bug(1, { severity: "critical", devices: [phone, { ...phone, browsers: ["Safari"] }] }),
          bug(2, { known: true, devices: [{ ...device, operatingSystem: "Android", browsers: [] }] }),
          bug(3, { status: "accepted", autoAccepted: true }),
          bug(4, { status: "rejected", rejectionReason: "irrelevant" }),
          bug(5, { status: "rejected" }),
          bug(6, { testId: 2 }),
          bug(7),
        ],
        T0,
      ),
    );
    await store.write((tx) => tx.tombstone("bugs", [7], T0));
    expect(await store.bugCountsOfTest(1)).toEqual({
      total: 5,
      known: 1,
      bySeverity: [
        { label: "high", count: 4 },
        { label: "critical", count: 1 },
      ],
      byStatus: [
        { label: "forwarded", count: 2 },
        { label: "rejected", count: 2 },
        { label: "auto_accepted", count: 1 },
      ],
      byRejectionReason: [
        { label: null, count: 1 },
        { label: "irrelevant", count: 1 },
      ],
      operatingSystems: [
        { label: null, count: 3 },
        { label: "Android", count: 1 },
        { label: "iOS", count: 1 },
      ],
      browsers: [
        { label: null, count: 4 },
        { label: "Chrome", count: 1 },
        { label: "Safari", count: 1 },
      ],
      deviceCategories: [
        { label: null, count: 3 },
        { label: "smartphone", count: 2 },
      ],
    });
    expect(await store.bugCountsOfTest(404)).toMatchObject({ total: 0, bySeverity: [], operatingSystems: [] });
  });
});
