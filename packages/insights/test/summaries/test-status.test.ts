import { describe, expect, it } from "vitest";
import { getTestStatus, NotFoundError } from "../../src/index.js";
import { fill, freshStore, product, SYNCED, state, test } from "../support/store.js";

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
});
