import type { TimeDimension } from "../../../types.js";
import { type Codes, passingCodes } from "./codes.js";
import { Dictionary, NONE } from "./dictionary.js";

const DAY_MS = 86_400_000;
const DAYS_A_WEEK = 7;
/** From Monday to Thursday, which decides the year that a week belongs to. */
const TO_THURSDAY = 3;

/** The stretch of time that a day, counted from 1970, lies in, as people are shown it. */
function stretchOf(unit: TimeDimension, day: number): string {
  const date = new Date(day * DAY_MS);
  const iso = date.toISOString();
  switch (unit) {
    case "day":
      return iso.slice(0, 10);
    case "week":
      return weekOf(date, day);
    case "month":
      return iso.slice(0, 7);
    case "quarter":
      return `${iso.slice(0, 4)}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
    case "year":
      return iso.slice(0, 4);
  }
}

/** ISO 8601: a week belongs to the year its Thursday is in. */
function weekOf(date: Date, day: number): string {
  const sinceMonday = (date.getUTCDay() + DAYS_A_WEEK - 1) % DAYS_A_WEEK;
  const thursday = day - sinceMonday + TO_THURSDAY;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / DAYS_A_WEEK) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Codes for the stretches of time that moments lie in, UTC. */
export class TimeCodes {
  readonly dictionary = new Dictionary<string>();
  readonly #unit: TimeDimension;
  readonly #codeOfDay = new Map<number, number>();

  constructor(unit: TimeDimension) {
    this.#unit = unit;
  }

  /** @param moments milliseconds since 1970; NaN = none */
  codesOf(moments: Float64Array): Codes {
    return passingCodes(moments.length, (row) => this.#codeOf(moments[row] ?? Number.NaN));
  }

  #codeOf(moment: number): number {
    if (Number.isNaN(moment)) return NONE;
    const day = Math.floor(moment / DAY_MS);
    const known = this.#codeOfDay.get(day);
    if (known !== undefined) return known;
    const code = this.dictionary.codeOf(stretchOf(this.#unit, day));
    this.#codeOfDay.set(day, code);
    return code;
  }
}
