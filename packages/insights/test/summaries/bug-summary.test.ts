import { describe, expect, it } from "vitest";
import { getBugSummary, NotFoundError } from "../../src/index.js";
import { bug, fetchBugs, phone } from "../support/bugs.js";
import { failing, refreshing } from "../support/freshness.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const now = () => NOW;

describe("getBugSummary", () => {
  it("answers all that is stored", async () => {
    const store = await freshStore();
    const comment = { id: 1, body: "Cannot see it", author: { name: "Max" }, created_at: "2026-06-03T10:00:00Z" };
    await fill(store, { products: [product(1)], tests: [test(10)], states: [state(1)] });
    await store.write((tx) => tx.upsertUsers([{ username: "tess", type: "tester" }], SYNCED));
    await fetchBugs(
      store,
      [10],
      [
        bug(1, {
          testFeatureId: 70,
          status: "rejected",
          rejectionReason: "not_reproducible",
          rejectedAt: new Date("2026-06-03T10:00:00Z"),
          reporter: "tess",
          steps: "1. Go",
          expectedResult: "Works",
          actualResult: "Breaks",
          devices: [
            phone,
            {
              ...phone,
              category: null,
              vendor: null,
              device: null,
              operatingSystem: null,
              operatingSystemVersion: null,
              browsers: [],
            },
          ],
          data: { id: 1, comments: [comment] },
        }),
      ],
    );
    expect(await getBugSummary(store, 1, { now })).toEqual({
      bug: {
        id: 1,
        title: "Bug 1",
        severity: "high",
        status: "rejected",
        known: false,
        rejection_reason: "not_reproducible",
        rejected_at: "2026-06-03T10:00:00.000Z",
        reported_at: "2026-06-02T08:00:00.000Z",
        exported_at: null,
        product: { id: 1, name: "Product 1" },
        test: { id: 10, title: "Test 10" },
        feature: { id: null, test_feature_id: 70, title: null },
        reported_by: { id: 1, username: "tess" },
        steps: "1. Go",
        expected_result: "Works",
        actual_result: "Breaks",
        found_on: ["iOS 26.1, Apple iPhone 17 (smartphone), Safari", "unknown device"],
        comments: [{ author: "Max", created_at: "2026-06-03T10:00:00.000Z", body: "Cannot see it" }],
        synced_at: SYNCED.toISOString(),
        deleted_at: null,
      },
      as_of: SYNCED.toISOString(),
      coverage: expect.objectContaining({ complete: true, stale: 0, notes: [] }),
    });
  });

  it("has its test's bugs fetched first, and shows what became of it, also that it is gone", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)], states: [state(1)] });
    await fetchBugs(store, [10], [bug(1), bug(2)], new Date("2026-06-10T00:00:00Z"));
    const freshness = refreshing({
      bugs: async (ids) => {
        await fetchBugs(store, [10], [bug(1, { status: "accepted" })], NOW);
        return { fetched: [...ids] };
      },
    });
    expect(await getBugSummary(store, 1, { now, freshness })).toMatchObject({ bug: { status: "accepted" } });
    const gone = await getBugSummary(store, 2, { now, freshness });
    expect(gone.bug.deleted_at).toBe(NOW.toISOString());
    expect(gone.coverage.notes).toEqual(["deleted upstream on 2026-06-15: this is how the bug was last seen."]);
  });

  it("answers what is stored when TestIO does not, with its age and the reason", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)], states: [state(1)] });
    await fetchBugs(store, [10], [bug(1)], new Date("2026-06-10T00:00:00Z"));
    for (const freshness of [refreshing({ bugs: failing("No answer.") }), { unavailable: "No answer." }]) {
      const { as_of, coverage } = await getBugSummary(store, 1, { now, freshness });
      expect(as_of).toBe("2026-06-10T00:00:00.000Z");
      expect(coverage).toMatchObject({ complete: true, stale: 1, failed: 1 });
      expect(coverage.notes).toEqual([
        "The bugs of 1 test in scope may have changed since they were fetched, the oldest on 2026-06-10.",
        "Bugs could not be fetched now: No answer.",
      ]);
    }
  });

  it("answers a bug whose test is not stored", async () => {
    const store = await freshStore();
    await store.write((tx) => tx.upsertBugs([bug(1)], SYNCED));
    const answer = await getBugSummary(store, 1, { now });
    expect(answer).toMatchObject({ as_of: SYNCED.toISOString(), bug: { test: { id: 10, title: null } } });
    expect(answer.coverage).toMatchObject({
      complete: false,
      notes: [
        "Not in the local database: 1 test (10).",
        "Left out of every list and count: 1 bug of tests that are not stored here, or are gone upstream.",
      ],
    });
  });

  it("names an unknown bug and what to do", async () => {
    const failure = await getBugSummary(await freshStore(), 404).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(String(failure)).toMatch(/no bug 404.*list_bugs/);
  });
});
