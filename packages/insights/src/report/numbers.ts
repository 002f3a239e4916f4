import type { Ratio } from "../rates/rates.js";
import { percent } from "./words.js";

/** "20 %", or null when nothing was counted. */
export function share({ value }: Ratio): string | null {
  return value === null ? null : percent(value);
}

/** "1 of 5". */
export function fraction({ numerator, denominator }: Ratio): string {
  return `${numerator} of ${denominator}`;
}

/** A change with its sign: "+5", "-0.5". */
export function signed(change: number): string {
  return `${change > 0 ? "+" : ""}${change}`;
}

/** A relative change: "+5 %". */
export function signedPercent(change: number): string {
  return `${change > 0 ? "+" : ""}${percent(change)}`;
}

/** How far apart two shares are: 0.05 are "+5 points". */
export function percentagePoints(change: number): string {
  return `${signed(Number((change * 100).toFixed(1)))} points`;
}

/** An average as people read it: "16.1". */
export function average({ value }: Ratio): string {
  return value === null ? "unknown" : String(Number(value.toFixed(1)));
}
