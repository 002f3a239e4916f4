import type { ProductSyncStatus } from "@testio/store";
import { day } from "../format/dates.js";
import { addDays } from "../period/days.js";
import type { BoundedPeriod } from "../period/period-before.js";
import type { Coverage, Trust } from "../trust/coverage.js";
import { testsEverFetched } from "../trust/test-list.js";
import { capped, type ReportLimits } from "./capped.js";
import type { Evidence, PreviousEvidence } from "./evidence.js";
import { featureCoverage } from "./features.js";
import { statusCounts, sumBugs, summarize } from "./figures.js";
import { confidence, headline } from "./headline.js";
import type { ReportThresholds } from "./health.js";
import { nextSteps } from "./next-steps.js";
import { overTime } from "./over-time.js";
import type { Findings } from "./patterns/finding.js";
import { platformCoverage } from "./platforms.js";
import { changesBetween, type Figures, type PreviousPeriod } from "./previous.js";
import { rejectionReasons } from "./rejection-reasons.js";
import type { ProductQualityReport, ReportScope } from "./report.js";
import { reportRates } from "./reported-rates.js";
import type { ReportRequest } from "./request.js";
import { reviewTime } from "./review-time.js";
import { productFigures, testFigures } from "./rows.js";
import type { TimeUnit } from "./time-units.js";

export interface ReportParts {
  request: ReportRequest;
  products: readonly ProductSyncStatus[];
  thresholds: ReportThresholds;
  limits: ReportLimits;
  now: Date;
  unit: TimeUnit;
  evidence: Evidence;
  previous: { period: BoundedPeriod; evidence: PreviousEvidence; coverage: Coverage } | null;
  trust: Trust;
}

/** Puts a report together from what was read: nothing here asks the store, nor the clock. */
export function composeReport(parts: ReportParts): ProductQualityReport {
  const { request, products, thresholds, limits, now, unit, evidence, trust } = parts;
  const { bugsByTime } = evidence;
  const known = products.some(({ state }) => testsEverFetched(state)) || evidence.tests.length > 0;
  const summary = summarize({
    tests: known ? { rows: evidence.tests, status: 1, type: 2 } : null,
    bugs: { rows: bugsByTime, severity: 1 },
  });
  const bugs = sumBugs(bugsByTime);
  const rates = reportRates(bugs, thresholds);
  const previous = parts.previous && previousFigures(parts.previous, { summary, rates }, thresholds);
  const byProduct = productFigures(products, evidence, thresholds);
  const tests = testFigures(evidence.latestTests, evidence.bugsByTest, thresholds);
  const findings: Findings = {
    summary,
    rates,
    criticalOpen: sumBugs(bugsByTime.filter(({ keys }) => keys[1]?.label === "critical")).open,
    previous,
    reasons: rejectionReasons(bugsByTime, 2),
    review: reviewTime(statusCounts(bugs), evidence.reviewTimes, now),
    features: featureCoverage({
      tests: evidence.testsByFeature,
      bugs: evidence.bugsByFeature,
      listed: evidence.features.features,
      unlisted: evidence.unlistedFeatures,
      neverFetched: evidence.features.neverFetched,
      limit: limits.features,
    }),
    platforms: platformCoverage(evidence.testsByPlatform, evidence.bugsByPlatform, limits.platforms),
    products: byProduct,
    tests,
  };
  return {
    scope: scopeEcho(request, products),
    headline: headline(summary, rates),
    confidence: confidence(summary, trust.coverage.complete),
    summary,
    rates,
    thresholds,
    previous_period: previous,
    rejection_reasons: findings.reasons,
    over_time: overTime({
      unit,
      tests: evidence.testsByTime,
      bugs: bugsByTime,
      from: request.period?.from ?? null,
      before: request.period?.before ?? null,
      now,
      limit: limits.periods,
    }),
    features: findings.features,
    platforms: findings.platforms,
    review_time: findings.review,
    by_product: capped(byProduct, limits.products),
    tests: capped(tests, limits.tests, summary.tests.total ?? 0),
    next_steps: nextSteps(findings),
    as_of: trust.as_of,
    coverage: trust.coverage,
  };
}

const APPLIES_TO =
  "Tests that ended in the period (UTC, first and last day included), and the bugs of these tests, whenever they were reported. Tests without an end are left out.";

function scopeEcho(
  { productIds, testIds, statuses, period }: ReportRequest,
  products: readonly ProductSyncStatus[],
): ReportScope {
  return {
    product_ids: productIds,
    products: products.map(({ id, title, type }) => ({ id, title, type })),
    test_ids: testIds,
    period: period && { start: period.start, end: period.end, applies_to: APPLIES_TO },
    statuses,
  };
}

const BEFORE =
  "For whole calendar months, quarters or years the same number of them before, else the same number of days; with the same products and statuses.";

function previousFigures(
  { period, evidence, coverage }: NonNullable<ReportParts["previous"]>,
  current: Figures,
  thresholds: ReportThresholds,
): PreviousPeriod {
  const figures = {
    summary: summarize({
      tests: current.summary.tests.total === null ? null : { rows: evidence.tests, status: 0, type: 1 },
      bugs: { rows: evidence.bugs, severity: 0 },
    }),
    rates: reportRates(sumBugs(evidence.bugs), thresholds),
  };
  return {
    start: day(period.from),
    end: day(addDays(period.before, -1)),
    definition: BEFORE,
    ...figures,
    changes: changesBetween(figures, current, thresholds),
    coverage,
  };
}
