import type { Store } from "@testio/store";
import { describe, expect, it } from "vitest";
import { type BugListQuery, InvalidQueryError, listBugs, NotFoundError } from "../../src/index.js";
import { bug, fetchBugs, phone } from "../support/bugs.js";
import { refreshing } from "../support/freshness.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const feature = (id: number, featureId: number) => ({
  id,
  featureId,
  title: `Feature ${featureId}`,
  description: null,
  howtofind: null,
  userStories: [],
  enableDefault: null,
  enableContent: null,
  enableVisual: null,
});

const now = () => NOW;
const reportedOn = (day: string) => new Date(`${day}T12:00:00Z`);

/** Two products with a test each, and bugs of every kind. */
async function filled(): Promise<Store> {
  const store = await freshStore();
  await fill(store, {
    products: [product(1), product(2)],
    tests: [test(10, { features: [feature(70, 7)] }), test(20, { productId: 2 })],
    states: [state(1), state(2)],
  });
  await store.write((tx) => tx.upsertUsers([{ username: "tess", type: "tester" }], SYNCED));
  await fetchBugs(
    store,
    [10, 20],
    [
      bug(1, { severity: "low", testFeatureId: 70, reporter: "tess", steps: "x".repeat(1001), devices: [phone] }),
      bug(2, { status: "accepted", severity: "critical", reportedAt: reportedOn("2026-06-10") }),
      bug(3, { status: "accepted", autoAccepted: true, known: true, exportedAt: SYNCED }),
      bug(4, { status: "rejected", rejectionReason: "irrelevant", testId: 20, productId: 2 }),
      bug(5, {
        status: "rejected",
        severity: "cosmic",
        testId: 20,
        productId: 2,
        reportedAt: reportedOn("2026-06-12"),
      }),
    ],
  );
  return store;
}

async function idsOf(store: Store, query: BugListQuery): Promise<number[]> {
  const { bugs, pagination } = await listBugs(store, query, { now });
  expect(pagination.total).toBe(bugs.length);
  return bugs.map(({ id }) => id);
}

describe("listBugs", () => {
  it("answers bugs with what one needs to choose, and says how far it can be trusted", async () => {
    const store = await filled();
    expect(await listBugs(store, { product_ids: [2], status: "rejected", sort_order: "asc" }, { now })).toEqual({
      filters_applied: { product_ids: [2], status: ["rejected"] },
      pagination: { page: 1, per_page: 100, start_index: 0, end_index: 1, total: 2, has_more: false },
      bugs: [
        {
          id: 4,
          title: "Bug 4",
          severity: "high",
          status: "rejected",
          known: false,
          rejection_reason: "irrelevant",
          test_id: 20,
          product_id: 2,
          reported_at: "2026-06-02T08:00:00.000Z",
          exported_at: null,
        },
        expect.objectContaining({ id: 5, rejection_reason: null }),
      ],
      as_of: SYNCED.toISOString(),
      coverage: {
        complete: true,
        complete_since: null,
        never_fetched: 0,
        stale: 0,
        failed: 0,
        problem_positions: 0,
        notes: [],
      },
    });
  });

  it("shows more of each row when asked for, with long texts cut", async () => {
    const { bugs } = await listBugs(await filled(), { reported_by_user_id: 1, detail: "full" }, { now });
    expect(bugs).toEqual([
      expect.objectContaining({
        id: 1,
        product_name: "Product 1",
        test_title: "Test 10",
        feature: { id: 7, title: "Feature 7" },
        reported_by: { id: 1, username: "tess" },
        found_on: ["iOS 26.1, Apple iPhone 17 (smartphone), Safari"],
        steps: `${"x".repeat(999)}…`,
        expected_result: null,
        rejected_at: null,
        comment_count: 0,
      }),
    ]);
  });

  const cases: [string, BugListQuery, number[]][] = [
    ["all there are, the latest first", {}, [5, 2, 4, 3, 1]],
    ["of tests", { test_ids: [20] }, [5, 4]],
    ["of features", { feature_ids: [7] }, [1]],
    ["on no feature", { feature_ids: ["none"] }, [5, 2, 4, 3]],
    ["open ones", { status: "open" }, [1]],
    ["forwarded ones, which is the same", { status: ["forwarded"] }, [1]],
    ["accepted by a person", { status: "accepted" }, [2]],
    ["accepted by the clock", { status: "auto_accepted" }, [3]],
    ["of a reason or without", { rejection_reason: ["irrelevant", "none"], status: "rejected" }, [5, 4]],
    ["known", { known: true }, [3]],
    ["not yet exported", { exported: false }, [5, 2, 4, 1]],
    ["found on a system", { found_platform: "IOS" }, [1]],
    ["found on none", { found_platform: ["none"] }, [5, 2, 4, 3]],
    ["of a severity that only TestIO knows", { severity: "cosmic" }, [5]],
    ["reported in some days, the last included", { start_date: "2026-06-03", end_date: "2026-06-10" }, [2]],
    ["reported lately, in words", { start_date: "last 4 days" }, [5]],
    ["critical first", { sort_by: "severity" }, [2, 4, 3, 1, 5]],
    ["critical last", { sort_by: "severity", sort_order: "asc" }, [5, 1, 3, 4, 2]],
    ["open first", { sort_by: "status" }, [1, 2, 3, 5, 4]],
    ["by title", { sort_by: "title", sort_order: "asc" }, [1, 2, 3, 4, 5]],
    ["of several filters at once", { product_ids: [1, 2], severity: ["high", "low"], exported: false }, [4, 1]],
  ];

  it("filters and sorts in every way", async () => {
    const store = await filled();
    for (const [what, query, expected] of cases) expect(await idsOf(store, query), what).toEqual(expected);
  });

  it("pages through them", async () => {
    const store = await filled();
    const second = await listBugs(store, { page: 2, per_page: 2, sort_by: "title", sort_order: "asc" }, { now });
    expect(second.bugs.map(({ id }) => id)).toEqual([3, 4]);
    expect(second.pagination).toEqual({ page: 2, per_page: 2, start_index: 2, end_index: 3, total: 5, has_more: true });
  });

  it("leaves out what is gone upstream, and says so of a test asked for", async () => {
    const store = await filled();
    await store.write(async (tx) => {
      await tx.tombstone("bugs", [1], SYNCED);
      await tx.tombstone("tests", [20], SYNCED);
    });
    expect(await idsOf(store, {})).toEqual([2, 3]);
    const { bugs, coverage } = await listBugs(store, { test_ids: [10, 20] }, { now });
    expect(bugs.map(({ id }) => id)).toEqual([2, 3]);
    expect(coverage.notes).toEqual(["Deleted upstream, so that their bugs are left out: 1 test (20)."]);
  });

  it("fetches the bugs in scope first", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10), test(11)], states: [state(1)] });
    const asked: number[][] = [];
    const freshness = refreshing({
      bugs: async (ids) => {
        asked.push([...ids]);
        await fetchBugs(store, [...ids], [bug(1)], NOW);
        return { fetched: [...ids] };
      },
    });
    const answer = await listBugs(store, { product_ids: [1] }, { now, freshness });
    expect(asked).toEqual([[11, 10]]);
    expect(answer).toMatchObject({ bugs: [{ id: 1 }], coverage: { complete: true, never_fetched: 0, notes: [] } });
    await listBugs(store, { product_ids: [1] }, { now, freshness });
    expect(asked).toHaveLength(1);
  });

  it("fetches only for the tests that name a feature, and never calls unknown bugs none", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1)],
      tests: [test(10, { features: [feature(70, 7)] }), test(11)],
      states: [state(1)],
    });
    const asked: number[] = [];
    const freshness = refreshing({
      bugs: async (ids) => {
        asked.push(...ids);
        return { stale: ids.map((id) => ({ id, syncedAt: null, ageSeconds: null, reason: "TestIO is away." })) };
      },
    });
    const answer = await listBugs(store, { feature_ids: [7] }, { now, freshness });
    expect(asked).toEqual([10]);
    expect(answer).toMatchObject({ bugs: [], coverage: { complete: false, never_fetched: 1, failed: 1 } });
    expect(answer.coverage.notes).toEqual([
      "bugs never fetched for 1 test in scope: whether there are any is not known.",
      "Bugs could not be fetched now: TestIO is away.",
    ]);
  });

  it("refuses what is wrong and names what is right", async () => {
    const store = await filled();
    const wrong: [string, BugListQuery, RegExp][] = [
      ["severity", { severity: "major" }, /severity "major".*critical, high, low/],
      ["status", { status: ["open", "closed"] }, /status "closed".*forwarded.*auto_accepted.*open/],
      ["rejection_reason", { rejection_reason: "because" }, /"because".*known_bug.*none/],
      ["test_ids", { test_ids: [] }, /test_ids is empty/],
      ["start_date", { start_date: "soonish" }, /soonish/],
      ["per_page", { per_page: 201 }, /per_page/],
    ];
    for (const [field, query, message] of wrong) {
      const failure = await listBugs(store, query, { now }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InvalidQueryError);
      expect(failure).toMatchObject({ field, message: expect.stringMatching(message) });
    }
  });

  it("names a product or user that is not stored", async () => {
    const store = await filled();
    for (const [entity, query] of [
      ["product", { product_ids: [1, 404] }],
      ["user", { reported_by_user_id: 404 }],
    ] as const) {
      const failure = await listBugs(store, query, { now }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(NotFoundError);
      expect(failure).toMatchObject({ entity, id: 404 });
    }
  });
});
