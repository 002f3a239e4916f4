import { createRequire } from "node:module";
import type { ParsedComponents } from "chrono-node";

const require = createRequire(import.meta.url);
const DAY_MS = 86_400_000;

/** The moment some English words stand for, or null. Words that name no time of day mean the start of the day (UTC). */
export function parseWords(text: string, now: Date): Date | null {
  // Only here, and not imported: most runs never see a date in words, and the library takes 30 ms to load.
  const { casual } = require("chrono-node/en") as typeof import("chrono-node/en");
  const [found, ...others] = casual.parse(text, { instant: now, timezone: 0 });
  // Words before or after what was recognised would be dropped unnoticed.
  if (found === undefined || others.length > 0 || found.text.length !== text.length) return null;
  // A range that ends before today is not a "since".
  if (found.end && found.end.date().getTime() < now.getTime() - DAY_MS) return null;
  if (isTimeOfDayOnly(found.start)) return null;
  return inThePast(found.start, moment(found.start), now);
}

function isTimeOfDayOnly(parts: ParsedComponents): boolean {
  return !(["day", "weekday", "month", "year"] as const).some((part) => parts.isCertain(part));
}

function moment(parts: ParsedComponents): Date {
  if (parts.isCertain("hour")) return parts.date();
  const date = parts.date();
  date.setUTCHours(0, 0, 0, 0);
  return date;
}

/** "November" said in May is last year's, "Sunday" said on a Friday the one before. */
function inThePast(parts: ParsedComponents, date: Date, now: Date): Date {
  if (date.getTime() <= now.getTime() || parts.isCertain("year")) return date;
  const earlier = new Date(date);
  if (parts.isCertain("month")) earlier.setUTCFullYear(date.getUTCFullYear() - 1);
  else if (parts.isCertain("weekday")) earlier.setUTCDate(date.getUTCDate() - 7);
  return earlier;
}
