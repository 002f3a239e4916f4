import { type BugOutcomes, type Ratio, ratio } from "../rates/rates.js";
import type { BugRow, TestRow } from "./fact-rows.js";
import { bySeverityRank, byTestStatusRank, sortedCounts } from "./ranks.js";

/** Bugs by what became of them; the five add up to all. */
export interface BugsByStatus {
  /** By a person. */
  accepted: number;
  /** By the clock, after 10 days without a decision. */
  auto_accepted: number;
  rejected: number;
  /** Waiting for the customer (`forwarded`). */
  open: number;
  /** In statuses that customers seldom see (`submitted`, `manager_approved`, `question`, ...). */
  other: number;
}

export interface BugFigures {
  total: number;
  by_status: BugsByStatus;
  /** By rank. Functional bugs are `critical`, `high`, `low`; the rest are other kinds of bugs. */
  by_severity: Record<string, number>;
  /** By a person or by the clock. */
  total_accepted: number;
  /** Accepted or rejected by a person. */
  reviewed: number;
  /** Tagged as known; whatever became of them. */
  known: number;
}

export interface ReportSummary {
  tests: {
    /** Null = the tests of these products were never fetched, which is not the same as none. */
    total: number | null;
    by_status: Record<string, number>;
    by_type: Record<string, number>;
    /** Tests whose bugs were never fetched: nothing below counts them. */
    without_bug_data: number;
  };
  /** Null = nothing is known about the bugs of these tests. */
  bugs: BugFigures | null;
  avg_bugs_per_test: Ratio & { definition: string };
}

/** Bugs of some rows together. Rows of dimensions in which a bug counts in several groups must not be added up. */
export interface BugSum extends BugOutcomes {
  open: number;
  known: number;
}

export function sumBugs(rows: readonly BugRow[]): BugSum {
  const sum = { total: 0, accepted: 0, autoAccepted: 0, rejected: 0, open: 0, known: 0 };
  for (const { facts } of rows) {
    sum.total += facts.bugs;
    sum.accepted += facts.accepted;
    sum.autoAccepted += facts.autoAccepted;
    sum.rejected += facts.rejected;
    sum.open += facts.forwarded;
    sum.known += facts.known;
  }
  return sum;
}

export function sumTests(rows: readonly TestRow[]): { tests: number; withoutBugData: number } {
  let tests = 0;
  let withoutBugData = 0;
  for (const { facts } of rows) {
    tests += facts.tests;
    withoutBugData += facts.neverFetchedBugs;
  }
  return { tests, withoutBugData };
}

/** The value a row has in one of its dimensions. */
export function labelOf(row: BugRow | TestRow, dimension: number): string {
  return row.keys[dimension]?.label ?? "none";
}

/** Adds up an amount by the value of one dimension. */
export function countBy<Row extends BugRow | TestRow>(
  rows: readonly Row[],
  dimension: number,
  amount: (row: Row) => number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const label = labelOf(row, dimension);
    counts.set(label, (counts.get(label) ?? 0) + amount(row));
  }
  return counts;
}

export function statusCounts(sum: BugSum): BugsByStatus {
  const { accepted, autoAccepted, rejected, open } = sum;
  const other = sum.total - accepted - autoAccepted - rejected - open;
  return { accepted, auto_accepted: autoAccepted, rejected, open, other };
}

/** @param severity which of the rows' dimensions holds the severity */
export function bugFigures(rows: readonly BugRow[], severity: number): BugFigures {
  const sum = sumBugs(rows);
  return {
    total: sum.total,
    by_status: statusCounts(sum),
    by_severity: sortedCounts(
      countBy(rows, severity, ({ facts }) => facts.bugs),
      bySeverityRank,
    ),
    total_accepted: sum.accepted + sum.autoAccepted,
    reviewed: sum.accepted + sum.rejected,
    known: sum.known,
  };
}

/** What a report is summed up from: tests by status and type, bugs by severity. */
export interface SummaryRows {
  /** Null = never fetched. */
  tests: { rows: readonly TestRow[]; status: number; type: number } | null;
  bugs: { rows: readonly BugRow[]; severity: number };
}

export function summarize({ tests, bugs }: SummaryRows): ReportSummary {
  const rows = tests?.rows ?? [];
  const { tests: total, withoutBugData } = sumTests(rows);
  const amount = ({ facts }: TestRow) => facts.tests;
  const figures = areBugsKnown(total, withoutBugData) && tests !== null ? bugFigures(bugs.rows, bugs.severity) : null;
  return {
    tests: {
      total: tests === null ? null : total,
      by_status: sortedCounts(countBy(rows, tests?.status ?? 0, amount), byTestStatusRank),
      by_type: sortedCounts(countBy(rows, tests?.type ?? 0, amount)),
      without_bug_data: withoutBugData,
    },
    bugs: figures,
    avg_bugs_per_test: {
      ...ratio(figures?.total ?? 0, total - withoutBugData),
      definition: "Bugs per test whose bugs were fetched.",
    },
  };
}

/** Whether the number of bugs of some tests is known at all, be it in part. */
export function areBugsKnown(tests: number, withoutBugData: number): boolean {
  return tests === 0 || withoutBugData < tests;
}
