import { InvalidQueryError } from "../errors/invalid-query-error.js";
import type { ReportRate } from "../rates/rates.js";

export const HEALTHS = ["healthy", "warning", "critical", "unknown"] as const;
/** `unknown`: nothing was counted. */
export type Health = (typeof HEALTHS)[number];

/** The rates that are judged; of the others no value is good or bad by itself. */
export const JUDGED_RATES = ["rejection_rate", "auto_acceptance_rate", "review_rate"] as const satisfies ReportRate[];
export type JudgedRate = (typeof JUDGED_RATES)[number];

/** Shares (0-1); at the boundary itself a rate is already conspicuous. */
export interface Threshold {
  warning: number;
  critical: number;
  /** On which side of them it is conspicuous. */
  direction: "above" | "below";
}

export type ReportThresholds = Record<JudgedRate, Threshold>;

/** Thresholds other than {@link DEFAULT_THRESHOLDS}; which side is the bad one cannot be chosen. */
export type ThresholdChoice = Partial<Record<JudgedRate, { warning: number; critical: number }>>;

/** What TestIO's customer success managers go by. */
export const DEFAULT_THRESHOLDS: ReportThresholds = {
  rejection_rate: { warning: 0.2, critical: 0.35, direction: "above" },
  auto_acceptance_rate: { warning: 0.2, critical: 0.4, direction: "above" },
  review_rate: { warning: 0.8, critical: 0.6, direction: "below" },
};

/** @throws InvalidQueryError when a threshold is no share, or would be critical before it warns. */
export function resolveThresholds(choice: ThresholdChoice = {}): ReportThresholds {
  const chosen = (rate: JudgedRate): Threshold => ({
    ...DEFAULT_THRESHOLDS[rate],
    ...pick(choice[rate]),
  });
  const thresholds = {
    rejection_rate: chosen("rejection_rate"),
    auto_acceptance_rate: chosen("auto_acceptance_rate"),
    review_rate: chosen("review_rate"),
  };
  for (const rate of JUDGED_RATES) checkThreshold(rate, thresholds[rate]);
  return thresholds;
}

function pick(choice: { warning: number; critical: number } | undefined) {
  return choice === undefined ? {} : { warning: choice.warning, critical: choice.critical };
}

function checkThreshold(rate: JudgedRate, { warning, critical, direction }: Threshold): void {
  for (const value of [warning, critical]) {
    if (value >= 0 && value <= 1) continue;
    throw new InvalidQueryError("thresholds", `A threshold of ${rate} is ${value}; it must be a share from 0 to 1.`);
  }
  if (isBeyond(warning, critical, direction) && warning !== critical) {
    const side = direction === "above" ? "above" : "below";
    throw new InvalidQueryError(
      "thresholds",
      `The warning threshold of ${rate} (${warning}) must not be ${side} the critical one (${critical}).`,
    );
  }
}

function isBeyond(value: number, boundary: number, direction: Threshold["direction"]): boolean {
  return direction === "above" ? value >= boundary : value <= boundary;
}

/**
 * How a rate stands against its thresholds. Takes the unrounded parts: 19.9999 % rounds to 20 %, and is still below it.
 */
export function healthOf(parts: { numerator: number; denominator: number }, threshold: Threshold): Health {
  if (parts.denominator === 0) return "unknown";
  const value = parts.numerator / parts.denominator;
  if (isBeyond(value, threshold.critical, threshold.direction)) return "critical";
  return isBeyond(value, threshold.warning, threshold.direction) ? "warning" : "healthy";
}

const GRAVITY: readonly Health[] = ["unknown", "healthy", "warning", "critical"];

/** The gravest of several; `unknown` when there is nothing to go by. */
export function worst(healths: readonly Health[]): Health {
  return GRAVITY[Math.max(0, ...healths.map((health) => GRAVITY.indexOf(health)))] ?? "unknown";
}

export function isJudged(rate: ReportRate): rate is JudgedRate {
  return JUDGED_RATES.some((judged) => judged === rate);
}
