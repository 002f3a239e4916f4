import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { previousPeriod } from "../../src/index.js";

function before(first: string, afterLast: string): [string, string] {
  const previous = previousPeriod(new Date(first), new Date(afterLast));
  return [previous.from.toISOString().slice(0, 10), previous.before.toISOString().slice(0, 10)];
}

describe("previousPeriod", () => {
  it.each([
    ["month", "2026-03-01", "2026-04-01", "2026-02-01"],
    ["January", "2026-01-01", "2026-02-01", "2025-12-01"],
    ["quarter", "2026-07-01", "2026-10-01", "2026-04-01"],
    ["year", "2025-01-01", "2026-01-01", "2024-01-01"],
    ["week", "2026-05-11", "2026-05-18", "2026-05-04"],
    ["half year", "2026-01-01", "2026-07-01", "2025-07-01"],
    ["stretch of 30 days", "2026-03-10", "2026-04-09", "2026-02-08"],
    ["day", "2026-03-01", "2026-03-02", "2026-02-28"],
  ])("of a %s", (_, from, end, expected) => {
    expect(before(from, end)).toEqual([expected, from]);
  });

  it("ends where the period begins, and is as long or as many months", () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 800 }), (from, length) => {
        const end = new Date(from.getTime() + length * 86_400_000);
        const previous = previousPeriod(from, end);
        expect(previous.before).toEqual(from);
        expect(previous.from.getTime()).toBeLessThan(from.getTime());
        const differsBy = Math.abs((from.getTime() - previous.from.getTime()) / 86_400_000 - length);
        expect(differsBy).toBeLessThanOrEqual(from.getUTCDate() === 1 && end.getUTCDate() === 1 ? 3 : 0);
      }),
    );
  });
});
