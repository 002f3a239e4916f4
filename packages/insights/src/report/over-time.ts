import { day } from "../format/dates.js";
import { addDays } from "../period/days.js";
import type { Capped } from "./capped.js";
import type { BugRow, TestRow } from "./fact-rows.js";
import { areBugsKnown, type BugsByStatus, countBy, labelOf, statusCounts, sumBugs, sumTests } from "./figures.js";
import { bySeverityRank, sortedCounts } from "./ranks.js";
import { bucketNamed, bucketsBetween, type TimeBucket, type TimeUnit } from "./time-units.js";

/** One week or month, by the end of the tests. */
export interface TimeFigures {
  /** `2026-W47` (ISO 8601) or `2026-11`. */
  period: string;
  first_day: string;
  last_day: string;
  tests: number;
  tests_without_bug_data: number;
  /** Null, as are the counts behind it: the bugs of none of its tests were ever fetched. */
  bugs: number | null;
  by_severity: Record<string, number> | null;
  by_status: BugsByStatus | null;
}

/** Severity and status over time, oldest first, without gaps. Where something is left out, it is the oldest. */
export interface OverTime extends Capped<TimeFigures> {
  unit: TimeUnit;
  definition: string;
  /** Tests in scope without an end: they are in no week or month. */
  tests_without_end: number;
}

export interface OverTimeInput {
  unit: TimeUnit;
  /** By time. */
  tests: readonly TestRow[];
  /** By time, severity and whatever else. */
  bugs: readonly BugRow[];
  from: Date | null;
  before: Date | null;
  now: Date;
  limit: number;
}

const SEVERITY = 1;

export function overTime({ unit, tests, bugs, from, before, now, limit }: OverTimeInput): OverTime {
  const [testsByTime, bugsByTime] = [groupByTime(tests), groupByTime(bugs)];
  const seen = [...testsByTime.keys()].map(bucketNamed).filter((bucket) => bucket !== null);
  const buckets = seen.length === 0 ? [] : bucketsIn(seen, { unit, from, before, now });
  const shown = buckets.slice(Math.max(0, buckets.length - limit));
  return {
    unit,
    definition: `Bugs by the ${unit} in which their test ended (UTC), not in which they were reported.`,
    tests_without_end: sumTests(testsByTime.get("none") ?? []).tests,
    total: buckets.length,
    left_out: buckets.length - shown.length,
    rows: shown.map((bucket) =>
      timeFigures(bucket, testsByTime.get(bucket.label) ?? [], bugsByTime.get(bucket.label) ?? []),
    ),
  };
}

function groupByTime<Row extends TestRow | BugRow>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const label = labelOf(row, 0);
    const group = groups.get(label);
    if (group) group.push(row);
    else groups.set(label, [row]);
  }
  return groups;
}

/** The whole period asked for, but not what is still to come after the last test. */
function bucketsIn(
  seen: readonly TimeBucket[],
  { unit, from, before, now }: Pick<OverTimeInput, "unit" | "from" | "before" | "now">,
): TimeBucket[] {
  const starts = seen.map(({ first }) => first.getTime());
  const first = from ?? new Date(Math.min(...starts));
  const lastAsked = before === null ? Number.NEGATIVE_INFINITY : Math.min(addDays(before, -1).getTime(), now.getTime());
  return bucketsBetween(first, new Date(Math.max(lastAsked, ...starts)), unit);
}

function timeFigures(bucket: TimeBucket, tests: readonly TestRow[], bugs: readonly BugRow[]): TimeFigures {
  const { tests: amount, withoutBugData } = sumTests(tests);
  const known = areBugsKnown(amount, withoutBugData);
  const sum = sumBugs(bugs);
  return {
    period: bucket.label,
    first_day: day(bucket.first),
    last_day: day(addDays(bucket.next, -1)),
    tests: amount,
    tests_without_bug_data: withoutBugData,
    bugs: known ? sum.total : null,
    by_severity: known
      ? sortedCounts(
          countBy(bugs, SEVERITY, ({ facts }) => facts.bugs),
          bySeverityRank,
        )
      : null,
    by_status: known ? statusCounts(sum) : null,
  };
}
