import { describe, expect, it } from "vitest";
import type { BugWrite, Store } from "../src/index.js";
import { bug, later, listing, T0, test } from "./support/fixtures.js";
import { column, openRaw, openTestStore } from "./support/stores.js";

const living = (store: Store) =>
  column(openRaw(store.path), "SELECT id FROM bugs WHERE deleted_at IS NULL ORDER BY id");

/** Tests 1 and 2 of product 1, test 3 of product 2; bugs 10 and 11 of test 1, 20 of 2, 30 of 3. */
async function openFilled(): Promise<Store> {
  const store = await openTestStore();
  await store.write(async (tx) => {
    await tx.upsertTests([test(1), test(2), test(3, { productId: 2 }), test(4)], listing());
    await tx.tombstone("tests", [4], T0);
    await tx.upsertBugs([...ofTest(1, 10, 11), ...ofTest(2, 20), ...ofTest(3, 30)], T0);
  });
  return store;
}

const ofTest = (testId: number, ...ids: number[]): BugWrite[] =>
  ids.map((id) => bug(id, { testId, productId: testId === 3 ? 2 : 1 }));

const fetchedAt = async (store: Store) =>
  (await store.testStamps([1, 2, 3, 4])).map(({ bugsSyncedAt }) => bugsSyncedAt);

describe("the bug list of tests", () => {
  it("makes the stored bugs of these tests those of the list, and stamps the tests", async () => {
    const store = await openFilled();
    const list = [bug(11, { title: "changed" }), ...ofTest(1, 12), ...ofTest(2, 20)];
    const counts = await store.write((tx) => tx.replaceBugs({ testIds: [1, 2] }, list, later(1)));
    expect(counts).toEqual({ inserted: 1, updated: 1, deleted: 1 });
    expect(living(store)).toEqual([11, 12, 20, 30]);
    expect(await fetchedAt(store)).toEqual([later(1), later(1), null, null]);
    expect(column(openRaw(store.path), "SELECT deleted_at FROM bugs WHERE id = 10")).toEqual([
      "2026-03-01T13:00:00.000+00:00",
    ]);
  });

  it("says nothing of other tests, though it may name their bugs", async () => {
    const store = await openFilled();
    await store.write((tx) => tx.replaceBugs({ testIds: [1] }, ofTest(3, 31), later(1)));
    expect(living(store)).toEqual([20, 30, 31]);
    expect(await fetchedAt(store)).toEqual([later(1), null, null, null]);
  });

  it("keeps a bug that moved to another test", async () => {
    const store = await openFilled();
    const counts = await store.write((tx) => tx.replaceBugs({ testIds: [1] }, ofTest(2, 10, 11), later(1)));
    expect(counts).toEqual({ inserted: 0, updated: 2, deleted: 0 });
    expect(living(store)).toEqual([10, 11, 20, 30]);
  });

  it("brings back a bug that was gone", async () => {
    const store = await openFilled();
    await store.write((tx) => tx.replaceBugs({ testIds: [1] }, ofTest(1, 10), later(1)));
    const counts = await store.write((tx) => tx.replaceBugs({ testIds: [1] }, ofTest(1, 10, 11), later(2)));
    expect(counts).toEqual({ inserted: 0, updated: 1, deleted: 0 });
    expect(living(store)).toEqual([10, 11, 20, 30]);
  });

  it("may be empty, of no tests, or of tests that are not stored", async () => {
    const store = await openFilled();
    const write = (testIds: number[]) => store.write((tx) => tx.replaceBugs({ testIds }, [], later(1)));
    expect(await write([])).toEqual({ inserted: 0, updated: 0, deleted: 0 });
    expect(await write([77])).toEqual({ inserted: 0, updated: 0, deleted: 0 });
    expect(await write([2])).toEqual({ inserted: 0, updated: 0, deleted: 1 });
    expect(living(store)).toEqual([10, 11, 30]);
  });
});

describe("the bug list of a product", () => {
  it("makes the stored bugs of the product those of the list, and stamps its living tests", async () => {
    const store = await openFilled();
    const counts = await store.write((tx) => tx.replaceBugs({ productId: 1 }, ofTest(1, 10, 13), later(1)));
    expect(counts).toEqual({ inserted: 1, updated: 0, deleted: 2 });
    expect(living(store)).toEqual([10, 13, 30]);
    expect(await fetchedAt(store)).toEqual([later(1), later(1), null, null]);
  });

  it("may be long, and lets the event loop turn", async () => {
    const store = await openFilled();
    await store.write((tx) =>
      tx.upsertTests(
        Array.from({ length: 600 }, (_, index) => test(100 + index)),
        listing(),
      ),
    );
    const list = Array.from({ length: 1500 }, (_, index) => bug(100 + index));
    let turns = 0;
    const counting = () => {
      turns += 1;
      turning = setImmediate(counting);
    };
    let turning = setImmediate(counting);
    const whole = { inserted: 1500, updated: 0, deleted: 3 };
    const work = async (bugs: BugWrite[]) => {
      turns = 0;
      const counts = await store.write((tx) => tx.replaceBugs({ productId: 1 }, bugs, later(1)));
      return { counts, turned: turns > 8 };
    };
    expect(await work([...list, ...list])).toEqual({ counts: whole, turned: true });
    expect(await work([])).toEqual({ counts: { inserted: 0, updated: 0, deleted: 1500 }, turned: true });
    clearImmediate(turning);
    expect(await store.testsWithDueBugs(1, { changeableBefore: T0, now: later(2) })).toEqual([]);
  });
});

describe("a test that gets a tombstone", () => {
  it("takes its living bugs with it, and forgets that they were fetched", async () => {
    const store = await openFilled();
    await store.write(async (tx) => {
      await tx.replaceBugs({ productId: 1 }, [...ofTest(1, 10), ...ofTest(2, 20)], later(1));
      expect(await tx.tombstone("tests", [1, 77], later(2))).toBe(1);
    });
    expect(living(store)).toEqual([20, 30]);
    expect(await fetchedAt(store)).toEqual([null, later(1), null, null]);
    expect(column(openRaw(store.path), "SELECT deleted_at FROM bugs WHERE test_id = 1 ORDER BY id")).toEqual([
      "2026-03-01T14:00:00.000+00:00",
      "2026-03-01T13:00:00.000+00:00",
    ]);
  });
});
