import { createRequire } from "node:module";
import type { ParsedComponents } from "chrono-node";
import { startOfDay } from "./days.js";
import { months, oneDay, type Span, stretch } from "./span.js";

const require = createRequire(import.meta.url);

/** Digits alone that are no ISO date (2026-13-01) would be guessed at. */
const HAS_WORD = /\p{L}{2}/u;
/** "90 days ago" and "last 30 days" begin on the same day, and both reach to today. */
const TO_TODAY = /\bago$|^(?:last|past) (?:\d|[a-z ]*(?:hour|day|week|month|year)s?$)/;
const AGO = /\bago$/;
const MONTH_NAME = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;
const AHEAD = /\b(?:next|coming|following)\b/;

/** The days some English words stand for, in lower case; null when they name none, or more than is understood. */
export function wordsPeriod(words: string, now: Date): Span | null {
  if (!HAS_WORD.test(words)) return null;
  const text = plainWords(words);
  // Only here, and not imported: most answers never see a date in words, and the library takes 30 ms to load.
  const { casual } = require("chrono-node/en") as typeof import("chrono-node/en");
  const [found, ...others] = casual.parse(text, { instant: now, timezone: 0 });
  // Words before or after what was recognised would be dropped unnoticed.
  if (found === undefined || others.length > 0 || found.text.length !== text.length) return null;
  if (isTimeOfDayOnly(found.start)) return null;
  if (found.end) return stretch(startOfDay(found.start.date()), lastDayOf(found.end, text));
  if (TO_TODAY.test(text)) {
    const first = startOfDay(found.start.date());
    return { first, last: AGO.test(text) ? first : startOfDay(now), until: startOfDay(now) };
  }
  const first = AHEAD.test(text) ? startOfDay(found.start.date()) : inThePast(found.start, now);
  return isWholeMonth(found.start, text) ? months(first.getUTCFullYear(), first.getUTCMonth(), 1) : oneDay(first);
}

/** What chrono does not know, in words it knows. */
function plainWords(words: string): string {
  return words
    .replace(/^(?:(?:in|during|over|within|for) )?(?:the )?(?=(?:last|past|previous) )/, "")
    .replace(/^previous (?=\d)/, "last ")
    .replace(/(\d{1,3}) quarters?\b/, (_, amount: string) => `${Number(amount) * 3} months`);
}

function isTimeOfDayOnly(parts: ParsedComponents): boolean {
  return !(["day", "weekday", "month", "year"] as const).some((part) => parts.isCertain(part));
}

function isWholeMonth(parts: ParsedComponents, text: string): boolean {
  return MONTH_NAME.test(text) && parts.isCertain("month") && !parts.isCertain("day") && !parts.isCertain("weekday");
}

function lastDayOf(parts: ParsedComponents, text: string): Date {
  const day = startOfDay(parts.date());
  return isWholeMonth(parts, text) ? months(day.getUTCFullYear(), day.getUTCMonth(), 1).last : day;
}

/** "November" said in May is last year's, "Sunday" said on a Friday the one before. */
function inThePast(parts: ParsedComponents, now: Date): Date {
  const moment = parts.date();
  const date = startOfDay(moment);
  if (date.getTime() <= now.getTime() || parts.isCertain("year")) return date;
  if (parts.isCertain("month")) date.setUTCFullYear(date.getUTCFullYear() - 1);
  else if (parts.isCertain("weekday")) date.setUTCDate(date.getUTCDate() - 7);
  return date;
}
