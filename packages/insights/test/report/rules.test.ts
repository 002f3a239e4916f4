import { describe, expect, it } from "vitest";
import { DEFAULT_THRESHOLDS, type Health, InvalidQueryError } from "../../src/index.js";
import { rateOf, ratio } from "../../src/rates/rates.js";
import { healthOf, resolveThresholds, worst } from "../../src/report/health.js";
import { lowerOf, sampleLevel } from "../../src/report/sample.js";
import { bucketNamed, bucketOf, bucketsBetween, unitFor } from "../../src/report/time-units.js";

const health = (rate: keyof typeof DEFAULT_THRESHOLDS, numerator: number, denominator = 1000): Health =>
  healthOf({ numerator, denominator }, DEFAULT_THRESHOLDS[rate]);

describe("health against thresholds", () => {
  it("belongs to the graver side at the boundary itself", () => {
    expect([199, 200, 349, 350].map((rejected) => health("rejection_rate", rejected))).toEqual([
      "healthy",
      "warning",
      "warning",
      "critical",
    ]);
    expect([199, 200, 399, 400].map((auto) => health("auto_acceptance_rate", auto))).toEqual([
      "healthy",
      "warning",
      "warning",
      "critical",
    ]);
    expect([801, 800, 601, 600].map((reviewed) => health("review_rate", reviewed))).toEqual([
      "healthy",
      "warning",
      "warning",
      "critical",
    ]);
    for (const [part, whole] of [
      [1, 5],
      [3, 15],
      [7, 35],
    ] as const) {
      expect(health("rejection_rate", part, whole)).toBe("warning");
    }
    expect(health("rejection_rate", 7, 20)).toBe("critical");
    expect(health("review_rate", 3, 5)).toBe("critical");
  });

  it("goes by the unrounded share, and is unknown without one", () => {
    expect(ratio(199_999, 1_000_000).value).toBe(0.2);
    expect(health("rejection_rate", 199_999, 1_000_000)).toBe("healthy");
    expect(health("rejection_rate", 0, 0)).toBe("unknown");
    expect(worst(["unknown", "healthy", "warning"])).toBe("warning");
    expect(worst([])).toBe("unknown");
  });

  it("takes other thresholds, but none that are impossible", () => {
    const chosen = resolveThresholds({ rejection_rate: { warning: 0.1, critical: 0.1 } });
    expect(chosen).toEqual({
      ...DEFAULT_THRESHOLDS,
      rejection_rate: { warning: 0.1, critical: 0.1, direction: "above" },
    });
    expect(() => resolveThresholds({ rejection_rate: { warning: 0.5, critical: 0.4 } })).toThrow(InvalidQueryError);
    expect(() => resolveThresholds({ review_rate: { warning: 0.5, critical: 0.6 } })).toThrow(/must not be below/);
    expect(() => resolveThresholds({ review_rate: { warning: 80, critical: 60 } })).toThrow(/from 0 to 1/);
    expect(() => resolveThresholds({ review_rate: { warning: Number.NaN, critical: 0.6 } })).toThrow(/from 0 to 1/);
  });
});

describe("rates", () => {
  it("are made of the parts their definitions name", () => {
    const bugs = { total: 20, accepted: 6, autoAccepted: 4, rejected: 5 };
    expect(rateOf("overall_acceptance_rate", bugs)).toEqual({ value: 0.5, numerator: 10, denominator: 20 });
    expect(rateOf("active_acceptance_rate", bugs)).toEqual({ value: 0.3, numerator: 6, denominator: 20 });
    expect(rateOf("auto_acceptance_rate", bugs)).toEqual({ value: 0.4, numerator: 4, denominator: 10 });
    expect(rateOf("rejection_rate", bugs)).toEqual({ value: 0.25, numerator: 5, denominator: 20 });
    expect(rateOf("review_rate", bugs)).toEqual({ value: 0.55, numerator: 11, denominator: 20 });
    expect(ratio(1, 3).value).toBe(0.3333);
    expect(ratio(0, 0).value).toBeNull();
  });

  it("carry more the more they were counted over", () => {
    expect([0, 2, 3, 4, 5, 9, 10].map(sampleLevel)).toEqual([
      "insufficient",
      "insufficient",
      "low",
      "low",
      "medium",
      "medium",
      "high",
    ]);
    expect(lowerOf("high", "low")).toBe("low");
    expect(lowerOf("insufficient", "high")).toBe("insufficient");
  });
});

describe("weeks and months", () => {
  const at = (text: string) => new Date(text);

  it("belong to the year that ISO 8601 says", () => {
    expect(bucketOf(at("2026-01-01T12:00:00Z"), "week").label).toBe("2026-W01");
    expect(bucketOf(at("2027-01-01T12:00:00Z"), "week").label).toBe("2026-W53");
    expect(bucketOf(at("2024-12-30T00:00:00Z"), "week").label).toBe("2025-W01");
    expect(bucketOf(at("2024-12-29T23:59:59Z"), "week").label).toBe("2024-W52");
    expect(bucketOf(at("2026-12-31T23:59:59Z"), "month").label).toBe("2026-12");
  });

  it("are found again by their labels", () => {
    for (
      let day = at("2023-12-20T06:00:00Z");
      day < at("2027-01-15T00:00:00Z");
      day = new Date(day.getTime() + 86_400_000)
    ) {
      for (const unit of ["week", "month"] as const) {
        const bucket = bucketOf(day, unit);
        expect(bucketNamed(bucket.label)).toEqual(bucket);
      }
    }
    expect(bucketNamed("none")).toBeNull();
  });

  it("leave no gap", () => {
    const weeks = bucketsBetween(at("2025-12-01T00:00:00Z"), at("2026-01-11T23:59:59Z"), "week");
    expect(weeks.map(({ label }) => label)).toEqual([
      "2025-W49",
      "2025-W50",
      "2025-W51",
      "2025-W52",
      "2026-W01",
      "2026-W02",
    ]);
    expect(weeks.slice(1).every((week, index) => week.first.getTime() === weeks[index]?.next.getTime())).toBe(true);
    expect(unitFor(at("2026-01-01"), at("2026-04-02"))).toBe("week");
    expect(unitFor(at("2026-01-01"), at("2026-04-03"))).toBe("month");
    expect(unitFor(null, at("2026-04-03"))).toBe("month");
  });
});
