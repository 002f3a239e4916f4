import { addDays, dayOf } from "./days.js";

/** What one date or some words stand for, in whole days (UTC), each as its start. */
export interface Span {
  first: Date;
  last: Date;
  /** The day that ends a period which begins with this and has no end of its own; null = it stays open. */
  until: Date | null;
}

/** A single day, which leaves a period that begins with it open. */
export function oneDay(day: Date): Span {
  return { first: day, last: day, until: null };
}

/** A stretch with an end of its own, which ends a period that begins with it. */
export function stretch(first: Date, last: Date): Span {
  return { first, last, until: last };
}

/** Whole calendar months, from the first of one. */
export function months(year: number, month: number, amount: number): Span {
  return stretch(dayOf(year, month), dayOf(year, month + amount, 0));
}

/** A week, from its Monday. */
export function week(monday: Date): Span {
  return stretch(monday, addDays(monday, 6));
}
