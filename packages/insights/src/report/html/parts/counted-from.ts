import { grouped } from "../../../charts/numbers.js";
import type { Ratio } from "../../../rates/rates.js";

/** "213 of 1,131". */
export function countedFrom({ numerator, denominator }: Ratio): string {
  return `${grouped(numerator)} of ${grouped(denominator)}`;
}
