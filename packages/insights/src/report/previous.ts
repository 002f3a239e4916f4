import { eachRate, type ReportRate, rounded } from "../rates/rates.js";
import type { Coverage } from "../trust/coverage.js";
import type { ReportSummary } from "./figures.js";
import { isJudged, type JudgedRate, type ReportThresholds } from "./health.js";
import type { ReportedRates } from "./reported-rates.js";
import { lowerOf, type SampleLevel, sampleLevel } from "./sample.js";

/** A count or an average then and now. */
export interface Change {
  /** Null = unknown, or nothing was counted. */
  before: number | null;
  now: number | null;
  /** Now minus before. */
  change: number | null;
  /** The change as a share of what was before; null when that was 0. */
  share: number | null;
}

export interface RateChange {
  before: number | null;
  now: number | null;
  /** Now minus before, as a share: 0.05 are 5 percentage points. */
  change: number | null;
  /** Whether that is good; null for rates that are not judged, and where one of the two is unknown. */
  verdict: "better" | "worse" | "same" | null;
  /** What the smaller of the two samples can carry. */
  sample: SampleLevel;
}

/** The same figures for the period before, and what changed since. */
export interface PreviousPeriod {
  /** First and last day. */
  start: string;
  end: string;
  definition: string;
  summary: ReportSummary;
  rates: ReportedRates;
  changes: {
    tests: Change;
    bugs: Change;
    avg_bugs_per_test: Change;
    rates: Record<ReportRate, RateChange>;
  };
  coverage: Coverage;
}

export interface Figures {
  summary: ReportSummary;
  rates: ReportedRates;
}

export function changesBetween(before: Figures, now: Figures, thresholds: ReportThresholds): PreviousPeriod["changes"] {
  return {
    tests: changeOf(before.summary.tests.total, now.summary.tests.total),
    bugs: changeOf(before.summary.bugs?.total ?? null, now.summary.bugs?.total ?? null),
    avg_bugs_per_test: changeOf(before.summary.avg_bugs_per_test.value, now.summary.avg_bugs_per_test.value),
    rates: eachRate((rate) => rateChange(rate, before.rates, now.rates, thresholds)),
  };
}

function changeOf(before: number | null, now: number | null): Change {
  const change = before === null || now === null ? null : rounded(now - before);
  const share = change === null || before === null || before === 0 ? null : rounded(change / before);
  return { before, now, change, share };
}

function rateChange(
  rate: ReportRate,
  before: ReportedRates,
  now: ReportedRates,
  thresholds: ReportThresholds,
): RateChange {
  const { change, ...values } = changeOf(before[rate].value, now[rate].value);
  return {
    before: values.before,
    now: values.now,
    change,
    verdict: change === null || !isJudged(rate) ? null : verdictOn(rate, change, thresholds),
    sample: lowerOf(sampleLevel(before[rate].denominator), sampleLevel(now[rate].denominator)),
  };
}

function verdictOn(rate: JudgedRate, change: number, thresholds: ReportThresholds): RateChange["verdict"] {
  if (change === 0) return "same";
  return change > 0 === (thresholds[rate].direction === "below") ? "better" : "worse";
}
