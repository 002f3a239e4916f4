import type { BugFact } from "../../types.js";
import type { BugBlock } from "./columns/bug-block.js";
import { present } from "./columns/codes.js";
import { NONE } from "./columns/dictionary.js";
import type { TestColumns } from "./columns/test-columns.js";
import { type BugKind, shownStatus, type Vocabulary } from "./columns/vocabulary.js";
import { type Counter, distinct, grow, weighted } from "./counters.js";

/** Bugs of a product, test by test. */
export interface BugsOfProduct {
  block: BugBlock;
  tests: TestColumns;
  /** How many tests the products before it have: what tells its tests from theirs. */
  testsBefore: number;
}

type BugCounter = Counter<BugsOfProduct>;

/** Counts the bugs of some kinds. */
function bugsWhich(vocabulary: Vocabulary, is: (kind: BugKind) => boolean): BugCounter {
  return weighted(({ block }) => ({
    codes: block.bugs.kinds,
    weights: Uint8Array.from(vocabulary.allKinds(), (kind) => Number(is(kind))),
  }));
}

/** Counts the tests that bugs are of, each once in a group: its bugs follow each other. */
function testsWhich(is: (tests: TestColumns, row: number) => boolean): BugCounter {
  const last: number[] = [];
  const counts: number[] = [];
  return {
    add: ({ rows, groups, size }, { block: { bugs }, tests, testsBefore }) => {
      grow(last, size);
      grow(counts, size);
      for (let index = 0; index < rows.length; index += 1) {
        const group = groups[index] ?? 0;
        const row = bugs.tests[rows[index] ?? 0] ?? 0;
        // From 1: in a new group, 0 is the last.
        const test = testsBefore + row + 1;
        if (last[group] === test) continue;
        last[group] = test;
        if (is(tests, row)) counts[group] = (counts[group] ?? 0) + 1;
      }
    },
    of: (group) => counts[group] ?? 0,
  };
}

/** Adds something up of those rejections whose times are known. */
function rejections(countOf: (days: number) => number): BugCounter {
  const sums: number[] = [];
  return {
    add: ({ rows, groups, size }, { block: { rejectionDays } }) => {
      const daysOf = present(rejectionDays);
      grow(sums, size);
      for (let index = 0; index < rows.length; index += 1) {
        const group = groups[index] ?? 0;
        const days = daysOf[rows[index] ?? 0] ?? Number.NaN;
        if (!Number.isNaN(days)) sums[group] = (sums[group] ?? 0) + countOf(days);
      }
    },
    of: (group) => sums[group] ?? 0,
  };
}

/** For each fact, what counts it. */
export const BUG_COUNTERS: Readonly<Record<BugFact, (vocabulary: Vocabulary) => BugCounter>> = {
  bugs: (vocabulary) => bugsWhich(vocabulary, () => true),
  accepted: (vocabulary) => bugsWhich(vocabulary, (kind) => shownStatus(kind) === "accepted"),
  autoAccepted: (vocabulary) => bugsWhich(vocabulary, (kind) => shownStatus(kind) === "auto_accepted"),
  rejected: (vocabulary) => bugsWhich(vocabulary, ({ status }) => status === "rejected"),
  forwarded: (vocabulary) => bugsWhich(vocabulary, ({ status }) => status === "forwarded"),
  known: (vocabulary) => bugsWhich(vocabulary, ({ known }) => known),
  critical: (vocabulary) => bugsWhich(vocabulary, ({ severity }) => severity === "critical"),
  high: (vocabulary) => bugsWhich(vocabulary, ({ severity }) => severity === "high"),
  low: (vocabulary) => bugsWhich(vocabulary, ({ severity }) => severity === "low"),
  testers: () => distinct(({ block }) => block.bugs.reporters),
  features: () => distinct(({ block }) => present(block.features)),
  tests: () => testsWhich(() => true),
  testsCreated: () => testsWhich(({ customers }, row) => customers[row] !== NONE),
  testsSubmitted: () => testsWhich(({ submitted }, row) => submitted[row] === 1),
  rejectionDays: () => rejections((days) => days),
  rejectionsTimed: () => rejections(() => 1),
};
