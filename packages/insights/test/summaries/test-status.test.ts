import { describe, expect, it } from "vitest";
import { type Freshness, type FreshnessReport, getTestStatus, NotFoundError } from "../../src/index.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

describe("getTestStatus", () => {
  it("answers all that is stored and never shows unknown bugs as none", async () => {
    const store = await freshStore();
    const feature = {
      id: 70,
      featureId: 7,
      title: "Checkout",
      description: "Pay",
      howtofind: "Cart",
      userStories: ["I can pay"],
      enableDefault: true,
      enableContent: null,
      enableVisual: false,
    };
    const platform = {
      category: "Computer",
      operatingSystemId: 2,
      operatingSystem: "Windows",
      minVersion: "10",
      maxVersion: null,
      browsers: ["Edge"],
    };
    const fields = {
      instructions: "Click",
      outOfScope: "Login",
      createdBy: "Ann",
      submittedBy: "Bob",
      enableLow: false,
      environment: { id: 5, title: "Staging", url: null },
      features: [feature],
      platforms: [platform],
    };
    await fill(store, { products: [product(1)], tests: [test(10, fields)], states: [state(1)] });

    const answer = await getTestStatus(store, 10);
    expect(answer.test).toEqual({
      id: 10,
      title: "Test 10",
      product: { id: 1, name: "Product 1" },
      section_id: null,
      goal: "Find the bugs",
      instructions: "Click",
      out_of_scope: "Login",
      testing_type: "focused",
      duration: "48 hours",
      status: "locked",
      review_status: "review_successful",
      enable_low: false,
      enable_high: true,
      enable_critical: true,
      starts_at: "2026-06-01T08:00:00.000Z",
      ends_at: "2026-06-03T08:00:00.000Z",
      created_by: "Ann",
      submitted_by: "Bob",
      test_environment: { id: 5, title: "Staging", url: null },
      requirements_summary: [{ platform: "Windows 10+ (Computer)", browsers: ["Edge"] }],
      features: [
        {
          test_feature_id: 70,
          feature_id: 7,
          title: "Checkout",
          description: "Pay",
          howtofind: "Cart",
          user_stories: ["I can pay"],
          enable_default: true,
          enable_content: null,
          enable_visual: false,
        },
      ],
      synced_at: SYNCED.toISOString(),
      deleted_at: null,
    });
    expect(answer.bugs).toBeNull();
    expect(answer.as_of).toBe(SYNCED.toISOString());
    expect(answer.coverage.complete).toBe(false);
    expect(answer.coverage.notes).toEqual([expect.stringContaining("bugs never fetched")]);
  });

  it("says when a test is gone at TestIO", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)], states: [state(1)] });
    await store.write((tx) => tx.tombstone("tests", [10], new Date("2026-06-10T09:00:00Z")));
    const answer = await getTestStatus(store, 10);
    expect(answer.test.deleted_at).toBe("2026-06-10T09:00:00.000Z");
    expect(answer.coverage.notes[0]).toBe("deleted upstream on 2026-06-10: this is how the test was last seen.");
  });

  it("names an unknown test and what to do", async () => {
    const store = await freshStore();
    const failure = await getTestStatus(store, 404).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(String(failure)).toMatch(/test 404.*list_tests.*sync_data/);
  });

  it("says when the product of a test is gone at TestIO", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)] });
    await store.write((tx) => tx.tombstone("products", [1], new Date("2026-06-10T09:00:00Z")));
    const { coverage } = await getTestStatus(store, 10);
    expect(coverage.notes[0]).toBe("deleted upstream on 2026-06-10: this is how the product was last seen.");
  });

  it("does not call bugs unknown that were fetched", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)] });
    await store.write((tx) => tx.replaceBugs({ testIds: [10] }, [], SYNCED));
    const { bugs, coverage } = await getTestStatus(store, 10);
    expect(bugs).toBeNull();
    expect(coverage.notes).toEqual([
      "The bugs of this test were fetched on 2026-06-15, but are not part of this answer yet.",
    ]);
  });
});

/** Something that fetches: `fetch` may write to the store, and says what came of it. */
function refreshing(fetch: (ids: readonly number[]) => Promise<Partial<FreshnessReport>>): Freshness {
  return { tests: async (ids) => ({ fetched: [], fresh: [], stale: [], missing: [], ...(await fetch(ids)) }) };
}

const stale = (reason: string) =>
  refreshing(async (ids) => ({ stale: ids.map((id) => ({ id, syncedAt: null, ageSeconds: null, reason })) }));

describe("getTestStatus with refresh on read", () => {
  it("answers what was just fetched", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10, { status: "running" })] });
    const asked: number[] = [];
    const freshness = refreshing(async (ids) => {
      asked.push(...ids);
      await fill(store, { tests: [test(10, { status: "locked" })], syncedAt: NOW });
      return { fetched: [...ids] };
    });
    const answer = await getTestStatus(store, 10, { freshness });
    expect(asked).toEqual([10]);
    expect(answer).toMatchObject({ test: { status: "locked" }, stale: null, as_of: NOW.toISOString() });
  });

  it("fetches a test that was never stored", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    const freshness = refreshing(async (ids) => {
      await fill(store, { tests: [test(10)] });
      return { fetched: [...ids] };
    });
    expect((await getTestStatus(store, 10, { freshness })).test.id).toBe(10);
  });

  it("answers what is stored with its age and the reason when it cannot be fetched", async () => {
    const store = await freshStore();
    const longAgo = new Date(NOW.getTime() - 3 * 86_400_000);
    await fill(store, { products: [product(1)], tests: [test(10)], syncedAt: longAgo });
    for (const freshness of [stale("TestIO did not answer."), { unavailable: "TestIO did not answer." }]) {
      const answer = await getTestStatus(store, 10, { freshness, now: () => NOW });
      expect(answer.stale).toEqual({ age_seconds: 259_200, reason: "TestIO did not answer." });
      expect(answer.coverage.notes[0]).toBe(
        "This is the stored answer, last fetched 3 days ago; it could not be fetched again: TestIO did not answer.",
      );
    }
  });

  it("calls nothing stale that would not have been fetched again", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10, { status: "archived" }), test(11)] });
    await store.write((tx) => tx.tombstone("tests", [11], SYNCED));
    const freshness = { unavailable: "No token is set." };
    expect((await getTestStatus(store, 10, { freshness })).stale).toBeNull();
    expect((await getTestStatus(store, 11, { freshness })).stale).toBeNull();
  });

  it("waits only so long for TestIO, and not at all once nobody wants the answer", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)] });
    const hanging: Freshness = {
      tests: (_ids, { signal } = {}) =>
        new Promise((_resolve, reject) => {
          if (signal?.aborted) reject(signal.reason);
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        }),
    };
    const answer = await getTestStatus(store, 10, { freshness: hanging, waitMs: 20 });
    expect(answer.stale).toMatchObject({ reason: "TestIO did not answer within 0.02 seconds." });
    const cancelled = getTestStatus(store, 10, { freshness: hanging, signal: AbortSignal.abort(new Error("enough")) });
    await expect(cancelled).rejects.toThrow("enough");
  });

  it("says of a test that is not stored why it could not be fetched", async () => {
    const store = await freshStore();
    const failure = await getTestStatus(store, 10, { freshness: stale("TestIO did not answer.") }).catch(String);
    expect(failure).toMatch(/no test 10 in the local database\. TestIO did not answer\. list_tests/);
    const missing = refreshing(async (ids) => ({ missing: [...ids] }));
    expect(await getTestStatus(store, 10, { freshness: missing }).catch(String)).toContain("no such test");
  });
});
