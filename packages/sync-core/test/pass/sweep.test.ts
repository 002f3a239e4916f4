import { expect, test } from "vitest";
import { sweepDue } from "../../src/pass/sweep.js";
import { blankState } from "../../src/run/blank-state.js";

const DAY_MS = 86_400_000;
const read = new Date("2026-06-01T00:00:00Z");
const after = (ms: number) => ({ now: new Date(read.getTime() + ms), sweepIntervalMs: DAY_MS, floor: null });
const state = (productId = 7) => ({
  ...blankState(productId, "NEW_TESTS"),
  lastPass: 1,
  completedPass: 1,
  fullPassAt: read,
});

test("a list is read in full again within the last quarter of the interval, at the latest at its end", () => {
  for (let productId = 1; productId <= 200; productId += 1) {
    expect(sweepDue(state(productId), after(0.75 * DAY_MS - 1))).toBe(false);
    expect(sweepDue(state(productId), after(DAY_MS))).toBe(true);
  }
});

test("products read together come due at moments spread over that quarter", () => {
  const dueBy = (share: number) =>
    Array.from({ length: 400 }, (_, id) => sweepDue(state(id + 1), after(share * DAY_MS))).filter((due) => due).length;
  for (const [share, expected] of [
    [0.8125, 100],
    [0.875, 200],
    [0.9375, 300],
  ] as const) {
    expect(Math.abs(dueBy(share) - expected)).toBeLessThan(40);
  }
});

test("an interval of 0 never makes one due", () => {
  expect(sweepDue(state(), { ...after(100 * DAY_MS), sweepIntervalMs: 0 })).toBe(false);
});

test("one is due at once when the last full read was too shallow, lies in the future, or is to be done again", () => {
  const june = new Date("2026-06-01T00:00:00Z");
  expect(sweepDue({ ...state(), fullPassSince: june }, after(0))).toBe(true);
  expect(sweepDue({ ...state(), fullPassSince: june }, { ...after(0), floor: june })).toBe(false);
  expect(sweepDue(state(), after(-1))).toBe(true);
  expect(sweepDue({ ...state(), fullPassAt: null }, after(0))).toBe(true);
});

test("none is due where the list was never read to the end: that happens anyway", () => {
  expect(sweepDue(null, after(0))).toBe(false);
  expect(sweepDue(blankState(7, "NEW_TESTS"), after(0))).toBe(false);
});
