import { describe, expect, it } from "vitest";
import { getTestStatus, NotFoundError } from "../../src/index.js";
import { bug, fetchBugs, phone } from "../support/bugs.js";
import { failing, hanging, refreshing } from "../support/freshness.js";
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

  it("counts the bugs of the test, with rates that say what they are made of", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10), test(11)] });
    const minute = (at: number) => new Date(Date.UTC(2026, 5, 2, 8, at));
    await fetchBugs(
      store,
      [10],
      [
        bug(1, { severity: "critical", reportedAt: minute(9), devices: [phone] }),
        bug(2, { status: "accepted", reportedAt: minute(1), known: true }),
        bug(3, { status: "accepted", autoAccepted: true, reportedAt: minute(2) }),
        bug(4, { status: "rejected", rejectionReason: "irrelevant", reportedAt: minute(8) }),
        bug(5, { status: "rejected", severity: "cosmic", reportedAt: null }),
        bug(6, { testId: 11 }),
        bug(7),
      ],
    );
    await store.write((tx) => tx.tombstone("bugs", [7], SYNCED));
    const { bugs, coverage } = await getTestStatus(store, 10, { now: () => NOW });
    const shown = (id: number, fields: object) => expect.objectContaining({ id, title: `Bug ${id}`, ...fields });
    expect(coverage).toMatchObject({ complete: true, never_fetched: 0, stale: 0, failed: 0, notes: [] });
    expect(bugs).toEqual({
      total: 5,
      open: 1,
      known: 1,
      by_severity: { critical: 1, high: 3, low: 0, visual: 0, content: 0, custom: 0, cosmic: 1 },
      by_status: { forwarded: 1, accepted: 1, auto_accepted: 1, rejected: 2 },
      by_rejection_reason: { irrelevant: 1, none: 1 },
      found_platforms: {
        operating_systems: [
          { label: null, count: 4 },
          { label: "iOS", count: 1 },
        ],
        browsers: [
          { label: null, count: 4 },
          { label: "Safari", count: 1 },
        ],
        device_categories: [
          { label: null, count: 4 },
          { label: "smartphone", count: 1 },
        ],
      },
      rates: {
        overall_acceptance_rate: { value: 0.4, numerator: 2, denominator: 5 },
        active_acceptance_rate: { value: 0.2, numerator: 1, denominator: 5 },
        auto_acceptance_rate: { value: 0.5, numerator: 1, denominator: 2 },
        rejection_rate: { value: 0.4, numerator: 2, denominator: 5 },
        review_rate: { value: 0.6, numerator: 3, denominator: 5 },
        has_alert: true,
      },
      recent_bugs: [
        shown(1, { severity: "critical", status: "forwarded", reported_at: "2026-06-02T08:09:00.000Z" }),
        shown(4, { status: "rejected" }),
        shown(3, { status: "auto_accepted" }),
      ],
    });
  });

  it("tells a test without bugs, whose rates are null, from one whose bugs were never fetched", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)] });
    await fetchBugs(store, [10], []);
    const { bugs } = await getTestStatus(store, 10, { now: () => NOW });
    expect(bugs).toMatchObject({ total: 0, open: 0, by_severity: { critical: 0 }, recent_bugs: [] });
    expect(bugs?.rates.rejection_rate).toEqual({ value: null, numerator: 0, denominator: 0 });
  });

  it("says when its bugs are older than they should be", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10), test(11, { status: "archived" })] });
    await fetchBugs(store, [10, 11], [], new Date("2026-06-14T00:00:00Z"));
    const { as_of, coverage } = await getTestStatus(store, 10, { now: () => NOW });
    expect(as_of).toBe("2026-06-14T00:00:00.000Z");
    expect(coverage).toMatchObject({ complete: true, stale: 1, failed: 0 });
    expect(coverage.notes).toEqual([
      "The bugs of 1 test in scope may have changed since they were fetched, the oldest on 2026-06-14.",
    ]);
  });
});

describe("getTestStatus with refresh on read", () => {
  it("answers what was just fetched", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10, { status: "running" })] });
    const asked: number[] = [];
    const freshness = refreshing({
      tests: async (ids) => {
        asked.push(...ids);
        await fill(store, { tests: [test(10, { status: "locked" })], syncedAt: NOW });
        return { fetched: [...ids] };
      },
      bugs: async (ids) => {
        asked.push(...ids);
        await fetchBugs(store, [10], [bug(1)], NOW);
        return { fetched: [...ids] };
      },
    });
    const answer = await getTestStatus(store, 10, { freshness, now: () => NOW });
    expect(asked).toEqual([10, 10]);
    expect(answer).toMatchObject({ test: { status: "locked" }, stale: null, as_of: NOW.toISOString() });
    expect(answer).toMatchObject({ bugs: { total: 1, open: 1 }, coverage: { complete: true, notes: [] } });
  });

  it("fetches a test that was never stored", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    const freshness = refreshing({
      tests: async (ids) => {
        await fill(store, { tests: [test(10)] });
        return { fetched: [...ids] };
      },
    });
    expect((await getTestStatus(store, 10, { freshness })).test.id).toBe(10);
  });

  it("answers what is stored with its age and the reason when it cannot be fetched", async () => {
    const store = await freshStore();
    const longAgo = new Date(NOW.getTime() - 3 * 86_400_000);
    await fill(store, { products: [product(1)], tests: [test(10)], syncedAt: longAgo });
    const dead = refreshing({ tests: failing("TestIO did not answer.") });
    for (const freshness of [dead, { unavailable: "TestIO did not answer." }]) {
      const answer = await getTestStatus(store, 10, { freshness, now: () => NOW });
      expect(answer.stale).toEqual({ age_seconds: 259_200, reason: "TestIO did not answer." });
      expect(answer.coverage.notes[0]).toBe(
        "This is the stored answer, last fetched 3 days ago; it could not be fetched again: TestIO did not answer.",
      );
      expect(answer.bugs).toBeNull();
      expect(answer.coverage).toMatchObject({ complete: false, never_fetched: 1, stale: 1, failed: 1 });
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
    const freshness = refreshing({ tests: hanging });
    const answer = await getTestStatus(store, 10, { freshness, waitMs: 20 });
    expect(answer.stale).toMatchObject({ reason: "TestIO did not answer within 0.02 seconds." });
    const cancelled = getTestStatus(store, 10, { freshness, signal: AbortSignal.abort(new Error("enough")) });
    await expect(cancelled).rejects.toThrow("enough");
  });

  it("says of a test that is not stored why it could not be fetched", async () => {
    const store = await freshStore();
    const failure = await getTestStatus(store, 10, {
      freshness: refreshing({ tests: failing("TestIO did not answer.") }),
    }).catch(String);
    expect(failure).toMatch(/no test 10 in the local database\. TestIO did not answer\. list_tests/);
    const missing = refreshing({ tests: async (ids) => ({ missing: [...ids] }) });
    expect(await getTestStatus(store, 10, { freshness: missing }).catch(String)).toContain("no such test");
  });
});
