import { describe, expect, it } from "vitest";
import type { Store, TestWrite } from "../src/index.js";
import { later, listing, T0, test } from "./support/fixtures.js";
import { openRaw, openTestStore } from "./support/stores.js";

const put = (store: Store, over: Partial<TestWrite>, syncedAt: Date, id = 1) =>
  store.write((tx) => tx.upsertTests([test(id, over)], listing(null, { syncedAt })));

const fetched = (store: Store, at: Date, ...testIds: number[]) =>
  store.write((tx) => tx.replaceBugs({ testIds }, [], at));

const finalSeenAt = async (store: Store) => (await store.testStamps([1]))[0]?.finalSeenAt;

describe("when a test was first seen final", () => {
  it("is when it is first stored", async () => {
    const store = await openTestStore();
    await put(store, { status: "archived" }, later(1));
    expect(await finalSeenAt(store)).toEqual(later(1));
  });

  it("is when the answer was there, not when it was asked for", async () => {
    const store = await openTestStore();
    const context = { ...listing(null, { syncedAt: later(1) }), answeredAt: later(2) };
    await store.write((tx) => tx.upsertTests([test(1, { status: "archived" })], context));
    expect(await store.testStamps([1])).toMatchObject([{ syncedAt: later(1), finalSeenAt: later(2) }]);
  });

  it("is when its status becomes final, and stays so through other final ones", async () => {
    const store = await openTestStore();
    await put(store, { status: "locked" }, later(1));
    expect(await finalSeenAt(store)).toBeNull();
    await put(store, { status: "archived" }, later(2));
    await put(store, { status: "archived" }, later(3));
    await put(store, { status: "cancelled", title: "changed" }, later(4));
    expect(await finalSeenAt(store)).toEqual(later(2));
  });

  it("is forgotten when it is final no more", async () => {
    const store = await openTestStore();
    await put(store, { status: "archived" }, later(1));
    await put(store, { status: "a status of tomorrow" }, later(2));
    expect(await finalSeenAt(store)).toBeNull();
    await put(store, { status: "archived" }, later(3));
    expect(await finalSeenAt(store)).toEqual(later(3));
  });

  it("survives a tombstone", async () => {
    const store = await openTestStore();
    await put(store, { status: "archived" }, later(1));
    await store.write((tx) => tx.tombstone("tests", [1], later(2)));
    await put(store, { status: "archived" }, later(3));
    expect(await finalSeenAt(store)).toEqual(later(1));
  });

  it("is found for a row that lacks it, without counting that as a change", async () => {
    const store = await openTestStore();
    await put(store, { status: "archived" }, later(1));
    await put(store, { status: "archived" }, later(1), 2);
    openRaw(store.path).exec("UPDATE tests SET final_seen_at = NULL WHERE id = 1");
    const both = [test(1, { status: "archived" }), test(2, { status: "archived" })];
    const counts = await store.write((tx) => tx.upsertTests(both, listing(null, { syncedAt: later(5) })));
    expect(counts).toEqual({ inserted: 0, updated: 0 });
    expect((await store.testStamps([1, 2])).map((stamp) => stamp.finalSeenAt)).toEqual([later(5), later(1)]);
  });
});

describe("stamps", () => {
  it("are those of stored tests, living or not", async () => {
    const store = await openTestStore();
    await put(store, { status: "running", productId: 4 }, later(1));
    await put(store, { status: "archived", endAt: null }, later(2), 2);
    await fetched(store, later(3), 1, 2);
    await store.write((tx) => tx.tombstone("tests", [2], later(4)));

    const living = {
      id: 1,
      productId: 4,
      status: "running",
      endAt: later(1),
      syncedAt: later(1),
      finalSeenAt: null,
      bugsSyncedAt: later(3),
      deletedAt: null,
    };
    expect(await store.testStamps([2, 1, 77])).toEqual([
      living,
      {
        ...living,
        id: 2,
        productId: 1,
        status: "archived",
        endAt: null,
        syncedAt: later(2),
        finalSeenAt: later(2),
        bugsSyncedAt: null,
        deletedAt: later(4),
      },
    ]);
    expect(await store.changeableTests(4)).toEqual([living]);
  });
});

describe("the tests of a product", () => {
  const openFilled = async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertTests(
        [
          test(1, { endAt: later(1), status: "archived" }),
          test(2, { endAt: null, status: "initialized" }),
          test(3, { endAt: later(3), status: "cancelled" }),
          test(4, { endAt: later(3), status: "locked" }),
          test(5, { endAt: later(5), status: "paused by the moon" }),
          test(6, { endAt: later(6) }),
          test(7, { endAt: later(7), productId: 2 }),
        ],
        listing(),
      );
      await tx.tombstone("tests", [6], T0);
    });
    return store;
  };

  it("that live are listed newest end first, those without one last", async () => {
    const store = await openFilled();
    expect(await store.livingTestIds(1)).toEqual([5, 4, 3, 1, 2]);
    expect(await store.livingTestIds(9)).toEqual([]);
  });

  it("that can still change are those whose status is not final, unknown ones among them", async () => {
    const store = await openFilled();
    expect((await store.changeableTests(1)).map(({ id }) => id)).toEqual([5, 4, 2]);
  });

  it("are counted down to an end, which is not part of it", async () => {
    const store = await openFilled();
    const counts = [later(0), later(1), later(2), later(3), later(5)].map((end) => store.countTestsEndingAfter(1, end));
    expect(await Promise.all(counts)).toEqual([4, 3, 3, 1, 0]);
    expect(await store.countTests(1)).toBe((await store.livingTestIds(1)).length);
  });
});

describe("the bugs of a test", () => {
  const openWith = async (over: Partial<TestWrite>) => {
    const store = await openTestStore();
    await put(store, over, later(1));
    return store;
  };
  const due = (store: Store, { changeableBefore = later(10), now = later(20) } = {}) =>
    store.testsWithDueBugs(1, { changeableBefore, now });

  it("are due when they were never fetched", async () => {
    const store = await openWith({ status: "archived" });
    expect(await due(store)).toEqual([1]);
    expect(await store.bugsEverFetched(1)).toBe(false);
    await fetched(store, later(2), 1);
    expect(await due(store)).toEqual([]);
    expect(await store.bugsEverFetched(1)).toBe(true);
    expect(await store.bugsEverFetched(2)).toBe(false);
  });

  it.each<[string, Date, number[]]>([
    ["before the limit", later(9), [1]],
    ["at the limit", later(10), []],
    ["now", later(20), []],
    ["in the future, by a clock that was wrong", later(21), [1]],
  ])("of one that can change: fetched %s", async (_, at, expected) => {
    const store = await openWith({ status: "locked" });
    await fetched(store, at, 1);
    expect(await due(store)).toEqual(expected);
  });

  it("are due once more after it became final, then never", async () => {
    const store = await openWith({ status: "locked" });
    await fetched(store, later(11), 1);
    await put(store, { status: "archived" }, later(12));
    expect(await due(store)).toEqual([1]);
    await fetched(store, later(13), 1);
    expect(await due(store, { changeableBefore: later(999), now: later(999) })).toEqual([]);
  });

  it("are due when a clock that was wrong hid that it became final since", async () => {
    const store = await openWith({ status: "locked" });
    await fetched(store, later(50), 1);
    await put(store, { status: "archived" }, later(12));
    expect(await due(store)).toEqual([1]);
    await fetched(store, later(20), 1);
    expect(await due(store)).toEqual([]);
  });

  it("are due once when nobody knows since when it is final", async () => {
    const store = await openWith({ status: "archived" });
    await fetched(store, later(2), 1);
    openRaw(store.path).exec("UPDATE tests SET final_seen_at = NULL");
    expect(await due(store)).toEqual([1]);
    await fetched(store, later(3), 1);
    expect(await due(store)).toEqual([]);
    expect(await finalSeenAt(store)).toEqual(later(3));
  });

  it("are due again when it was gone in the meantime, and never while it is", async () => {
    const store = await openWith({ status: "archived" });
    await fetched(store, later(2), 1);
    await store.write((tx) => tx.tombstone("tests", [1], later(3)));
    expect(await due(store)).toEqual([]);
    expect(await store.bugsEverFetched(1)).toBe(false);
    await fetched(store, later(4), 1);
    await put(store, { status: "archived" }, later(5));
    expect(await due(store)).toEqual([1]);
  });
});
