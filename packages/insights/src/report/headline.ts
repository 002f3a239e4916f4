import { count } from "../format/text.js";
import type { ReportSummary } from "./figures.js";
import { type Health, JUDGED_RATES, worst } from "./health.js";
import type { ReportedRates } from "./reported-rates.js";
import { lowerOf, SAMPLE_SIZES, type SampleLevel, sampleLevel } from "./sample.js";
import { rateInWords, rateName } from "./words.js";

export interface Headline {
  health: Health;
  /** One or two sentences to open a meeting with. */
  text: string;
  /** How `health` was arrived at. */
  rule: string;
}

/** How far the figures carry. */
export interface Confidence {
  level: SampleLevel;
  text: string;
  rule: string;
  /** From how many bugs on a sample is of a level. */
  sample_sizes: typeof SAMPLE_SIZES;
  bugs: number;
  tests: number;
  tests_with_bug_data: number;
}

/** Below this share of tests with known bugs, no figure can be trusted far. */
const HALF = 0.5;

const HEADLINE_RULE = `The gravest of rejection, auto-acceptance and review rate against their thresholds, of those counted over at least ${SAMPLE_SIZES.low} bugs; unknown when there is none.`;

export function headline(summary: ReportSummary, rates: ReportedRates): Headline {
  const judged = JUDGED_RATES.map((rate) => ({ rate, ...rates[rate] })).filter(
    ({ sample }) => sample !== "insufficient",
  );
  const health = worst(judged.map((rate) => rate.health ?? "unknown"));
  const conspicuous = judged.filter((rate) => rate.health === health);
  return { health, text: `${whatWasCounted(summary)} ${verdict(health, conspicuous)}`, rule: HEADLINE_RULE };
}

function whatWasCounted({ tests, bugs }: ReportSummary): string {
  if (tests.total === null) return "The tests of these products were never fetched.";
  if (tests.total === 0) return "No test is in scope.";
  if (bugs === null) return `${count(tests.total, "test")}, whose bugs were never fetched.`;
  return `${count(tests.total, "test")} with ${count(bugs.total, "bug")}.`;
}

type Judged = { rate: Parameters<typeof rateName>[0] } & ReportedRates[keyof ReportedRates];

function verdict(health: Health, conspicuous: readonly Judged[]): string {
  const named = conspicuous.map((rate) => `${rateName(rate.rate).toLowerCase()} at ${rateInWords(rate)}`).join(", ");
  switch (health) {
    case "unknown":
      return "Too little was counted to judge its quality.";
    case "healthy":
      return `All rates that can be judged are healthy: ${named}.`;
    case "warning":
      return `Needs attention: ${named}.`;
    default:
      return `Critical: ${named}.`;
  }
}

const CONFIDENCE_RULE = `By the number of bugs: fewer than ${SAMPLE_SIZES.low} are insufficient, from ${SAMPLE_SIZES.low} low, from ${SAMPLE_SIZES.medium} medium, from ${SAMPLE_SIZES.high} high. Not above medium while anything in scope is known to be missing (see coverage), and not above low when the bugs of half of the tests or more were never fetched.`;

/** @param complete whether nothing in scope is known to be missing */
export function confidence({ tests, bugs }: ReportSummary, complete: boolean): Confidence {
  const all = tests.total ?? 0;
  const fetched = all - tests.without_bug_data;
  const sample = sampleLevel(bugs?.total ?? 0);
  const level = lowerOf(sample, ceiling(fetched, all, complete));
  return {
    level,
    text: `${CONFIDENCE_WORDS[level]}: ${count(bugs?.total ?? 0, "bug")}, from ${fetched} of ${count(all, "test")}.${complete ? "" : " Not everything in scope is stored."}`,
    rule: CONFIDENCE_RULE,
    sample_sizes: SAMPLE_SIZES,
    bugs: bugs?.total ?? 0,
    tests: all,
    tests_with_bug_data: fetched,
  };
}

function ceiling(fetched: number, all: number, complete: boolean): SampleLevel {
  if (fetched < all && fetched / all <= HALF) return "low";
  return complete && fetched === all ? "high" : "medium";
}

const CONFIDENCE_WORDS: Readonly<Record<SampleLevel, string>> = {
  insufficient: "Too few bugs to conclude anything",
  low: "Low confidence",
  medium: "Medium confidence",
  high: "High confidence",
};
