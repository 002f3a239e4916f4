import { dayOf } from "./days.js";

/**
 * The period before one, to compare with: for whole calendar months (so quarters and years as well) as many calendar
 * months, else as many days; both end where the given one begins.
 */
export function previousPeriod(from: Date, before: Date): { from: Date; before: Date } {
  if (isFirstOfMonth(from) && isFirstOfMonth(before)) {
    return { from: dayOf(from.getUTCFullYear(), from.getUTCMonth() - monthsBetween(from, before)), before: from };
  }
  return { from: new Date(from.getTime() * 2 - before.getTime()), before: from };
}

function isFirstOfMonth(day: Date): boolean {
  return day.getUTCDate() === 1 && day.getTime() % 86_400_000 === 0;
}

function monthsBetween(from: Date, before: Date): number {
  return (before.getUTCFullYear() - from.getUTCFullYear()) * 12 + before.getUTCMonth() - from.getUTCMonth();
}
