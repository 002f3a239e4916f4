import type { BugFact, TestFact, TestOrBugFact } from "../../types.js";

export const ALL_TEST_FACTS: readonly TestFact[] = [
  "tests",
  "testsCreated",
  "testsSubmitted",
  "features",
  "neverFetchedBugs",
];

export const ALL_BUG_FACTS: readonly BugFact[] = [
  "bugs",
  "accepted",
  "autoAccepted",
  "rejected",
  "forwarded",
  "known",
  "critical",
  "high",
  "low",
  "testers",
  "tests",
  "testsCreated",
  "testsSubmitted",
  "features",
  "rejectionDays",
  "rejectionsTimed",
];

export const isTestFact = (fact: TestOrBugFact): fact is TestFact => ALL_TEST_FACTS.some((known) => known === fact);
export const isBugFact = (fact: TestOrBugFact): fact is BugFact => ALL_BUG_FACTS.some((known) => known === fact);
