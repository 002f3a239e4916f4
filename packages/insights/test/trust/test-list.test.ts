import { describe, expect, it } from "vitest";
import { coverageOf } from "../../src/trust/coverage.js";
import { testListCoverage } from "../../src/trust/test-list.js";
import { SYNCED, state } from "../support/store.js";

describe("coverage of a product's test list", () => {
  it("is complete after a pass to the end", () => {
    expect(testListCoverage(state(1), [])).toEqual(coverageOf({ complete: true, notes: [] }));
  });

  it("is incomplete while the first pass has not finished", () => {
    const coverage = testListCoverage(state(1, { completedPass: 0, succeededAt: null }), []);
    expect(coverage).toMatchObject({ complete: false, complete_since: null });
    expect(coverage.notes).toEqual([
      "The first sync of this product's tests has not finished: tests are missing. The next sync goes on.",
    ]);
  });

  it("names the floor that older tests were left out at", () => {
    const coverage = testListCoverage(state(1, { completeSince: new Date("2026-02-01T00:00:00Z") }), []);
    expect(coverage).toMatchObject({ complete: false, complete_since: "2026-02-01T00:00:00.000Z" });
    expect(coverage.notes).toEqual([
      "Only tests that end on 2026-02-01 or later were all fetched; older ones may be missing.",
    ]);
  });

  it("is incomplete while a later pass has not finished", () => {
    const coverage = testListCoverage(state(1, { lastPass: 2 }), []);
    expect(coverage.complete).toBe(false);
    expect(coverage.notes[0]).toContain("latest sync of this product's tests has not finished");
  });

  it("passes on why the last sync failed, and what was complete stays so", () => {
    const failed = testListCoverage(state(1, { failedAt: SYNCED, failure: "TestIO refused the token" }), []);
    expect(failed.complete).toBe(true);
    expect(failed.notes).toEqual([
      "The last sync of this product's tests failed on 2026-06-15: TestIO refused the token.",
    ]);
    const never = testListCoverage(state(1, { lastPass: 0, completedPass: 0, failedAt: SYNCED }), []);
    expect(never.notes).toEqual([
      "The tests of this product were never fetched: run sync_data.",
      "The last sync of this product's tests failed on 2026-06-15.",
    ]);
  });
});
