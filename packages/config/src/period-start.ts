const RELATIVE =
  /^(?:(?:the )?(?:start|beginning) of )?(?:the )?(this|current|last|previous) (week|month|quarter|year)$/i;
const YEAR_TO_DATE = /^(?:ytd|year[ -]to[ -]date)$/i;
const QUARTER = /^(?:q([1-4])[ -]?(\d{4})|(\d{4})[ -]?q([1-4]))$/i;
const YEAR_AND_MONTH = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/;

/** The start (UTC) of a period named as a whole, or null when the text names none. Weeks start on Monday. */
export function periodStart(text: string, now: Date): Date | null {
  const relative = RELATIVE.exec(text);
  if (relative) {
    const [, which = "", unit = ""] = relative;
    return relativeStart(unit.toLowerCase(), /^(?:last|previous)$/i.test(which) ? 1 : 0, now);
  }
  if (YEAR_TO_DATE.test(text)) return startOf(now.getUTCFullYear(), 0);
  const quarter = QUARTER.exec(text);
  if (quarter) {
    const year = Number(quarter[2] ?? quarter[3]);
    return startOf(year, (Number(quarter[1] ?? quarter[4]) - 1) * 3);
  }
  const plain = YEAR_AND_MONTH.exec(text);
  return plain ? startOf(Number(plain[1]), Number(plain[2] ?? 1) - 1) : null;
}

function relativeStart(unit: string, back: number, now: Date): Date {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  switch (unit) {
    case "year":
      return startOf(year - back, 0);
    case "quarter":
      return startOf(year, (Math.floor(month / 3) - back) * 3);
    case "month":
      return startOf(year, month - back);
    default: {
      const daysSinceMonday = (now.getUTCDay() + 6) % 7;
      return startOf(year, month, now.getUTCDate() - daysSinceMonday - 7 * back);
    }
  }
}

function startOf(year: number, month: number, day = 1): Date {
  const date = new Date(0);
  // Not Date.UTC: it takes the years 0-99 for 1900-1999.
  date.setUTCFullYear(year, month, day);
  return date;
}
