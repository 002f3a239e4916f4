import { addDays, startOfDay } from "./days.js";
import { previousPeriod } from "./previous-period.js";
import type { Period } from "./resolve-period.js";

/** A stretch of whole days with both its ends. */
export interface BoundedPeriod {
  from: Date;
  before: Date;
}

/**
 * What metrics and reports compare a period with: see {@link previousPeriod}. One without an end is taken to run to today, today included. Null = there is
 * nothing before it.
 */
export function periodBefore(period: Period | null, now: Date): BoundedPeriod | null {
  if (period === null || period.from === null) return null;
  const before = period.before ?? addDays(startOfDay(now), 1);
  return before.getTime() <= period.from.getTime() ? null : previousPeriod(period.from, before);
}
