import type { BugFact, BugFacts, FactRow, TestFact, TestFacts } from "@testio/store";

/** What a report counts of bugs: sums, so that they come from one pass over the bugs. */
export const BUG_COUNTS = [
  "bugs",
  "accepted",
  "autoAccepted",
  "rejected",
  "forwarded",
  "known",
  "critical",
] as const satisfies readonly BugFact[];

export const TEST_COUNTS = ["tests", "neverFetchedBugs"] as const satisfies readonly TestFact[];

export type BugRow = FactRow<Pick<BugFacts, (typeof BUG_COUNTS)[number]>>;
export type TestRow = FactRow<Pick<TestFacts, (typeof TEST_COUNTS)[number]>>;
