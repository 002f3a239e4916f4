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

describe("a list that was never read", () => {
  test("is assumed to have its usual length: its pages, an empty one, and the first and last once more", () => {
    expect(estimate()).toMatchObject({ kind: "first", requests: 2 + 1 + 2, assumes: true });
  });

  test("has at least the tests that are stored of it", () => {
    expect(estimate({ stored: 350 })).toMatchObject({ kind: "first", requests: 4 + 1 + 2, assumes: false });
  });

  test("is read to the page limit, unless forced", () => {
    expect(estimate({ assumed: 10_000 }).requests).toBe(50 + 2);
    expect(estimate({ assumed: 10_000, mode: "force" }).requests).toBe(100 + 1 + 2);
  });

  test("takes a few requests more for pages that are fetched ahead for nothing", () => {
    expect(estimate({ assumed: 1000, maxAhead: 4 }).requests).toBe(10 + 1 + 3 + 2);
  });
});

describe("a list that is known", () => {
  test("takes three pages at most", () => {
    expect(estimate({ state: COMPLETE, stored: 800 })).toMatchObject({ kind: "new", requests: 3, rowsMet: 300 });
    expect(estimate({ state: COMPLETE, stored: 20 }).requests).toBe(2);
    expect(estimate({ state: COMPLETE, stored: 0 }).requests).toBe(1);
  });

  test("takes all its pages when a full read is due or forced, and is looked at again only if it has several", () => {
    expect(estimate({ state: COMPLETE, stored: 800, fullReadDue: true })).toMatchObject({ kind: "full", requests: 11 });
    expect(estimate({ state: COMPLETE, stored: 100, mode: "force" }).requests).toBe(2 + 1);
    expect(estimate({ state: COMPLETE, stored: 99, mode: "force" }).requests).toBe(2);
  });

  test("is of the length stored once it is wiped", () => {
    expect(estimate({ stored: 50, mode: "nuke" })).toMatchObject({ kind: "first", requests: 2, assumes: false });
  });
});

describe("a floor", () => {
  test("ends a full read three pages below it", () => {
    const facts = { state: COMPLETE, stored: 2000, storedAboveFloor: 450, floor: LATELY, fullReadDue: true };
    expect(estimate(facts).requests).toBe(5 + 3 + 2);
  });

  test("that lies deeper than what is known leads into the unknown", () => {
    const state = { ...COMPLETE, completeSince: LATELY };
    expect(estimate({ state, stored: 50, floor: LONG_AGO })).toMatchObject({ kind: "full", assumes: true });
    expect(estimate({ state, stored: 50, floor: LATELY })).toMatchObject({ kind: "new", assumes: false });
    expect(estimate({ state, stored: 50 })).toMatchObject({ kind: "full", assumes: true });
  });
});

describe("a list that was half read", () => {
  const block = { resumePage: 11, resumePageSize: 100, resumeFromPass: 1, resumeToPass: 1 };

  test("is gone on with, and then read once more; as much may be left as was read", () => {
    const state = { ...NEVER_SYNCED, ...block, lastPass: 1 };
    const resumed = estimate({ state, stored: 1000 });
    expect(resumed).toMatchObject({ kind: "resumed", resumePage: 11, assumes: true });
    expect(resumed.requests).toBe(3 + 11 + 21 + 2);
  });

  test("is known from below when an earlier pass was complete", () => {
    const state = { ...COMPLETE, ...block, resumeFromPass: 2, resumeToPass: 2, lastPass: 2 };
    expect(estimate({ state, stored: 1500 })).toMatchObject({
      kind: "resumed",
      requests: 3 + 3 + 13 + 2,
      assumes: false,
    });
  });
});

test("one bad record takes its page, and each of the smaller ones it is split into", () => {
  expect(requestsPerBadRecord(100)).toBe(1 + 2 + 2 + 5 + 5);
  expect(requestsPerBadRecord(1)).toBe(1);
});
