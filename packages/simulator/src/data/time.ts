import type { Dice } from "../random.js";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const OFFSETS: readonly [readonly [number, string], ...(readonly [number, string])[]] = [
  [0, "Z"],
  [120, "+02:00"],
  [60, "+01:00"],
  [0, "+00:00"],
  [-300, "-05:00"],
  [330, "+05:30"],
  [-480, "-08:00"],
];

export type TimeFormat = (ms: number) => string;

/** ISO 8601 with the UTC offset of one record: always `Z` in plain data. */
export function timeFormat(dice: Dice, quirks: boolean): TimeFormat {
  const [minutes, suffix] = quirks ? dice.pick(OFFSETS) : OFFSETS[0];
  return (ms) => new Date(ms + minutes * MINUTE).toISOString().slice(0, 23) + suffix;
}

/** Milliseconds of a time the API answers, or null when there is none. */
export function parseTime(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
