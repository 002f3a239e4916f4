import type { BugFacts, TestFacts } from "@testio/store";
import { RATE_DEFINITIONS, type Ratio, type ReportRate, ratio, rounded } from "../rates/rates.js";

/** What is counted of a group. Of tests: the tests in the group or, where bugs are narrowed down, those with such bugs. */
export type Facts = BugFacts & Pick<TestFacts, "neverFetchedBugs">;
export type Fact = keyof Facts;

/** `count` and `score` are plain numbers; the others come with what they were made of, as {@link Ratio}. */
export type MetricUnit = "count" | "score" | "share" | "average" | "days";

export interface MetricDefinition {
  /** What it says, for people. */
  description: string;
  /** How it is reckoned, in words. */
  formula: string;
  unit: MetricUnit;
  /** What has to be counted for it. */
  needs: readonly Fact[];
  value: (facts: Facts) => number | Ratio;
}

function countOf(fact: Fact, description: string, formula: string): MetricDefinition {
  return { description, formula, unit: "count", needs: [fact], value: (facts) => facts[fact] };
}

const RATE_FORMULAS: Readonly<Record<ReportRate, string>> = {
  overall_acceptance_rate: "(accepted + auto_accepted) / all bugs",
  active_acceptance_rate: "accepted / all bugs",
  auto_acceptance_rate: "auto_accepted / (accepted + auto_accepted)",
  rejection_rate: "rejected / all bugs",
  review_rate: "(accepted + rejected) / all bugs",
};

function rate(key: ReportRate): MetricDefinition {
  const { definition, numerator, denominator } = RATE_DEFINITIONS[key];
  return {
    description: definition,
    formula: RATE_FORMULAS[key],
    unit: "share",
    needs: ["bugs", "accepted", "autoAccepted", "rejected"],
    value: ({ bugs: total, accepted, autoAccepted, rejected }) => {
      const outcomes = { total, accepted, autoAccepted, rejected };
      return ratio(numerator(outcomes), denominator(outcomes));
    },
  };
}

/** Points of a bug in `bug_severity_score`. Bugs that are not functional have none. */
const SEVERITY_POINTS = { critical: 5, high: 3, low: 1 } as const;

const definitions = {
  test_count: countOf("tests", "Tests", "distinct tests; where bugs are narrowed down, tests with such bugs"),
  bug_count: countOf("bugs", "Bugs", "distinct bugs of the tests that are counted"),
  bugs_per_test: {
    description: "Bugs per test whose bugs are known",
    formula: "bug_count / tests whose bugs were fetched, those without bugs included",
    unit: "average",
    needs: ["bugs", "tests", "neverFetchedBugs"],
    value: ({ bugs, tests, neverFetchedBugs }) => ratio(bugs, tests - neverFetchedBugs),
  },
  bug_severity_score: {
    description: "How much the functional bugs weigh; visual, content and other kinds of bugs do not count",
    formula: "5 x critical + 3 x high + 1 x low",
    unit: "score",
    needs: ["critical", "high", "low"],
    value: ({ critical, high, low }) =>
      SEVERITY_POINTS.critical * critical + SEVERITY_POINTS.high * high + SEVERITY_POINTS.low * low,
  },
  features_tested: countOf(
    "features",
    "Features",
    "distinct features the tests name; where bugs are narrowed down, features such bugs were reported on",
  ),
  active_testers: countOf("testers", "Testers who reported bugs", "distinct reporters"),
  tests_created: countOf("testsCreated", "Tests whose creator is known", "distinct tests with a creator"),
  tests_submitted: countOf("testsSubmitted", "Tests that were submitted", "distinct tests with a submitter"),
  overall_acceptance_rate: rate("overall_acceptance_rate"),
  active_acceptance_rate: rate("active_acceptance_rate"),
  auto_acceptance_rate: rate("auto_acceptance_rate"),
  rejection_rate: rate("rejection_rate"),
  review_rate: rate("review_rate"),
  accepted_bugs: countOf("accepted", "Bugs accepted by a person", "bugs in status accepted, not auto-accepted"),
  auto_accepted_bugs: countOf(
    "autoAccepted",
    "Bugs accepted by the clock",
    "accepted after 10 days without a decision",
  ),
  rejected_bugs: countOf("rejected", "Rejected bugs", "bugs in status rejected"),
  open_bugs: countOf("forwarded", "Open bugs, waiting for the customer", "bugs in status forwarded"),
  known_bugs: countOf("known", "Bugs tagged as known", "bugs with the tag; it says nothing about their outcome"),
  critical_bugs: countOf("critical", "Critical bugs", "bugs of severity critical"),
  high_bugs: countOf("high", "Bugs of high severity", "bugs of severity high"),
  low_bugs: countOf("low", "Bugs of low severity", "bugs of severity low"),
  avg_days_to_rejection: {
    description: "Days from report to rejection, on average",
    formula: "days between report and the comment that rejects, over the rejected bugs of which both times are known",
    unit: "days",
    needs: ["rejectionDays", "rejectionsTimed"],
    value: ({ rejectionDays, rejectionsTimed }) => ratio(rounded(rejectionDays), rejectionsTimed),
  },
} as const satisfies Record<string, MetricDefinition>;

export type Metric = keyof typeof definitions;

/** Every metric, in the order people are shown them. */
export const METRIC_DEFINITIONS: Readonly<Record<Metric, MetricDefinition>> = definitions;

export const METRICS: readonly Metric[] = Object.keys(definitions) as Metric[];

/** Metrics that are shares or averages: charts put them on an axis of their own. */
export function isRatio(metric: Metric): boolean {
  return ["share", "average", "days"].includes(METRIC_DEFINITIONS[metric].unit);
}

/** Facts about tests alone, unless bugs are narrowed down. */
export const FACTS_OF_TESTS = [
  "tests",
  "testsCreated",
  "testsSubmitted",
  "features",
  "neverFetchedBugs",
] as const satisfies readonly Fact[];

export function isFactOfTests(fact: Fact): fact is (typeof FACTS_OF_TESTS)[number] {
  return FACTS_OF_TESTS.some((ofTests) => ofTests === fact);
}

export function isMetric(name: string): name is Metric {
  return Object.hasOwn(definitions, name);
}
