import { describe, expect, it } from "vitest";
import { FULL_SCAN, openExplained, SORTING } from "./support/explained.js";
import { bug, feature, later, listing, product, T0, test } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

describe("reviewTimes", () => {
  it("adds up how long living bugs of living tests in scope wait, or waited until they were rejected", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertTests([test(1), test(2, { status: "archived" }), test(3), test(4, { productId: 2 })], listing());
      await tx.replaceBugs(
        { testIds: [1, 2, 3, 4] },
        [
          bug(12, { reportedAt: later(-24) }),
          bug(11, { reportedAt: later(-24) }),
          bug(13, { testId: 2, reportedAt: later(-6) }),
          bug(14, { reportedAt: null }),
          bug(15, { reportedAt: later(12) }),
          bug(16, { testId: 3, reportedAt: later(-999) }),
          bug(17, { testId: 4, reportedAt: later(-36) }),
          bug(18, { reportedAt: later(-999) }),
          bug(21, { status: "rejected", reportedAt: later(-48), rejectedAt: later(-12) }),
          bug(22, { status: "rejected", reportedAt: later(-48), rejectedAt: null }),
          bug(23, { status: "rejected", reportedAt: null, rejectedAt: T0 }),
          bug(24, { status: "accepted", reportedAt: later(-48) }),
        ],
        T0,
      );
      await tx.tombstone("tests", [3], T0);
      await tx.tombstone("bugs", [18], T0);
    });

    const { open, rejectionDays, rejectionsTimed } = await store.reviewTimes({}, T0, 1);
    expect(open).toMatchObject({ total: 6, dated: 5, older: 1 });
    expect(open.ageDays).toBeCloseTo(1 + 1 + 0.25 + 0 + 1.5, 6);
    expect(open.oldest).toEqual({ id: 17, testId: 4, title: "Bug 17", reportedAt: later(-36) });
    expect(rejectionDays).toBeCloseTo(1.5, 6);
    expect(rejectionsTimed).toBe(1);

    const oldestOf = async (scope: Parameters<typeof store.reviewTimes>[0]) =>
      (await store.reviewTimes(scope, T0, 1)).open.oldest?.id ?? null;
    expect(await oldestOf({ productIds: [1] })).toBe(11);
    expect(await oldestOf({ productIds: [1, 2] })).toBe(17);
    expect(await oldestOf({ testStatuses: ["archived"] })).toBe(13);
    expect(await oldestOf({ testIds: [4] })).toBe(17);
    expect(await oldestOf({ endFrom: later(2), endBefore: later(4) })).toBe(13);
    expect(await oldestOf({ productIds: [] })).toBeNull();
  });

  it("comes out of the indexes of tests and of bugs under review", async () => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.reviewTimes({ productIds: [1] }, T0, 10));
    expect(plan).toMatch(/SEARCH b USING (COVERING )?INDEX bugs_by_review/);
    expect(plan).not.toMatch(FULL_SCAN);
  });
});

describe("latestTests", () => {
  it("answers the living tests that end last, those without an end last of all", async () => {
    const store = await openTestStore();
    const environment = { id: 7, title: "Staging", url: "https://staging.example" };
    await store.write(async (tx) => {
      const ended = [test(1), test(2, { environment }), test(3), test(4, { productId: 2 }), test(6)];
      await tx.upsertTests([...ended, test(5, { endAt: null })], listing());
      await tx.tombstone("tests", [6], T0);
    });
    const ids = async (...request: Parameters<typeof store.latestTests>) =>
      (await store.latestTests(...request)).map(({ id }) => id);
    expect(await ids({}, 9)).toEqual([4, 3, 2, 1, 5]);
    expect(await ids({ productIds: [1] }, 2)).toEqual([3, 2]);
    expect(await ids({ endFrom: later(2), endBefore: later(4) }, 9)).toEqual([3, 2]);
    expect((await store.latestTests({ testIds: [2] }, 9))[0]).toEqual({
      id: 2,
      productId: 1,
      title: "Test 2",
      status: "locked",
      testingType: "rapid",
      startAt: later(-48),
      endAt: later(2),
      environment,
      bugsSyncedAt: null,
    });
  });

  it("takes those of one product from the index in its order", async () => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.latestTests({ productIds: [1] }, 50));
    expect(plan).toMatch(/SEARCH t USING COVERING INDEX tests_by_product_end/);
    expect(plan.split("\n").filter((step) => SORTING.test(step))).toHaveLength(1);
    expect(plan).not.toMatch(FULL_SCAN);
  });
});

describe("featureTitles", () => {
  it("answers living features by product and title, and the products that never had theirs fetched", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1), product(2), product(3), product(4)], T0);
      await tx.replaceFeatures(2, [feature(20, { productId: 2, title: "B" })], T0);
      await tx.replaceFeatures(1, [feature(11, { title: "Z" }), feature(12, { title: "A" }), feature(13)], T0);
      await tx.replaceFeatures(1, [feature(11, { title: "Z" }), feature(12, { title: "A" })], later(1));
      await tx.replaceFeatures(3, [], T0);
    });
    expect(await store.featureTitles([4, 2, 1, 3])).toEqual({
      features: [
        { id: 12, productId: 1, title: "A" },
        { id: 11, productId: 1, title: "Z" },
        { id: 20, productId: 2, title: "B" },
      ],
      neverFetched: [4],
    });
  });
});
