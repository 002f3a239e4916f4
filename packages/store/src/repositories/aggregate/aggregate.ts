import { pace } from "../../sqlite/pace.js";
import type {
  AggregateDimension,
  AggregateFilter,
  AggregateOptions,
  BugFact,
  BugFacts,
  FactRow,
  TestAggregateFilter,
  TestAndBugFacts,
  TestAndBugOptions,
  TestDimension,
  TestFact,
  TestFacts,
  TestOrBugFact,
} from "../../types.js";
import { bugCounting, bugNeedsFor } from "./bug-counting.js";
import type { Columns } from "./columns/columns.js";
import { factRows } from "./fact-rows.js";
import { ALL_BUG_FACTS, ALL_TEST_FACTS, isBugFact, isTestFact } from "./facts.js";
import { Groups } from "./groups.js";
import { selectTests } from "./select-tests.js";
import { listsFor, testCounting } from "./test-counting.js";

export async function aggregateTests<Fact extends TestFact = TestFact>(
  columns: Columns,
  dimensions: readonly TestDimension[],
  filter: TestAggregateFilter,
  options: AggregateOptions<Fact>,
): Promise<FactRow<Pick<TestFacts, Fact>>[]> {
  const facts: readonly TestFact[] = options.facts ?? ALL_TEST_FACTS;
  const { vocabulary } = columns;
  const groups = new Groups(dimensions.length, options);
  const { keys, counted, count } = testCounting(dimensions, filter, facts, groups, vocabulary);
  const turn = pace();
  const parts = columns.parts(filter, {
    needs: { lists: listsFor(filter, dimensions, facts), bugs: null },
    select: (tests) => selectTests(tests, filter, vocabulary),
  });
  for await (const part of parts) {
    await turn();
    count(part);
  }
  return factRows<TestFacts, Fact>(groups, keys, counted);
}

export async function aggregateBugs<Fact extends BugFact = BugFact>(
  columns: Columns,
  dimensions: readonly AggregateDimension[],
  filter: AggregateFilter,
  options: AggregateOptions<Fact>,
): Promise<FactRow<Pick<BugFacts, Fact>>[]> {
  const facts: readonly BugFact[] = options.facts ?? ALL_BUG_FACTS;
  const { vocabulary } = columns;
  const groups = new Groups(dimensions.length, options);
  const { keys, counted, count } = bugCounting(dimensions, filter, facts, groups, vocabulary, pace());
  const parts = columns.parts(filter, {
    needs: {
      lists: dimensions.includes("target_platform") || filter.targetPlatforms ? ["platforms"] : [],
      bugs: bugNeedsFor(filter, dimensions, facts),
    },
    select: (tests) => selectTests(tests, filter, vocabulary),
  });
  for await (const part of parts) await count(part);
  return factRows<BugFacts, Fact>(groups, keys, counted);
}

export async function aggregateTestsAndBugs<Fact extends TestOrBugFact = TestOrBugFact>(
  columns: Columns,
  dimensions: readonly TestDimension[],
  filter: AggregateFilter,
  options: TestAndBugOptions<Fact>,
): Promise<FactRow<Pick<TestAndBugFacts, Fact>>[]> {
  const facts: readonly TestOrBugFact[] = options.facts ?? [...new Set([...ALL_TEST_FACTS, ...ALL_BUG_FACTS])];
  const sharedOfBugs = options.sharedFacts === "of bugs";
  const ofTests = facts.filter(isTestFact).filter((fact) => !(sharedOfBugs && isBugFact(fact)));
  const ofBugs = facts.filter(isBugFact).filter((fact) => sharedOfBugs || !isTestFact(fact));
  const { vocabulary } = columns;
  // The groups of both are the same ones: a code means the same in either.
  const groups = new Groups(dimensions.length, options);
  const turn = pace();
  const tests = testCounting(dimensions, filter, ofTests, groups, vocabulary);
  const bugs = bugCounting(dimensions, filter, ofBugs, groups, vocabulary, turn);
  const parts = columns.parts(filter, {
    needs: { lists: listsFor(filter, dimensions, ofTests), bugs: bugNeedsFor(filter, dimensions, ofBugs) },
    select: (candidates) => selectTests(candidates, filter, vocabulary),
  });
  for await (const part of parts) {
    await turn();
    tests.count(part);
    await bugs.count(part);
  }
  return factRows<TestAndBugFacts, Fact>(groups, tests.keys, [...tests.counted, ...bugs.counted]);
}
