import { describe, expect, it } from "vitest";
import { type Freshness, type FreshnessReport, queryMetrics } from "../../src/index.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const now = () => NOW;

async function unfetched() {
  const store = await freshStore();
  await fill(store, { products: [product(1)], tests: [test(10), test(11)], states: [state(1)] });
  return store;
}

/** Fetches nothing, and takes down what it is asked for. */
function asked(report: (ids: readonly number[]) => Partial<FreshnessReport>) {
  const ids: number[] = [];
  const answer = async (wanted: readonly number[]) => {
    ids.push(...wanted);
    return { fetched: [], fresh: [], stale: [], missing: [], ...report(wanted) };
  };
  const freshness: Freshness = { tests: answer, bugs: answer, features: answer };
  return { ids, freshness };
}

describe("what queryMetrics says about its numbers", () => {
  it("says of how many tests the bugs were never fetched, instead of counting none", async () => {
    const { data, coverage } = await queryMetrics(await unfetched(), { metrics: "bug_count" }, { now });
    expect(data).toEqual([{ bug_count: 0 }]);
    expect(coverage).toMatchObject({ complete: false, never_fetched: 2 });
    expect(coverage.notes.join(" ")).toMatch(/never fetched for 2 tests/);
  });

  it("fetches the bugs in scope first", async () => {
    const { ids, freshness } = asked((wanted) => ({ fetched: [...wanted] }));
    const progress: number[] = [];
    const onProgress = ({ fraction }: { fraction: number }) => progress.push(fraction);
    await queryMetrics(await unfetched(), { metrics: "bug_count" }, { now, freshness, onProgress });
    expect(ids.sort()).toEqual([10, 11]);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  it("fetches those of the period before as well, and of the newest tests only where only those count", async () => {
    const store = await freshStore();
    const endAt = (iso: string) => ({ endAt: new Date(iso) });
    const tests = [
      test(1, endAt("2026-04-30T23:59:00Z")),
      test(2, endAt("2026-05-02T00:00:00Z")),
      test(3, endAt("2026-03-02T00:00:00Z")),
    ];
    await fill(store, { products: [product(1)], tests, states: [state(1)] });
    const may = { metrics: "bug_count", start_date: "2026-05" } as const;
    const compared = asked(() => ({}));
    await queryMetrics(store, { ...may, compare: "previous_period" }, { now, freshness: compared.freshness });
    expect(compared.ids.sort()).toEqual([1, 2]);
    const newest = asked(() => ({}));
    await queryMetrics(store, { metrics: "bug_count", tests_limit: 1 }, { now, freshness: newest.freshness });
    expect(newest.ids).toEqual([2]);
  });

  it("says why bugs could not be fetched", async () => {
    const freshness = { unavailable: "no token is set." };
    const { coverage } = await queryMetrics(await unfetched(), { metrics: "bug_count" }, { now, freshness });
    expect(coverage).toMatchObject({ complete: false, failed: 2 });
    expect(coverage.notes.join(" ")).toMatch(/no token is set/);
  });

  it("fetches no bugs for what is of tests alone", async () => {
    const { ids, freshness } = asked(() => ({}));
    const answer = await queryMetrics(
      await unfetched(),
      { metrics: ["test_count", "features_tested"] },
      { now, freshness },
    );
    expect(ids).toEqual([]);
    expect(answer.data).toEqual([{ test_count: 2, features_tested: 0 }]);
    expect(answer).toMatchObject({ as_of: SYNCED.toISOString(), coverage: { complete: true, never_fetched: 0 } });
    const some = await queryMetrics(
      await unfetched(),
      { metrics: "test_count", filters: { test_id: [10, 404] } },
      { now },
    );
    expect(some.data).toEqual([{ test_count: 1 }]);
    expect(some.coverage).toMatchObject({ complete: false, never_fetched: 1 });
    expect(some.coverage.notes).toEqual(["Not in the local database: 1 test (404)."]);
  });

  it("ends when it is cancelled", async () => {
    const signal = AbortSignal.abort(new Error("never mind"));
    const answer = queryMetrics(await unfetched(), { metrics: "bug_count" }, { now, signal });
    await expect(answer).rejects.toThrow("never mind");
  });
});
