import type { Trust } from "../trust/coverage.js";
import type { Capped } from "./capped.js";
import type { FeatureCoverage } from "./features.js";
import type { ReportSummary } from "./figures.js";
import type { Confidence, Headline } from "./headline.js";
import type { ReportThresholds } from "./health.js";
import type { OverTime } from "./over-time.js";
import type { NextStep } from "./patterns/finding.js";
import type { PlatformCoverage } from "./platforms.js";
import type { PreviousPeriod } from "./previous.js";
import type { RejectionReasons } from "./rejection-reasons.js";
import type { ReportedRates } from "./reported-rates.js";
import type { ReviewTime } from "./review-time.js";
import type { ProductFigures, TestFigures } from "./rows.js";

/** What was counted: which tests, and so which bugs. */
export interface ReportScope {
  product_ids: number[];
  products: { id: number; title: string; type: string | null }[];
  /** The tests asked for; null = all that match. */
  test_ids: number[] | null;
  /** Null = no period was asked for: all times. */
  period: {
    /** First and last day, `YYYY-MM-DD`; null = not bounded on that side. */
    start: string | null;
    end: string | null;
    applies_to: string;
  } | null;
  /** The test statuses that count; null = all, as when tests are named. */
  statuses: string[] | null;
}

/** The quality of some products over a period, in figures that each say what they were counted from. */
export interface ProductQualityReport extends Trust {
  scope: ReportScope;
  headline: Headline;
  confidence: Confidence;
  summary: ReportSummary;
  rates: ReportedRates;
  thresholds: ReportThresholds;
  /** The same figures for the period before; null when no period was asked for. */
  previous_period: PreviousPeriod | null;
  rejection_reasons: RejectionReasons;
  over_time: OverTime;
  features: FeatureCoverage;
  platforms: PlatformCoverage;
  review_time: ReviewTime;
  by_product: Capped<ProductFigures>;
  /** Newest end first. */
  tests: Capped<TestFigures>;
  /** Gravest first; empty = nothing stands out. */
  next_steps: NextStep[];
}
