import { describe, expect, test } from "vitest";
import { estimateTestList, requestsPerBadRecord, type TestListFacts } from "../../src/plan/test-list-estimate.js";
import { blankState } from "../../src/run/blank-state.js";

const LONG_AGO = new Date("2025-01-01T00:00:00Z");
const LATELY = new Date("2026-01-01T00:00:00Z");

const NEVER_SYNCED = blankState(1, "NEW_TESTS");
const COMPLETE = { ...NEVER_SYNCED, lastPass: 1, completedPass: 1, completeSince: null };

function estimate(change: Partial<TestListFacts> = {}) {
  const stored = change.stored ?? 0;
  return estimateTestList({
    mode: "default",
    state: NEVER_SYNCED,
    stored,
    storedAboveFloor: stored,
    assumed: 200,
    floor: null,
    pageSize: 100,
    maxPages: 50,
    maxAhead: 0,
    fullReadDue: false,
    ...change,
  });
}

/** Of a list whose length is known, since nothing is read ahead beyond its end. */
function fullRead(stored: number): number {
  return estimate({ state: COMPLETE, stored, fullReadDue: true, maxAhead: 4 }).requests;
}

describe("a list that was never read", () => {
  test("is assumed to have its usual length", () => {
    expect(estimate()).toMatchObject({ kind: "first", requests: 5, assumedRows: 200, resumeAfter: null });
  });

  test("has at least the tests that are stored of it", () => {
    expect(estimate({ stored: 500 })).toMatchObject({ kind: "first", requests: 8, assumedRows: null });
  });

  test("is read to the page limit, unless forced", () => {
    // The page after the last one that counts is under way when the run ends.
    expect(estimate({ assumed: 10_000 }).requests).toBe(50 + 1);
    const forced = estimate({ assumed: 10_000, mode: "force" }).requests;
    expect(forced).toBeGreaterThan(100);
    expect(forced).toBeLessThan(120);
  });

  test("counts towards the page limit only where it is not stored", () => {
    const half = estimate({ stored: 500, assumed: 10_000, maxPages: 10 });
    expect(half).toMatchObject({ requests: 5 + 10 + 1, assumedRows: 10_000 });
  });

  test("takes a few requests more for pages that are fetched ahead for nothing: never more than were read", () => {
    const pages = estimate({ assumed: 1000 }).requests;
    expect(estimate({ assumed: 1000, maxAhead: 4 }).requests).toBe(pages + 4);
    expect(estimate({ assumed: 150, maxAhead: 4 }).requests).toBe(4 + 1);
    expect(estimate({ assumed: 60, maxAhead: 4 }).requests).toBe(3);
  });
});

describe("a list that is known", () => {
  test("takes three pages, where it has as many", () => {
    const { rowsMet, ...known } = estimate({ state: COMPLETE, stored: 800, maxAhead: 4 });
    expect(known).toMatchObject({ kind: "new", requests: 3, assumedRows: null });
    expect(rowsMet).toBeGreaterThan(250);
    expect(rowsMet).toBeLessThanOrEqual(300);
    expect(estimate({ state: COMPLETE, stored: 150 })).toMatchObject({ kind: "new", rowsMet: 150 });
  });

  test("is asked for its second page along with the first, even if both turn out to be empty", () => {
    expect(estimate({ state: COMPLETE, stored: 0 }).requests).toBe(2);
  });

  test("takes all its pages, which overlap, when a full read is due or forced", () => {
    expect([0, 1, 99, 100, 500].map(fullRead)).toEqual([1, 3, 3, 4, 8]);
    expect(estimate({ state: COMPLETE, stored: 500, mode: "force" })).toMatchObject({ kind: "full", requests: 8 });
  });

  test("takes one more page when the last one turns out to be full", () => {
    expect(fullRead(197)).toBe(4);
    expect(fullRead(198)).toBe(5);
  });

  test("is of the length stored once it is wiped", () => {
    expect(estimate({ stored: 50, mode: "nuke" })).toMatchObject({ kind: "first", requests: 3, assumedRows: null });
  });
});

describe("a floor", () => {
  test("ends a full read with the page that lies below it and two more", () => {
    const facts = { state: COMPLETE, stored: 2000, storedAboveFloor: 450, floor: LATELY, fullReadDue: true };
    expect(estimate(facts).requests).toBe(5 + 3);
  });

  test("that lies deeper than what is known leads into the unknown", () => {
    const state = { ...COMPLETE, completeSince: LATELY };
    expect(estimate({ state, stored: 50, floor: LONG_AGO })).toMatchObject({ kind: "full", assumedRows: 200 });
    expect(estimate({ state, stored: 50, floor: LATELY })).toMatchObject({ kind: "new", assumedRows: null });
    expect(estimate({ state, stored: 50 })).toMatchObject({ kind: "full", assumedRows: 200 });
  });
});

describe("a list that was half read", () => {
  const block = { resumePage: 1001, resumePageSize: 1, resumeFromPass: 1, resumeToPass: 1 };
  const pagesOf = (rows: number) => estimate({ assumed: rows }).requests;
  /** To see that what was found is a block, and that it goes on. */
  const TOP = 3;

  test("is gone on with, and then read once more; as much may be left as was read", () => {
    const state = { ...NEVER_SYNCED, ...block, lastPass: 1 };
    const resumed = estimate({ state, stored: 1000 });
    expect(resumed).toMatchObject({ kind: "resumed", resumeAfter: 1000, assumedRows: 2000 });
    const below = resumed.requests - TOP - pagesOf(2000);
    expect(below).toBeGreaterThanOrEqual(10);
    expect(below).toBeLessThanOrEqual(13);
  });

  test("is not read once more where the page limit ends the run", () => {
    const state = { ...NEVER_SYNCED, ...block, lastPass: 1 };
    expect(estimate({ state, stored: 1000, maxPages: 4 }).requests).toBe(TOP + 4 + 1);
  });

  test("is known from below when an earlier pass was complete", () => {
    const state = { ...COMPLETE, ...block, resumeFromPass: 2, resumeToPass: 2, lastPass: 2 };
    const resumed = estimate({ state, stored: 1500 });
    expect(resumed).toMatchObject({ kind: "resumed", resumeAfter: 1000, assumedRows: null });
    expect(resumed.requests).toBe(TOP + 3 + pagesOf(1000));
  });

  test("is read in one go where the block is too short to jump over", () => {
    const state = { ...NEVER_SYNCED, ...block, resumePage: 101, lastPass: 1 };
    expect(estimate({ state, stored: 100, assumed: 500 }).requests).toBe(pagesOf(500));
  });
});

test("one bad record takes its page, both halves of each smaller one around it, and the seams between them", () => {
  expect(requestsPerBadRecord(100)).toBe(1 + 3 * 7);
  expect(requestsPerBadRecord(10)).toBe(1 + 3 * 4);
});
