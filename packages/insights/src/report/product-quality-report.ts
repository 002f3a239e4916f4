import type { Store } from "@testio/store";
import { periodBefore } from "../period/period-before.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import { DEFAULT_LIMITS, type ReportLimits } from "./capped.js";
import { composeReport } from "./compose.js";
import { readEvidence, readPreviousEvidence } from "./evidence.js";
import { FETCHED, fetchBugs } from "./fetch-bugs.js";
import { resolveThresholds, type ThresholdChoice } from "./health.js";
import type { ProductQualityReport } from "./report.js";
import { type QualityReportQuery, readRequest } from "./request.js";
import { checkTests, deletedProductNotes, productsOf, testsOf } from "./scope.js";
import { unitFor } from "./time-units.js";

export interface QualityReportOptions extends RefreshOptions {
  /** Boundaries other than the defaults. */
  thresholds?: ThresholdChoice | undefined;
  /** How many rows the lists hold; what is left out is counted. */
  limits?: Partial<ReportLimits> | undefined;
}

/**
 * The quality of some products over a period: rates, what changed, what is covered, and how far all of it can be trusted.
 * Bugs of tests in scope that were never fetched, or are due, are fetched first; what could not be is in `coverage`. The
 * same data asked for on the same day gives the same report.
 *
 * @throws InvalidQueryError naming what is wrong with the query, the thresholds, or which products and tests are unknown.
 */
export async function getProductQualityReport(
  store: Store,
  query: QualityReportQuery,
  options: QualityReportOptions = {},
): Promise<ProductQualityReport> {
  const now = options.now?.() ?? new Date();
  const request = await readRequest(store, query, now);
  const thresholds = resolveThresholds(options.thresholds);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const products = await productsOf(store, request);
  const goneTests = await checkTests(store, request);
  const previous = periodBefore(request.period, now);

  const trust = await fetchBugs(store, request, previous, options);
  options.onProgress?.({ message: "Step 2 of 3: counting tests and bugs", fraction: FETCHED });
  const unit = unitFor(request.period?.from ?? null, request.period?.before ?? null);
  const { productIds } = request;
  const scope = testsOf(request, request.period);
  const { signal } = options;
  const evidence = await readEvidence(store, { scope, productIds, unit, now, testLimit: limits.tests, signal });
  const before = previous === null ? null : await readPreviousEvidence(store, testsOf(request, previous), signal);

  options.onProgress?.({ message: "Step 3 of 3: putting the report together", fraction: 0.95 });
  const notes = [...deletedProductNotes(products), ...goneTests];
  return composeReport({
    request,
    products,
    thresholds,
    limits,
    now,
    unit,
    evidence,
    previous:
      previous === null || before === null || trust.previous === null
        ? null
        : { period: previous, evidence: before, coverage: trust.previous.coverage },
    trust: {
      ...trust.current,
      coverage: { ...trust.current.coverage, notes: [...notes, ...trust.current.coverage.notes] },
    },
  });
}
