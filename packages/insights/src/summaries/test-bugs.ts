import { type BugCounts, type BugRow, type LabelCount, REJECTION_REASONS, type Store } from "@testio/store";
import { isoOrNull } from "../format/dates.js";
import { NONE } from "../lists/filter.js";
import { eachRate, type Ratio, type ReportRate, rateOf } from "../rates/rates.js";

const RECENT_BUGS = 3;
/** Shown with 0 as well, so that none is not mistaken for unknown. */
const SEVERITIES = ["critical", "high", "low", "visual", "content", "custom"];
const STATUSES = ["forwarded", "accepted", "auto_accepted", "rejected"];

export interface RecentBug {
  id: number;
  title: string;
  severity: string;
  status: string;
  known: boolean;
  reported_at: string | null;
}

export interface TestRates extends Record<ReportRate, Ratio> {
  /** Whether so many of the accepted bugs were accepted by the clock that somebody should look; null = none was accepted. */
  has_alert: boolean | null;
}

/** The living bugs of one test, counted. Rates are shares (0-1) of the bugs counted here. */
export interface TestBugs {
  total: number;
  /** Forwarded: waiting for the customer. */
  open: number;
  /** Tagged as known before; they have a status as well. */
  known: number;
  by_severity: Record<string, number>;
  /** `accepted` = by a person, `auto_accepted` = by the clock. */
  by_status: Record<string, number>;
  /** Of the rejected ones; `none` = without a standard reason. */
  by_rejection_reason: Record<string, number>;
  /** Where they were found. A bug found on two systems counts once in each; label null = nothing is told of any device. */
  found_platforms: { operating_systems: LabelCount[]; browsers: LabelCount[]; device_categories: LabelCount[] };
  rates: TestRates;
  /** The latest reported. */
  recent_bugs: RecentBug[];
}

/** @param alertThreshold Share of auto-accepted among accepted bugs from which `has_alert` is true. */
export async function readTestBugs(store: Store, testId: number, alertThreshold: number): Promise<TestBugs> {
  const counts = await store.bugCountsOfTest(testId);
  const { rows } = await store.listBugs({ testIds: [testId], sort: "reported_at", limit: RECENT_BUGS, offset: 0 });
  const byStatus = countsOf(counts.byStatus, STATUSES);
  return {
    total: counts.total,
    open: byStatus.forwarded ?? 0,
    known: counts.known,
    by_severity: countsOf(counts.bySeverity, SEVERITIES),
    by_status: byStatus,
    by_rejection_reason: countsOf(counts.byRejectionReason, REJECTION_REASONS, { withZeros: false }),
    found_platforms: {
      operating_systems: counts.operatingSystems,
      browsers: counts.browsers,
      device_categories: counts.deviceCategories,
    },
    rates: ratesOf(counts, byStatus, alertThreshold),
    recent_bugs: rows.map(recentBug),
  };
}

/** Counts by label, the known labels in their order first. */
function countsOf(
  counts: readonly LabelCount[],
  known: readonly string[],
  { withZeros = true } = {},
): Record<string, number> {
  const byLabel = new Map(counts.map(({ label, count }) => [label ?? NONE, count]));
  const first = known.filter((label) => withZeros || byLabel.has(label));
  const labels = [...first, ...[...byLabel.keys()].filter((label) => !known.includes(label))];
  return Object.fromEntries(labels.map((label) => [label, byLabel.get(label) ?? 0]));
}

function ratesOf({ total }: BugCounts, byStatus: Record<string, number>, alertThreshold: number): TestRates {
  const outcomes = {
    total,
    accepted: byStatus.accepted ?? 0,
    autoAccepted: byStatus.auto_accepted ?? 0,
    rejected: byStatus.rejected ?? 0,
  };
  const rates = eachRate((rate) => rateOf(rate, outcomes));
  const { numerator, denominator } = rates.auto_acceptance_rate;
  return { ...rates, has_alert: denominator === 0 ? null : numerator / denominator >= alertThreshold };
}

function recentBug({ id, title, severity, status, known, reportedAt }: BugRow): RecentBug {
  return { id, title, severity, status, known, reported_at: isoOrNull(reportedAt) };
}
