import * as z from "zod";
import { coverageSchema, ratioSchema } from "../shared.js";

/** How good a rate is; `unknown`: nothing was counted. */
export const health = z.enum(["healthy", "warning", "critical", "unknown"]);

/** How much the number of bugs behind a statement can carry. */
export const sample = z.enum(["insufficient", "low", "medium", "high"]);

/** A ratio that says what it is. */
export const definedRatio = ratioSchema.extend({ definition: z.string() });

/** The first rows of a list, and how many there are. */
export function capped<Row extends z.ZodType>(row: Row) {
  return z.object({
    total: z.int(),
    left_out: z.int().describe("How many of them are not in `rows`"),
    rows: z.array(row),
  });
}

function eachRate<Rate extends z.ZodType>(rate: Rate) {
  return z.object({
    overall_acceptance_rate: rate,
    active_acceptance_rate: rate,
    auto_acceptance_rate: rate,
    rejection_rate: rate,
    review_rate: rate,
  });
}

export const bugsByStatus = z.object({
  accepted: z.int().describe("By a person."),
  auto_accepted: z.int().describe("By the clock, after 10 days without a decision."),
  rejected: z.int(),
  open: z.int().describe("Waiting for the customer (`forwarded`)."),
  other: z.int().describe("In statuses that customers seldom see (`submitted`, `manager_approved`, `question`, ...)."),
});

export const bugFigures = z.object({
  total: z.int(),
  by_status: bugsByStatus,
  by_severity: z
    .record(z.string(), z.int())
    .describe("By rank. Functional bugs are `critical`, `high`, `low`; the rest are other kinds of bugs."),
  total_accepted: z.int().describe("By a person or by the clock."),
  reviewed: z.int().describe("Accepted or rejected by a person."),
  known: z.int().describe("Tagged as known; whatever became of them."),
});

export const reportSummary = z.object({
  tests: z.object({
    total: z
      .int()
      .nullable()
      .describe("Null = the tests of these products were never fetched, which is not the same as none."),
    by_status: z.record(z.string(), z.int()),
    by_type: z.record(z.string(), z.int()),
    without_bug_data: z.int().describe("Tests whose bugs were never fetched: nothing below counts them."),
  }),
  bugs: bugFigures.nullable().describe("Null = nothing is known about the bugs of these tests."),
  avg_bugs_per_test: definedRatio,
});

const reportedRate = z.object({
  definition: z.string(),
  sample: sample.describe("How much its denominator can carry."),
  health: health.nullable().describe("Null = the rate is not judged: no threshold is set for it."),
  ...ratioSchema.shape,
});

export const reportedRates = eachRate(reportedRate);

const threshold = z.object({
  warning: z.number(),
  critical: z.number(),
  direction: z.enum(["above", "below"]).describe("On which side of them it is conspicuous."),
});

export const reportThresholds = z.object({
  auto_acceptance_rate: threshold,
  rejection_rate: threshold,
  review_rate: threshold,
});

const change = z.object({
  before: z.number().nullable().describe("Null = unknown, or nothing was counted."),
  now: z.number().nullable(),
  change: z.number().nullable().describe("Now minus before."),
  share: z.number().nullable().describe("The change as a share of what was before; null when that was 0."),
});

const rateChange = z.object({
  before: z.number().nullable(),
  now: z.number().nullable(),
  change: z.number().nullable().describe("Now minus before, as a share: 0.05 are 5 percentage points."),
  verdict: z
    .enum(["better", "worse", "same"])
    .nullable()
    .describe("Whether that is good; null for rates that are not judged, and where one of the two is unknown."),
  sample: sample.describe("What the smaller of the two samples can carry."),
});

export const previousPeriod = z.object({
  start: z.string().describe("First and last day."),
  end: z.string(),
  definition: z.string(),
  summary: reportSummary,
  rates: reportedRates,
  changes: z.object({
    tests: change,
    bugs: change,
    avg_bugs_per_test: change,
    rates: eachRate(rateChange),
  }),
  coverage: coverageSchema,
});

const judgedRatio = ratioSchema.extend({
  health: health.nullable().describe("Null = the rate is not judged: no threshold is set for it."),
});

export const judgedRatios = eachRate(judgedRatio);
