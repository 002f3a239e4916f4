import { eachRate, RATE_DEFINITIONS, type Ratio, type ReportRate, rateOf } from "../rates/rates.js";
import type { BugRow } from "./fact-rows.js";
import { type BugSum, sumBugs } from "./figures.js";
import { type Health, healthOf, isJudged, JUDGED_RATES, type ReportThresholds, worst } from "./health.js";
import { type SampleLevel, sampleLevel } from "./sample.js";

/** A rate of one product or test; what it means is said once, with the rates of the whole report. */
export interface JudgedRatio extends Ratio {
  /** Null = the rate is not judged: no threshold is set for it. */
  health: Health | null;
}

/** A rate with all that is needed to judge it. */
export interface ReportedRate extends JudgedRatio {
  definition: string;
  /** How much its denominator can carry. */
  sample: SampleLevel;
}

export type JudgedRatios = Record<ReportRate, JudgedRatio>;
export type ReportedRates = Record<ReportRate, ReportedRate>;

export function reportRates(bugs: BugSum, thresholds: ReportThresholds): ReportedRates {
  return eachRate((rate) => {
    const judged = judge(rate, bugs, thresholds);
    return { ...judged, definition: RATE_DEFINITIONS[rate].definition, sample: sampleLevel(judged.denominator) };
  });
}

export function judgeRates(rows: readonly BugRow[], thresholds: ReportThresholds): JudgedRatios {
  const bugs = sumBugs(rows);
  return eachRate((rate) => judge(rate, bugs, thresholds));
}

function judge(rate: ReportRate, bugs: BugSum, thresholds: ReportThresholds): JudgedRatio {
  const parts = rateOf(rate, bugs);
  return { ...parts, health: isJudged(rate) ? healthOf(parts, thresholds[rate]) : null };
}

/** The gravest of the judged rates. */
export function overallHealth(rates: JudgedRatios): Health {
  return worst(JUDGED_RATES.map((rate) => rates[rate].health ?? "unknown"));
}
