import * as z from "zod";
import { environmentSchema, ratioSchema, trustShape } from "../shared.js";
import {
  bugFigures,
  bugsByStatus,
  capped,
  definedRatio,
  health,
  judgedRatios,
  previousPeriod,
  reportedRates,
  reportSummary,
  reportThresholds,
  sample,
} from "./figures.js";

const reportScope = z.object({
  product_ids: z.array(z.int()),
  products: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      type: z.string().nullable(),
    }),
  ),
  test_ids: z.array(z.int()).nullable().describe("The tests asked for; null = all that match."),
  period: z
    .object({
      start: z.string().nullable().describe("First and last day, `YYYY-MM-DD`; null = not bounded on that side."),
      end: z.string().nullable(),
      applies_to: z.string(),
    })
    .nullable()
    .describe("Null = no period was asked for: all times."),
  statuses: z
    .array(z.string())
    .nullable()
    .describe("The test statuses that count; null = all, as when tests are named."),
});

const headline = z.object({
  health,
  text: z.string().describe("One or two sentences to open a meeting with."),
  rule: z.string().describe("How `health` was arrived at."),
});

const confidence = z.object({
  level: sample,
  text: z.string(),
  rule: z.string(),
  sample_sizes: z
    .object({
      low: z.int(),
      medium: z.int(),
      high: z.int(),
    })
    .describe("From how many bugs on a sample is of a level."),
  bugs: z.int(),
  tests: z.int(),
  tests_with_bug_data: z.int(),
});

const reportedRejectionReason = z.object({
  reason: z.string().nullable().describe("Null = rejected without a standard sentence."),
  bugs: z.int(),
  share: ratioSchema.describe("Of all rejected bugs."),
});

const rejectionReasons = z.object({
  rejected: z.int(),
  definition: z.string(),
  reasons: z.array(reportedRejectionReason),
});

const timeFigures = z.object({
  period: z.string().describe("`2026-W47` (ISO 8601) or `2026-11`."),
  first_day: z.string(),
  last_day: z.string(),
  tests: z.int(),
  tests_without_bug_data: z.int(),
  bugs: z
    .int()
    .nullable()
    .describe("Null, as are the counts behind it: the bugs of none of its tests were ever fetched."),
  by_severity: z.record(z.string(), z.int()).nullable(),
  by_status: bugsByStatus.nullable(),
});

const overTime = z.object({
  unit: z.enum(["week", "month"]),
  definition: z.string(),
  tests_without_end: z.int().describe("Tests in scope without an end: they are in no week or month."),
  total: z.int().describe("All there are."),
  left_out: z.int().describe("How many of them are not in `rows`."),
  rows: z.array(timeFigures),
});

const coveredFeature = z.object({
  feature_id: z.int(),
  product_id: z.int().nullable(),
  title: z.string().nullable(),
  tests: z.int().describe("Tests in scope that name it."),
  bugs: z.int(),
  critical: z.int(),
  by_status: bugsByStatus,
  no_longer_listed: z.boolean().describe("It is in tests, but no longer among the features of its product."),
});

const uncoveredFeature = z.object({
  feature_id: z.int(),
  product_id: z.int(),
  title: z.string(),
});

const featureCoverage = z.object({
  definition: z.string(),
  covered: capped(coveredFeature).describe("Features with tests or bugs in scope, most bugs first."),
  not_covered: capped(uncoveredFeature).describe(
    "Features of the products that no test in scope names and no bug was reported on, by product and title.",
  ),
  tests_without_feature: z.int(),
  bugs_without_feature: z.int(),
  never_fetched_product_ids: z
    .array(z.int())
    .describe("Products whose features were never fetched: what of them is not covered is unknown."),
});

const targetPlatform = z.object({
  platform: z.string().nullable().describe("Operating system; null = the test names none."),
  tests: z.int(),
});

const foundPlatform = z.object({
  platform: z.string().nullable().describe("Operating system; null = the bug names none."),
  bugs: z.int(),
  critical: z.int(),
});

const platformCoverage = z.object({
  definition: z.string(),
  aimed_at: capped(targetPlatform),
  found_on: capped(foundPlatform),
  aimed_at_without_bugs: z.array(z.string()),
  found_on_but_not_aimed_at: z.array(z.string()),
});

const oldestOpenBug = z.object({
  bug_id: z.int(),
  test_id: z.int(),
  title: z.string(),
  reported_at: z.string(),
  age_days: z.number(),
});

const reviewTime = z.object({
  days_to_rejection: definedRatio.describe("Numerator: days together; denominator: rejections whose time is known."),
  rejections_without_time: z.int().describe("Rejections that say nothing about when."),
  auto_acceptance_after_days: z.number(),
  auto_accepted: z.int().describe("Accepted by the clock: nobody decided within that time."),
  open: z.object({
    total: z.int(),
    counted_on: z.string().describe("The day (UTC) at whose start the ages were taken."),
    average_age_days: definedRatio.describe(
      "Numerator: days together; denominator: open bugs with a known time of report.",
    ),
    beyond_auto_acceptance: z.int().describe("Open for longer than the clock should have let them be."),
    oldest: oldestOpenBug.nullable().describe("Null = no bug is open."),
  }),
  note: z.string(),
});

const productFigures = z.object({
  product_id: z.int(),
  title: z.string(),
  tests: z.int(),
  tests_without_bug_data: z.int(),
  bugs: bugFigures.nullable().describe("Null = the bugs of none of its tests were ever fetched."),
  rates: judgedRatios,
  health: health.describe("The gravest of its judged rates."),
});

const testFigures = z.object({
  test_id: z.int(),
  product_id: z.int(),
  title: z.string(),
  status: z.string(),
  testing_type: z.string().nullable(),
  start_at: z.string().nullable(),
  end_at: z.string().nullable(),
  test_environment: environmentSchema,
  bugs: bugFigures.nullable().describe("Null = its bugs were never fetched."),
  rates: judgedRatios,
});

const nextStep = z.object({
  pattern: z.string().describe("What was recognised, e.g. `high_rejection`; the same for the same kind of finding."),
  priority: z.enum(["low", "medium", "high"]),
  finding: z.string().describe("With the figures it rests on."),
  action: z.string(),
});

/** What `getProductQualityReport` of `@testio/insights` answers. */
export const reportSchema = z.object({
  scope: reportScope,
  headline,
  confidence,
  summary: reportSummary,
  rates: reportedRates,
  thresholds: reportThresholds,
  previous_period: previousPeriod
    .nullable()
    .describe("The same figures for the period before; null when no period was asked for."),
  rejection_reasons: rejectionReasons,
  over_time: overTime,
  features: featureCoverage,
  platforms: platformCoverage,
  review_time: reviewTime,
  by_product: capped(productFigures),
  tests: capped(testFigures).describe("Newest end first."),
  next_steps: z.array(nextStep).describe("Gravest first; empty = nothing stands out."),
  ...trustShape,
});
