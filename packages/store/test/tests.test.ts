import { describe, expect, it } from "vitest";
import type { TestQuery } from "../src/index.js";
import { later, listing, platform, T0, test, testFeature } from "./support/fixtures.js";
import { column, openRaw, openTestStore } from "./support/stores.js";

const page = { limit: 100, offset: 0 };

describe("upserting tests", () => {
  it("keeps everything there is to a test", async () => {
    const store = await openTestStore();
    const full = test(1, {
      sectionId: 3,
      reviewStatus: "review_successful",
      duration: "48h",
      goal: "Find bugs",
      instructions: "Try it",
      outOfScope: "Payment",
      enableLow: true,
      createdBy: "Ann",
      submittedBy: "Ben",
      environment: { id: 7, title: "Staging", url: "https://staging.example" },
      features: [testFeature(2), testFeature(1)],
      platforms: [platform("iOS"), platform("Android")],
      data: { id: 1, nested: { ümlaut: ["a", null, 1.5] } },
    });
    await store.write((tx) => tx.upsertTests([full], listing()));

    expect(await store.getTest(1)).toEqual({ ...full, syncedAt: T0, bugsSyncedAt: null, deletedAt: null });
    expect(await store.getTest(2)).toBeNull();
  });

  it("counts new and changed rows, not those that were only seen again", async () => {
    const store = await openTestStore();
    const write = (tests: Parameters<typeof test>[1][], syncedAt = T0) =>
      store.write((tx) =>
        tx.upsertTests(
          tests.map((over, index) => test(index + 1, over)),
          listing(null, { syncedAt }),
        ),
      );

    expect(await write([{}, {}])).toEqual({ inserted: 2, updated: 0 });
    expect(await write([{}, {}, {}], later(1))).toEqual({ inserted: 1, updated: 0 });
    expect(await write([{ status: "archived" }, { data: { more: 1 } }, {}], later(2))).toEqual({
      inserted: 0,
      updated: 2,
    });
    expect((await store.getTest(3))?.syncedAt).toEqual(later(2));
  });

  it("takes the last of two records with one id", async () => {
    const store = await openTestStore();
    const twice = [test(1, { title: "first", features: [testFeature(1)] }), test(1, { title: "last" })];
    expect(await store.write((tx) => tx.upsertTests(twice, listing()))).toEqual({ inserted: 1, updated: 0 });
    expect(await store.getTest(1)).toMatchObject({ title: "last", features: [] });
  });

  it("replaces features and platforms when they changed, and only then", async () => {
    const store = await openTestStore();
    const raw = openRaw(store.path);
    const parts = { features: [testFeature(1), testFeature(2)], platforms: [platform("iOS"), platform("Android")] };
    const rowids = () => column(raw, "SELECT rowid FROM test_features UNION ALL SELECT rowid FROM test_platforms");
    await store.write((tx) => tx.upsertTests([test(9, parts), test(1, parts), test(8, parts)], listing()));
    const before = rowids();

    await store.write((tx) => tx.upsertTests([test(1, { ...parts, status: "archived" })], listing()));
    expect(rowids()).toEqual(before);

    const changed = { features: [testFeature(2, "Renamed")], platforms: [platform("Windows")] };
    await store.write((tx) => tx.upsertTests([test(1, changed)], listing()));
    expect(await store.getTest(1)).toMatchObject(changed);
    expect(await store.getTest(8)).toMatchObject(parts);
  });

  it("writes more rows than one statement may have parameters", async () => {
    const store = await openTestStore();
    const tests = Array.from({ length: 1500 }, (_, index) => test(index + 1));
    expect(await store.write((tx) => tx.upsertTests(tests, listing(1)))).toEqual({ inserted: 1500, updated: 0 });
    expect(await store.knownTests(tests.map(({ id }) => id))).toHaveLength(1500);
  });

  it("does nothing for no tests", async () => {
    const store = await openTestStore();
    expect(await store.write((tx) => tx.upsertTests([], listing(1)))).toEqual({ inserted: 0, updated: 0 });
  });
});

describe("a tombstone", () => {
  it("is set once, hides the test, and is lifted when the test is listed again", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests([test(1), test(2)], listing()));
    expect(await store.write((tx) => tx.tombstone("tests", [1, 99], later(1)))).toBe(1);
    expect(await store.write((tx) => tx.tombstone("tests", [1], later(2)))).toBe(0);

    expect((await store.getTest(1))?.deletedAt).toEqual(later(1));
    expect(await store.listTests(page)).toMatchObject({ total: 1, rows: [{ id: 2 }] });
    expect(await store.listTests({ ...page, includeDeleted: true })).toMatchObject({ total: 2 });
    expect(await store.stats()).toMatchObject({ tests: 1, deletedTests: 1 });

    const counts = await store.write((tx) => tx.upsertTests([test(1), test(2)], listing()));
    expect(counts).toEqual({ inserted: 0, updated: 1 });
    expect(await store.listTests(page)).toMatchObject({ total: 2 });
  });
});

describe("listing tests", () => {
  const ids = async (query: Partial<TestQuery> & { ofAnyProduct?: boolean }) => {
    const store = await openTestStore();
    await store.write((tx) =>
      tx.upsertTests(
        [
          test(1, { endAt: later(3), startAt: later(-3), title: "banana", status: "archived", testingType: "rapid" }),
          test(2, { endAt: null, startAt: null, title: "Apple", status: "paused by the moon", testingType: null }),
          test(3, { endAt: later(3), startAt: later(-1), title: "apple", status: "running", testingType: "coverage" }),
          test(4, { endAt: later(1), startAt: later(-2), title: "Cherry", status: "waiting", testingType: "rapid" }),
          test(5, { endAt: later(9), productId: 2 }),
        ],
        listing(),
      ),
    );
    const { ofAnyProduct, ...rest } = query;
    const { rows, total } = await store.listTests({ ...(ofAnyProduct ? {} : { productId: 1 }), ...page, ...rest });
    return [...rows.map(({ id }) => id), `of ${total}`];
  };

  it.each<[string, Parameters<typeof ids>[0], (number | string)[]]>([
    ["newest end first, those without one last", {}, [3, 1, 4, 2, "of 4"]],
    ["oldest end first", { order: "asc" }, [2, 4, 1, 3, "of 4"]],
    ["by start", { sort: "start_at" }, [3, 4, 1, 2, "of 4"]],
    ["by title, whatever the case", { sort: "title", order: "asc" }, [2, 3, 1, 4, "of 4"]],
    ["by status, what is under way first, unknown ones last", { sort: "status" }, [3, 4, 1, 2, "of 4"]],
    ["by status, backwards", { sort: "status", order: "asc", limit: 2 }, [2, 1, "of 4"]],
    ["a page of them", { limit: 2, offset: 1 }, [1, 4, "of 4"]],
    ["a page after the last", { offset: 50 }, ["of 4"]],
    ["of any product", { ofAnyProduct: true }, [5, 3, 1, 4, 2, "of 5"]],
    ["of some products", { ofAnyProduct: true, productIds: [2, 1], limit: 2 }, [5, 3, "of 5"]],
    ["of one of them", { ofAnyProduct: true, productIds: [2] }, [5, "of 1"]],
    ["of no product", { ofAnyProduct: true, productIds: [] }, ["of 0"]],
    [
      "of some products in a time, by title",
      { ofAnyProduct: true, productIds: [1, 2], endFrom: later(3), sort: "title" },
      [5, 1, 3, "of 3"],
    ],
    ["of some statuses", { statuses: ["running", "waiting"] }, [3, 4, "of 2"]],
    ["of no status", { statuses: [] }, ["of 0"]],
    ["of a testing type", { testingTypes: ["rapid"] }, [1, 4, "of 2"]],
    ["ending from a moment on, inclusive", { endFrom: later(3) }, [3, 1, "of 2"]],
    ["ending before a moment", { endBefore: later(3) }, [4, "of 1"]],
  ])("%s", async (_, query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it("is lean: no data", async () => {
    const store = await openTestStore();
    await store.write((tx) =>
      tx.upsertTests([test(1, { environment: { id: null, title: "QA", url: null } })], listing()),
    );
    const { rows } = await store.listTests(page);
    expect(rows).toEqual([
      {
        id: 1,
        productId: 1,
        title: "Test 1",
        status: "locked",
        reviewStatus: null,
        testingType: "rapid",
        duration: null,
        startAt: later(-48),
        endAt: later(1),
        goal: null,
        environment: { id: null, title: "QA", url: null },
        syncedAt: T0,
        bugsSyncedAt: null,
        deletedAt: null,
      },
    ]);
  });
});

describe("times", () => {
  it("are stored as Prisma stores them and compare as text", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertTests([test(1, { endAt: new Date("2026-01-01T01:00:00+01:00") })], listing());
      await tx.replaceBugs({ testIds: [1] }, [], T0);
    });
    const raw = openRaw(store.path);
    expect(raw.prepare("SELECT end_at, synced_at, bugs_synced_at FROM tests").get()).toEqual({
      end_at: "2026-01-01T00:00:00.000+00:00",
      synced_at: "2026-03-01T12:00:00.000+00:00",
      bugs_synced_at: "2026-03-01T12:00:00.000+00:00",
    });
    expect((await store.getTest(1))?.endAt).toEqual(new Date("2026-01-01T00:00:00Z"));
    expect((await store.listTests({ ...page, endFrom: new Date("2026-01-01T00:00:00Z") })).total).toBe(1);
  });
});
