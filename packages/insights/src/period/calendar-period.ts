import { addDays, dayOf, startOfDay, startOfWeek } from "./days.js";
import { months, oneDay, type Span, stretch, week } from "./span.js";

const EDGE = /^(?:the )?(start|beginning|end) of (?:the )?(.+)$/;
const RELATIVE = /^(?:the )?(this|current|last|previous|next) (week|month|quarter|year)$/;
const TO_DATE = /^(?:(w|m|q|y)td|(week|month|quarter|year)[ -]to[ -]date)$/;
const QUARTER = /^(?:q([1-4])(?:[ -]?(\d{4}))?|(\d{4})[ -]?q([1-4]))$/;
const WEEK = /^(\d{4})-?w(0[1-9]|[1-4]\d|5[0-3])$/;
const YEAR_AND_MONTH = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/;

const STEPS: Record<string, number> = { last: -1, previous: -1, this: 0, current: 0, next: 1 };
const UNITS: Record<string, string> = { w: "week", m: "month", q: "quarter", y: "year" };

/** Weeks, months, quarters and years in the ways people name them, in lower case; null when the text is none of these. */
export function calendarPeriod(text: string, now: Date): Span | null {
  const edge = EDGE.exec(text);
  if (edge === null) return namedPeriod(text, now);
  const period = namedPeriod(edge[2] ?? "", now);
  if (period === null) return null;
  return oneDay(edge[1] === "end" ? period.last : period.first);
}

function namedPeriod(text: string, now: Date): Span | null {
  const relative = RELATIVE.exec(text);
  if (relative) return unitOf(relative[2] ?? "", STEPS[relative[1] ?? ""] ?? 0, now);
  const toDate = TO_DATE.exec(text);
  if (toDate) return stretch(unitOf(toDate[2] ?? UNITS[toDate[1] ?? ""] ?? "", 0, now).first, startOfDay(now));
  const quarter = QUARTER.exec(text);
  if (quarter) return quarterOf(Number(quarter[1] ?? quarter[4]), quarter[2] ?? quarter[3], now);
  const numbered = WEEK.exec(text);
  if (numbered) return isoWeek(Number(numbered[1]), Number(numbered[2]));
  const plain = YEAR_AND_MONTH.exec(text);
  if (plain === null) return null;
  const [, year, month] = plain;
  return month === undefined ? months(Number(year), 0, 12) : months(Number(year), Number(month) - 1, 1);
}

function unitOf(unit: string, steps: number, now: Date): Span {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  switch (unit) {
    case "year":
      return months(year + steps, 0, 12);
    case "quarter":
      return months(year, (Math.floor(month / 3) + steps) * 3, 3);
    case "month":
      return months(year, month + steps, 1);
    default:
      return week(addDays(startOfWeek(now), 7 * steps));
  }
}

/** Without a year it is the latest that has begun: "Q3" said in May is last year's. */
function quarterOf(quarter: number, year: string | undefined, now: Date): Span {
  const month = (quarter - 1) * 3;
  if (year !== undefined) return months(Number(year), month, 3);
  return months(now.getUTCFullYear() - (month > now.getUTCMonth() ? 1 : 0), month, 3);
}

/** ISO 8601: the first week of a year is the one with its 4 January in it. Null for a 53rd week the year does not have. */
function isoWeek(year: number, number: number): Span | null {
  const span = week(addDays(startOfWeek(dayOf(year, 0, 4)), 7 * (number - 1)));
  return addDays(span.first, 3).getUTCFullYear() === year ? span : null;
}
