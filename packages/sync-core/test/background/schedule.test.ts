import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Outcome, type Schedule, scheduleAfter, whetherToSync } from "../../src/background/schedule.js";

const NOW = new Date("2026-11-01T12:00:00Z");
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const INTERVAL_MS = 15 * MINUTE_MS;

function blank(change: Partial<Schedule> = {}): Schedule {
  return { intervalMs: INTERVAL_MS, forcedSince: null, failures: 0, recentFailures: [], breaker: null, ...change };
}

function ago(ms: number): Date {
  return new Date(NOW.getTime() - ms);
}

describe("whether to sync", () => {
  const decide = (schedule: Schedule, lastCompletedAt: Date | null) =>
    whetherToSync(schedule, { now: NOW, lastCompletedAt });

  test("yes when no sync was ever completed", () => {
    expect(decide(blank(), null)).toEqual({ sync: true });
  });

  test("no while the last one is younger than the interval, and then for the rest of it", () => {
    expect(decide(blank(), ago(5 * MINUTE_MS))).toEqual({ sync: false, waitMs: 10 * MINUTE_MS });
    expect(decide(blank(), ago(INTERVAL_MS - 1))).toEqual({ sync: false, waitMs: 1 });
    expect(decide(blank(), ago(INTERVAL_MS))).toEqual({ sync: true });
  });

  test("yes when the last one lies in the future: the clock was set back", () => {
    expect(decide(blank(), ago(-MINUTE_MS))).toEqual({ sync: true });
  });

  test("yes when forced, unless somebody has completed one since", () => {
    const forced = blank({ forcedSince: ago(MINUTE_MS) });
    expect(decide(forced, ago(2 * MINUTE_MS))).toEqual({ sync: true });
    expect(decide(forced, ago(SECOND_MS))).toEqual({ sync: false, waitMs: INTERVAL_MS - SECOND_MS });
  });

  test("with an interval of 0 only when forced", () => {
    const forced = blank({ intervalMs: 0, forcedSince: ago(MINUTE_MS) });
    expect(decide(forced, ago(2 * MINUTE_MS))).toEqual({ sync: true });
    expect(decide(forced, ago(SECOND_MS))).toEqual({ sync: false, waitMs: null });
  });
});

describe("the schedule", () => {
  const failed: Outcome = { kind: "failed", reason: "Down." };

  /** The pauses after failures in a row, each try taking `tryMs`. */
  function pauses(count: number, tryMs: number, schedule = blank()): number[] {
    let now = NOW;
    let current = schedule;
    return Array.from({ length: count }, () => {
      now = new Date(now.getTime() + tryMs);
      const after = scheduleAfter(current, failed, now);
      current = after.schedule;
      now = new Date(now.getTime() + (after.waitMs ?? 0));
      return (after.waitMs ?? 0) / SECOND_MS;
    });
  }

  test("waits an interval after a sync", () => {
    expect(scheduleAfter(blank(), { kind: "done" }, NOW)).toEqual({ schedule: blank(), waitMs: INTERVAL_MS });
  });

  test("plans nothing more after a forced sync when the interval is 0", () => {
    const forced = blank({ intervalMs: 0, forcedSince: NOW });
    expect(scheduleAfter(forced, { kind: "done" }, NOW)).toEqual({ schedule: blank({ intervalMs: 0 }), waitMs: null });
    expect(scheduleAfter(forced, failed, NOW)).toMatchObject({ schedule: { forcedSince: NOW }, waitMs: 15_000 });
  });

  test("pauses for longer after each failure, and for 15 minutes after three within five", () => {
    expect(pauses(5, SECOND_MS)).toEqual([15, 60, 900, 900, 900]);
  });

  test("keeps on growing the pause when failures take too long to come three within five minutes", () => {
    expect(pauses(6, 3 * MINUTE_MS, blank({ intervalMs: 24 * 60 * MINUTE_MS }))).toEqual([15, 60, 240, 900, 900, 900]);
  });

  test("never pauses for longer than the interval before the breaker opens", () => {
    expect(pauses(3, 0, blank({ intervalMs: 5 * SECOND_MS }))).toEqual([5, 5, 900]);
  });

  test("opens the breaker anew after a single failure, and keeps the time it first opened", () => {
    const breaker = { openedAt: ago(INTERVAL_MS), until: NOW, reason: "Down." };
    const after = scheduleAfter(blank({ failures: 3, breaker }), { kind: "failed", reason: "Still down." }, NOW);
    expect(after).toMatchObject({
      schedule: { breaker: { openedAt: breaker.openedAt, until: ago(-INTERVAL_MS), reason: "Still down." } },
      waitMs: INTERVAL_MS,
    });
  });

  test("looks again after a minute when another process syncs, which neither heals nor fails", () => {
    const breaker = { openedAt: ago(INTERVAL_MS), until: NOW, reason: "Down." };
    const troubled = blank({ failures: 3, recentFailures: [ago(SECOND_MS)], breaker });
    const after = scheduleAfter(troubled, { kind: "locked" }, NOW);
    expect(after.waitMs).toBe(MINUTE_MS);
    expect(after.schedule).toEqual({ ...troubled, breaker: { ...breaker, until: ago(-MINUTE_MS) } });
    expect(scheduleAfter(blank({ intervalMs: SECOND_MS }), { kind: "locked" }, NOW).waitMs).toBe(SECOND_MS);
  });

  test("forgets failures after a sync, whoever ran it", () => {
    const breaker = { openedAt: ago(INTERVAL_MS), until: NOW, reason: "Down." };
    const troubled = blank({ failures: 3, recentFailures: [ago(SECOND_MS)], breaker, forcedSince: NOW });
    expect(scheduleAfter(troubled, { kind: "done" }, NOW).schedule).toEqual(blank());
    expect(scheduleAfter(troubled, { kind: "fresh", waitMs: 5 }, NOW)).toEqual({ schedule: blank(), waitMs: 5 });
  });

  test("takes a failure from the future for none of the last five minutes: the clock was set back", () => {
    const troubled = blank({ failures: 2, recentFailures: [ago(-MINUTE_MS), ago(-2 * MINUTE_MS)] });
    const { schedule } = scheduleAfter(troubled, failed, NOW);
    expect(schedule).toMatchObject({ recentFailures: [NOW], breaker: null });
  });

  test("never makes anybody wait for less than a second, nor for more than 15 minutes or the interval", () => {
    const outcome = fc.constantFrom<Outcome>({ kind: "done" }, failed, { kind: "locked" });
    const history = fc.array(fc.record({ outcome, afterMs: fc.nat(20 * MINUTE_MS) }), { maxLength: 30 });
    fc.assert(
      fc.property(history, fc.integer({ min: SECOND_MS, max: 60 * MINUTE_MS }), (steps, intervalMs) => {
        let schedule = blank({ intervalMs });
        let now = NOW;
        for (const { outcome: kind, afterMs } of steps) {
          now = new Date(now.getTime() + afterMs);
          const after = scheduleAfter(schedule, kind, now);
          schedule = after.schedule;
          expect(after.waitMs).toBeGreaterThanOrEqual(SECOND_MS);
          expect(after.waitMs).toBeLessThanOrEqual(Math.max(intervalMs, 15 * MINUTE_MS));
          if (schedule.breaker !== null) expect(schedule.failures).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
