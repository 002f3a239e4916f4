import type { Ratio, ReportRate } from "../rates/rates.js";

/** A share as people write it: 0.2057 is "20.6 %". */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** "20 % (1 of 5)", or that nothing was counted. */
export function rateInWords({ value, numerator, denominator }: Ratio): string {
  return value === null ? "unknown (nothing counted)" : `${percent(value)} (${numerator} of ${denominator})`;
}

const RATE_NAMES: Readonly<Record<ReportRate, string>> = {
  overall_acceptance_rate: "Overall acceptance",
  active_acceptance_rate: "Active acceptance",
  auto_acceptance_rate: "Auto-acceptance",
  rejection_rate: "Rejection",
  review_rate: "Review",
};

export function rateName(rate: ReportRate): string {
  return RATE_NAMES[rate];
}
