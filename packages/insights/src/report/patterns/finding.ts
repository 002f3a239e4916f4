import type { FeatureCoverage } from "../features.js";
import type { ReportSummary } from "../figures.js";
import type { Health } from "../health.js";
import type { PlatformCoverage } from "../platforms.js";
import type { PreviousPeriod } from "../previous.js";
import type { RejectionReasons } from "../rejection-reasons.js";
import type { ReportedRate, ReportedRates } from "../reported-rates.js";
import type { ReviewTime } from "../review-time.js";
import type { ProductFigures, TestFigures } from "../rows.js";

/** Gravest first. */
export const PRIORITIES = ["high", "medium", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Something that stands out, and what can be done about it. */
export interface NextStep {
  /** What was recognised, e.g. `high_rejection`; the same for the same kind of finding. */
  pattern: string;
  priority: Priority;
  /** With the figures it rests on. */
  finding: string;
  action: string;
}

/** Everything that patterns are looked for in. */
export interface Findings {
  summary: ReportSummary;
  rates: ReportedRates;
  criticalOpen: number;
  previous: PreviousPeriod | null;
  reasons: RejectionReasons;
  review: ReviewTime;
  features: FeatureCoverage;
  platforms: PlatformCoverage;
  products: readonly ProductFigures[];
  tests: readonly TestFigures[];
}

/** Looks for one kind of finding. */
export type Pattern = (findings: Findings) => NextStep | null;

/** Whether a rate asks for something to be done, and was counted over enough to say so. */
export function isConspicuous({ health, sample }: ReportedRate): boolean {
  return (health === "warning" || health === "critical") && sample !== "insufficient";
}

export function priorityOf(health: Health | null): Priority {
  return health === "critical" ? "high" : "medium";
}
