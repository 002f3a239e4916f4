import type { KnownTest, SyncState } from "@testio/store";
import { describe, expect, test } from "vitest";
import { classify, type PassPlan, planPass } from "../../src/pass/pass-plan.js";
import { blankState } from "../../src/run/blank-state.js";

const PRODUCT = 7;
const plan = (changes: Partial<PassPlan> = {}): PassPlan => ({
  pass: 3,
  anchorPass: 2,
  mayStopAtAnchors: true,
  floor: null,
  block: null,
  pageSize: 3,
  ...changes,
});

describe("planning a pass", () => {
  const request = { floor: null, fullRead: false, pageSize: 100 };
  const june = new Date("2026-06-01T00:00:00Z");
  const may = new Date("2026-05-01T00:00:00Z");
  const completed = (completeSince: Date | null): SyncState => ({
    ...blankState(PRODUCT, "NEW_TESTS"),
    lastPass: 4,
    completedPass: 4,
    completeSince,
  });

  test("may stop at anchors only where all that the floor asks for is known to be complete", () => {
    expect(planPass(blankState(PRODUCT, "NEW_TESTS"), request).mayStopAtAnchors).toBe(false);
    expect(planPass(completed(null), request).mayStopAtAnchors).toBe(true);
    expect(planPass(completed(june), request).mayStopAtAnchors).toBe(false);
    expect(planPass(completed(june), { ...request, floor: may }).mayStopAtAnchors).toBe(false);
    expect(planPass(completed(may), { ...request, floor: june }).mayStopAtAnchors).toBe(true);
    expect(planPass(completed(null), { ...request, fullRead: true }).mayStopAtAnchors).toBe(false);
  });

  test("leaves nothing out above known tests, however high the floor: it would be hidden below the new ones", () => {
    expect(planPass(completed(null), { ...request, floor: june }).floor).toBeNull();
    expect(planPass(completed(may), { ...request, floor: june }).floor).toEqual(may);
    expect(planPass(completed(june), { ...request, floor: may }).floor).toEqual(may);
    expect(planPass(completed(null), { ...request, floor: june, fullRead: true }).floor).toEqual(june);
    expect(planPass(blankState(PRODUCT, "NEW_TESTS"), { ...request, floor: june }).floor).toEqual(june);
  });

  test("builds on a resume block unless its own floor hid what is wanted now", () => {
    const block = { resumePage: 5, resumePageSize: 50, resumeFromPass: 2, resumeToPass: 3, resumeSince: june };
    const state = { ...blankState(PRODUCT, "NEW_TESTS"), lastPass: 3, ...block };
    expect(planPass(state, request).block).toBeNull();
    expect(planPass(state, { ...request, floor: june }).block).toEqual({ fromPass: 2, toPass: 3, rows: 200 });
    expect(planPass(state, { ...request, floor: june, fullRead: true }).block).toBeNull();
  });

  test("only a test that stands where a completed pass has listed it is an anchor", () => {
    const known: KnownTest = { id: 1, productId: PRODUCT, endAt: may, syncPass: 1, deletedAt: null };
    const listed = { endAt: may };
    const kindOf = (changes: Partial<KnownTest>, of = listed, changed: Partial<PassPlan> = {}) =>
      classify(plan(changed), of, { ...known, ...changes }, PRODUCT);
    expect(kindOf({})).toBe("anchor");
    expect(kindOf({ deletedAt: june })).toBe("wanted");
    expect(kindOf({ productId: 8 })).toBe("wanted");
    expect(kindOf({ syncPass: null })).toBe("known");
    expect(kindOf({ syncPass: 3 })).toBe("known");
    expect(kindOf({}, { endAt: june })).toBe("known");
    expect(kindOf({}, listed, { mayStopAtAnchors: false })).toBe("known");
    expect(classify(plan(), { endAt: null }, { ...known, endAt: null }, PRODUCT)).toBe("neutral");
    expect(classify(plan({ floor: june }), listed, known, PRODUCT)).toBe("below_floor");
    expect(classify(plan(), listed, undefined, PRODUCT)).toBe("wanted");
  });

  test("a test of the resume block is one only while it has not moved", () => {
    const block = { fromPass: 3, toPass: 4, rows: 40 };
    const known: KnownTest = { id: 1, productId: PRODUCT, endAt: may, syncPass: 4, deletedAt: null };
    expect(classify(plan({ block }), { endAt: may }, known, PRODUCT)).toBe("block");
    expect(classify(plan({ block }), { endAt: june }, known, PRODUCT)).toBe("known");
  });
});
