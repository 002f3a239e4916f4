import type { Store } from "@testio/store";
import { describe, expect, it } from "vitest";
import { type RefreshProgress, refreshBugScope } from "../../src/index.js";
import { bug, fetchBugs } from "../support/bugs.js";
import { failing, hanging, refreshing } from "../support/freshness.js";
import { addProblems, fill, freshStore, NOW, problem, product, SYNCED, state, test } from "../support/store.js";

const now = () => NOW;

/** A product with tests that can change, numbered from 1, whose bugs were never fetched; the last ends last. */
async function withTests(amount: number): Promise<Store> {
  const store = await freshStore();
  const start = Date.UTC(2026, 0, 1);
  const tests = Array.from({ length: amount }, (_, index) =>
    test(index + 1, { endAt: new Date(start + index * 60_000) }),
  );
  await fill(store, { products: [product(1)], tests, states: [state(1)] });
  return store;
}

/** Fetches everything it is asked for; what it was asked for stands in `asked`. */
function fetching(store: Store, asked: number[][] = []) {
  return refreshing({
    bugs: async (ids) => {
      asked.push([...ids]);
      await fetchBugs(store, [...ids], [], NOW);
      return { fetched: [...ids] };
    },
  });
}

describe("refreshing the bugs in a scope", () => {
  it("does nothing but count where nobody fetches", async () => {
    const store = await withTests(2);
    const { coverage, as_of } = await refreshBugScope(store, {}, { now });
    expect(as_of).toBe(SYNCED.toISOString());
    expect(coverage).toMatchObject({ complete: false, never_fetched: 2, stale: 0, failed: 0 });
    expect(coverage.notes).toEqual(["bugs never fetched for 2 tests in scope: whether there are any is not known."]);
  });

  it("fetches what is due of many tests in slices, the newest first, and reports how far it is", async () => {
    const store = await withTests(320);
    await fetchBugs(store, [320], []);
    const asked: number[][] = [];
    const progress: RefreshProgress[] = [];
    const freshness = fetching(store, asked);
    const answer = await refreshBugScope(store, {}, { now, freshness, onProgress: (step) => progress.push(step) });
    expect(asked.map((ids) => [ids[0], ids.length])).toEqual([
      [319, 150],
      [169, 150],
      [19, 19],
    ]);
    expect(answer.coverage).toMatchObject({ complete: true, never_fetched: 0, stale: 0, failed: 0, notes: [] });
    expect(progress[0]).toEqual({ message: "Fetching the bugs of 319 tests", fraction: 0 });
    expect(progress.at(-1)).toEqual({ message: "Fetched the bugs of 319 of 319 tests", fraction: 1 });
    expect(progress.map(({ fraction }) => fraction)).toEqual(progress.map(({ fraction }) => fraction).sort());
  });

  it("asks for nothing when nothing is due", async () => {
    const store = await withTests(3);
    await fetchBugs(store, [1, 2, 3], []);
    const asked: number[][] = [];
    const progress: RefreshProgress[] = [];
    await refreshBugScope(store, {}, { now, freshness: fetching(store, asked), onProgress: (it) => progress.push(it) });
    expect([asked, progress]).toEqual([[], []]);
  });

  it("counts as stale what is older than it may be", async () => {
    const store = await withTests(2);
    await fetchBugs(store, [1, 2], []);
    const staleOf = async (staleAfterSeconds: number) =>
      (await refreshBugScope(store, {}, { now, staleAfterSeconds })).coverage.stale;
    expect(await staleOf(3600)).toBe(0);
    expect(await staleOf(3599)).toBe(2);
  });

  it("is only about the tests in scope", async () => {
    const store = await withTests(3);
    const never = async (scope: Parameters<typeof refreshBugScope>[1]) =>
      (await refreshBugScope(store, scope, { now })).coverage.never_fetched;
    expect(await never({ productIds: [1], statuses: ["locked"] })).toBe(3);
    expect(await never({ productIds: [2] })).toBe(0);
    expect(await never({ statuses: ["running"] })).toBe(0);
    expect(await never({ endFrom: new Date("2026-01-01T00:01:00Z"), endBefore: null })).toBe(2);
    expect(await never({ testIds: [1, 3] })).toBe(2);
  });

  it("ends when the time is over, keeps what it has, and says how many are left", async () => {
    const store = await withTests(200);
    let slices = 0;
    const freshness = refreshing({
      bugs: async (ids, signal) => {
        slices += 1;
        if (slices > 1) return hanging(ids, signal);
        await fetchBugs(store, [...ids], [bug(1, { testId: 200 })], NOW);
        return { fetched: [...ids] };
      },
    });
    const { coverage } = await refreshBugScope(store, {}, { now, freshness, waitMs: 200 });
    expect(coverage).toMatchObject({ complete: false, never_fetched: 50, failed: 0 });
    expect(coverage.notes.at(-1)).toBe(
      "Fetching was ended after 0.2 seconds, with the bugs of 50 tests left: ask again to go on, or run testio-mcp sync --refresh.",
    );
  });

  it("asks a TestIO that answers nothing no more, and counts all that is left as failed", async () => {
    const store = await withTests(4000);
    let slices = 0;
    const freshness = refreshing({
      bugs: async (ids, signal) => {
        slices += 1;
        return failing("TestIO is away.")(ids, signal);
      },
    });
    const { coverage } = await refreshBugScope(store, {}, { now, freshness });
    expect(slices).toBeLessThanOrEqual(10);
    expect(coverage).toMatchObject({ never_fetched: 4000, failed: 4000 });
    expect(coverage.notes).toContain("Bugs could not be fetched now: TestIO is away.");
  });

  it("goes on after a failure, and counts what failed", async () => {
    const store = await withTests(3);
    await fetchBugs(store, [3], [], new Date("2026-06-01T00:00:00Z"));
    const freshness = refreshing({
      bugs: async (ids) => {
        await fetchBugs(store, [1], [], NOW);
        const failed = ids.filter((id) => id !== 1);
        const reason = "TestIO answered 500.";
        return { fetched: [1], stale: failed.map((id) => ({ id, syncedAt: null, ageSeconds: null, reason })) };
      },
    });
    const { coverage, as_of } = await refreshBugScope(store, {}, { now, freshness });
    expect(coverage).toMatchObject({ complete: false, never_fetched: 1, stale: 1, failed: 2 });
    expect(as_of).toBe("2026-06-01T00:00:00.000Z");
    expect(coverage.notes).toEqual([
      "bugs never fetched for 1 test in scope: whether there are any is not known.",
      "The bugs of 1 test in scope may have changed since they were fetched, the oldest on 2026-06-01.",
      "Bugs could not be fetched now: TestIO answered 500.",
    ]);
  });

  it("says why nothing can be fetched without a token", async () => {
    const store = await withTests(2);
    const { coverage } = await refreshBugScope(store, {}, { now, freshness: { unavailable: "No token is set." } });
    expect(coverage).toMatchObject({ never_fetched: 2, failed: 2 });
    expect(coverage.notes.at(-1)).toBe("Bugs could not be fetched now: No token is set.");
  });

  it("rejects when nobody wants the answer any more, and when the store fails", async () => {
    const store = await withTests(1);
    const cancelled = { now, freshness: refreshing({ bugs: hanging }), signal: AbortSignal.abort(new Error("enough")) };
    await expect(refreshBugScope(store, {}, cancelled)).rejects.toThrow("enough");
    const controller = new AbortController();
    const freshness = refreshing({
      bugs: (ids, signal) => {
        controller.abort(new Error("too late"));
        return hanging(ids, signal);
      },
    });
    await expect(refreshBugScope(store, {}, { now, freshness, signal: controller.signal })).rejects.toThrow("too late");
    const broken = refreshing({ bugs: () => Promise.reject(new Error("disk full")) });
    await expect(refreshBugScope(store, {}, { now, freshness: broken })).rejects.toThrow("disk full");
  });

  it("fetches tests asked for by id that are not stored, and names those that are not there", async () => {
    const store = await withTests(1);
    const freshness = refreshing({
      bugs: async (ids) => {
        await fill(store, { tests: [test(50)] });
        const fetched = ids.filter((id) => id !== 404);
        await fetchBugs(store, fetched, [], NOW);
        return { fetched, missing: [404] };
      },
    });
    const answer = await refreshBugScope(store, { testIds: [1, 50, 404, 404] }, { now, freshness });
    expect(answer).toMatchObject({ unknown_test_ids: [404], coverage: { complete: false, never_fetched: 0 } });
    expect(answer.coverage.notes).toEqual([
      "TestIO says that there is no such test, or that this token may not see it: 404.",
    ]);
    const stored = await refreshBugScope(store, { testIds: [405, 406] }, { now });
    expect(stored.coverage.notes).toEqual(["Not in the local database: 2 tests (405, 406)."]);
  });

  it("is no more complete than the lists of the tests it is over", async () => {
    const store = await withTests(1);
    await fetchBugs(store, [1], []);
    await fill(store, { states: [state(1, { completeSince: new Date("2025-01-01T00:00:00Z") })] });
    await addProblems(store, [problem(3)]);
    const { coverage } = await refreshBugScope(store, { productIds: [1] }, { now });
    expect(coverage).toMatchObject({
      complete: false,
      complete_since: "2025-01-01T00:00:00.000Z",
      never_fetched: 0,
      problem_positions: 1,
    });
    const inTests = await refreshBugScope(store, { testIds: [1] }, { now });
    expect(inTests.coverage).toMatchObject({ complete: true, complete_since: null, problem_positions: 0 });
    const nothing = await refreshBugScope(await freshStore(), {}, { now });
    expect(nothing).toMatchObject({ as_of: null, coverage: { complete: false } });
  });

  it("counts a large scope without naming its tests", async () => {
    const store = await withTests(2000);
    const { coverage } = await refreshBugScope(store, {}, { now, freshness: fetching(store), waitMs: 60_000 });
    expect(coverage).toMatchObject({ never_fetched: 0, complete: true });
  });
});
