import { addDays, dayOf, startOfWeek } from "../period/days.js";

export type TimeUnit = "week" | "month";

/** Up to this many days a report counts by week, beyond by month: 13 weeks. */
const LONGEST_BY_WEEK = 91;
const DAY_MS = 86_400_000;

/** A calendar week (ISO 8601) or month, in UTC. */
export interface TimeBucket {
  /** `2026-W47` or `2026-11`. */
  label: string;
  first: Date;
  /** The start of the next. */
  next: Date;
}

/** What to count a stretch of time by; by month when it has no ends. */
export function unitFor(from: Date | null, before: Date | null): TimeUnit {
  if (from === null || before === null) return "month";
  return before.getTime() - from.getTime() <= LONGEST_BY_WEEK * DAY_MS ? "week" : "month";
}

export function bucketOf(moment: Date, unit: TimeUnit): TimeBucket {
  if (unit === "month") {
    const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()];
    return {
      label: `${year}-${String(month + 1).padStart(2, "0")}`,
      first: dayOf(year, month),
      next: dayOf(year, month + 1),
    };
  }
  const first = startOfWeek(moment);
  // A week belongs to the year its Thursday is in.
  const year = addDays(first, 3).getUTCFullYear();
  const number = Math.round((first.getTime() - startOfWeek(dayOf(year, 0, 4)).getTime()) / (7 * DAY_MS)) + 1;
  return { label: `${year}-W${String(number).padStart(2, "0")}`, first, next: addDays(first, 7) };
}

/** The bucket of a label as the store answers it; null when it is none. */
export function bucketNamed(label: string): TimeBucket | null {
  const [, year, week, month] = /^(\d{4})-(?:W(\d{2})|(\d{2}))$/.exec(label) ?? [];
  if (year === undefined) return null;
  if (week === undefined) return bucketOf(dayOf(Number(year), Number(month) - 1), "month");
  return bucketOf(addDays(dayOf(Number(year), 0, 4), 7 * (Number(week) - 1)), "week");
}

/** Every bucket from the one of `first` to the one of `last`. */
export function bucketsBetween(first: Date, last: Date, unit: TimeUnit): TimeBucket[] {
  const buckets: TimeBucket[] = [];
  for (
    let bucket = bucketOf(first, unit);
    bucket.first.getTime() <= last.getTime();
    bucket = bucketOf(bucket.next, unit)
  ) {
    buckets.push(bucket);
  }
  return buckets;
}
