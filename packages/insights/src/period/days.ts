const DAY_MS = 86_400_000;

/** The start (UTC) of a day. Months count from 0, and days and months may overflow: day 0 is the last of the month before. */
export function dayOf(year: number, month: number, day = 1): Date {
  const date = new Date(0);
  // Not Date.UTC: it takes the years 0-99 for 1900-1999.
  date.setUTCFullYear(year, month, day);
  return date;
}

/** The start (UTC) of the day of a moment. */
export function startOfDay(moment: Date): Date {
  return dayOf(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
}

/** The start of the day that many days later. */
export function addDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * DAY_MS);
}

/** The Monday of the week of a moment. */
export function startOfWeek(moment: Date): Date {
  return addDays(startOfDay(moment), -((moment.getUTCDay() + 6) % 7));
}
