import * as z from "zod";
import { InvalidSinceError } from "./invalid-since-error.js";
import { periodStart } from "./period-start.js";
import { parseWords } from "./since-words.js";

const isoDate = z.iso.date();
const isoMoment = z.iso.datetime({ offset: true, local: true });
const ENDS_WITH_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/;
/** 03/04/2026 is March for some and April for others; a wrong guess would leave data out unnoticed. */
const AMBIGUOUS = /\d\s*[/.]\s*\d/;

/** Digits alone that are no ISO date (2026-13-01) would be guessed at. */
const HAS_WORD = /\p{L}{2}/u;

/**
 * The moment a date or some words stand for, always in the past. A date without a time is the start of that day, a
 * period ("last quarter", "Q3 2026", "2026-07", "2026") its start; days, weeks and times without a zone are UTC.
 *
 * @throws InvalidSinceError when the text is no date, is ambiguous or lies in the future.
 */
export function parseSince(text: string, now: Date): Date {
  const trimmed = text.trim();
  if (AMBIGUOUS.test(trimmed)) throw new InvalidSinceError(trimmed, "can be read in two ways");
  const since =
    parseIso(trimmed) ?? periodStart(trimmed, now) ?? (HAS_WORD.test(trimmed) ? parseWords(trimmed, now) : null);
  if (since === null) throw new InvalidSinceError(trimmed, "is not a date that can be understood");
  if (since.getTime() > now.getTime()) throw new InvalidSinceError(trimmed, "is in the future");
  return since;
}

/** The word that asks for everything, however old. */
const EVERYTHING = "all";

/** The moment before which tests are not wanted, as {@link parseSince} reads it; null for `all` and where none is given. */
export function parseFloor(text: string | null, now: Date): Date | null {
  return text === null || text.trim().toLowerCase() === EVERYTHING ? null : parseSince(text, now);
}

function parseIso(text: string): Date | null {
  if (isoDate.safeParse(text).success) return new Date(`${text}T00:00:00.000Z`);
  if (isoMoment.safeParse(text).success) return new Date(ENDS_WITH_ZONE.test(text) ? text : `${text}Z`);
  return null;
}
