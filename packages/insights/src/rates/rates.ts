/** Bugs counted by what became of them. */
export interface BugOutcomes {
  total: number;
  /** By a person. */
  accepted: number;
  /** By the clock. */
  autoAccepted: number;
  rejected: number;
}

export const REPORT_RATES = [
  "overall_acceptance_rate",
  "active_acceptance_rate",
  "auto_acceptance_rate",
  "rejection_rate",
  "review_rate",
] as const;
export type ReportRate = (typeof REPORT_RATES)[number];

/** A part of a whole, with what it was made of. */
export interface Ratio {
  /** Rounded to 4 decimals; null when the denominator is 0, which is not the same as 0. */
  value: number | null;
  numerator: number;
  denominator: number;
}

interface RateDefinition {
  definition: string;
  numerator: (bugs: BugOutcomes) => number;
  denominator: (bugs: BugOutcomes) => number;
}

const all = ({ total }: BugOutcomes) => total;
const acceptedAtAll = ({ accepted, autoAccepted }: BugOutcomes) => accepted + autoAccepted;

export const RATE_DEFINITIONS: Readonly<Record<ReportRate, RateDefinition>> = {
  overall_acceptance_rate: {
    definition: "Bugs accepted by a person or by the clock, of all bugs.",
    numerator: acceptedAtAll,
    denominator: all,
  },
  active_acceptance_rate: {
    definition: "Bugs accepted by a person, of all bugs.",
    numerator: ({ accepted }) => accepted,
    denominator: all,
  },
  auto_acceptance_rate: {
    definition: "Bugs accepted by the clock (10 days without a decision), of all accepted bugs.",
    numerator: ({ autoAccepted }) => autoAccepted,
    denominator: acceptedAtAll,
  },
  rejection_rate: {
    definition: "Rejected bugs, of all bugs.",
    numerator: ({ rejected }) => rejected,
    denominator: all,
  },
  review_rate: {
    definition: "Bugs accepted or rejected by a person, of all bugs.",
    numerator: ({ accepted, rejected }) => accepted + rejected,
    denominator: all,
  },
};

/** Every rate, made alike. */
export function eachRate<Value>(make: (rate: ReportRate) => Value): Record<ReportRate, Value> {
  return {
    overall_acceptance_rate: make("overall_acceptance_rate"),
    active_acceptance_rate: make("active_acceptance_rate"),
    auto_acceptance_rate: make("auto_acceptance_rate"),
    rejection_rate: make("rejection_rate"),
    review_rate: make("review_rate"),
  };
}

const DECIMALS = 10_000;

/** Rounds to the 4 decimals that shares and averages are answered with. */
export function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

export function ratio(numerator: number, denominator: number): Ratio {
  return { value: denominator === 0 ? null : rounded(numerator / denominator), numerator, denominator };
}

export function rateOf(rate: ReportRate, bugs: BugOutcomes): Ratio {
  const { numerator, denominator } = RATE_DEFINITIONS[rate];
  return ratio(numerator(bugs), denominator(bugs));
}
