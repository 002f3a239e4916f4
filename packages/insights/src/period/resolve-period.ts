import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { day } from "../format/dates.js";
import { shorten } from "../format/text.js";
import { calendarPeriod } from "./calendar-period.js";
import { addDays, startOfDay } from "./days.js";
import { isoDay } from "./iso-day.js";
import { oneDay, type Span } from "./span.js";
import { wordsPeriod } from "./words.js";

const LONGEST_TEXT = 100;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
const ACCEPTED =
  'a date such as "2026-01-31", a month ("2026-07"), a quarter ("Q3 2026"), a year ("2026"), or words such as "last 30 days", "last quarter", "90 days ago", "YTD", "yesterday"';
/** 03/04/2026 is March for some and April for others; a wrong guess would leave data out unnoticed. */
const AMBIGUOUS = /\d\s*[/.]\s*\d/;
const EVERYTHING = /^(?:all|all[ -]time)$/;

/** From when to when, as people write it. The last day is part of the period. */
export interface PeriodQuery {
  /** ISO date or words. A range ("last quarter") means its first day and, without `end_date`, its last as well. */
  start_date?: string | undefined;
  /** ISO date or words. A range means its last day. */
  end_date?: string | undefined;
}

/** Whole days in UTC; null = not bounded on that side. */
export interface Period {
  /** The start of the first day. */
  from: Date | null;
  /** The start of the day after the last: it is no longer part of the period. */
  before: Date | null;
  /** The first day, as `YYYY-MM-DD`. */
  start: string | null;
  /** The last day, as `YYYY-MM-DD`. */
  end: string | null;
}

/**
 * The days a query is about. "last 30 days", "90 days ago" and "YTD" as start reach to today, today included; a single
 * date as start leaves the end open. `all` as start bounds nothing.
 *
 * @throws InvalidQueryError when a date is none, can be read in two ways, lies outside 1900-2100, or the end is before
 * the start.
 */
export function resolvePeriod({ start_date, end_date }: PeriodQuery, now: Date): Period {
  const start = start_date === undefined || isEverything(start_date) ? null : spanOf("start_date", start_date, now);
  const end = end_date === undefined ? null : spanOf("end_date", end_date, now);
  const first = start?.first ?? null;
  const last = end === null ? (start?.until ?? null) : end.last;
  if (first !== null && last !== null && last.getTime() < first.getTime()) {
    const field = end === null ? "start_date" : "end_date";
    throw new InvalidQueryError(field, `The period would end (${day(last)}) before it starts (${day(first)}).`);
  }
  return {
    from: first,
    before: last === null ? null : addDays(last, 1),
    start: first === null ? null : day(first),
    end: last === null ? null : day(last),
  };
}

function isEverything(text: string): boolean {
  return EVERYTHING.test(text.trim().toLowerCase());
}

function spanOf(field: keyof PeriodQuery, text: string, now: Date): Span {
  const span = text.length > LONGEST_TEXT ? null : understand(field, text.trim().replace(/\s+/g, " "), now);
  if (span === null || ![span.first, span.last].every(isDate)) {
    throw new InvalidQueryError(field, `${field} is ${quote(text)}, which names no date. Write ${ACCEPTED}.`);
  }
  if (![span.first, span.last].every(isInRange)) {
    throw new InvalidQueryError(
      field,
      `${field} is ${quote(text)}, which is outside the years ${FIRST_YEAR} to ${LAST_YEAR}. Write ${ACCEPTED}.`,
    );
  }
  return span;
}

function understand(field: keyof PeriodQuery, text: string, now: Date): Span | null {
  const iso = isoDay(text);
  if (iso !== null) return oneDay(iso);
  if (AMBIGUOUS.test(text)) {
    throw new InvalidQueryError(field, `${field} is ${quote(text)}, which can be read in two ways. Write ${ACCEPTED}.`);
  }
  const words = text.toLowerCase();
  return calendarPeriod(words, startOfDay(now)) ?? wordsPeriod(words, now);
}

function isDate(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}

function isInRange(date: Date): boolean {
  return date.getUTCFullYear() >= FIRST_YEAR && date.getUTCFullYear() <= LAST_YEAR;
}

function quote(text: string): string {
  return JSON.stringify(shorten(text, LONGEST_TEXT));
}
