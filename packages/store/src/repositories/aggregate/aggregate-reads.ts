import type { CustomerSql } from "../../sqlite/customer-sql.js";
import type { SqlValue } from "../../sqlite/sql.js";
import type {
  AggregateDimension,
  AggregateFilter,
  AggregateKey,
  AggregateOptions,
  BugFact,
  BugFacts,
  FactRow,
  StoreReader,
  TestAggregateFilter,
  TestDimension,
  TestFact,
  TestFacts,
} from "../../types.js";
import { bugCounts, distinctBugFeatures, distinctReporters, isCounted, rejectionTimes } from "./bug-facts.js";
import { findAggregateKeys } from "./find-keys.js";
import { type Group, type Grouping, mergeGroups, readGroups } from "./groups.js";
import { aggregateLabels } from "./labels.js";
import { distinctNamedFeatures, newestTestIds, TEST_COUNTS, testCounts } from "./test-facts.js";

const ALL_TEST_FACTS: readonly TestFact[] = ["tests", "testsCreated", "testsSubmitted", "features", "neverFetchedBugs"];
const ALL_BUG_FACTS: readonly BugFact[] = [
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

/** A statement, and which fact each of its counts is. */
interface Part<Fact> {
  grouping: Grouping;
  facts: readonly Fact[];
}

const KEYED_BY_ID: readonly AggregateDimension[] = ["product", "test", "feature", "test_environment"];

function toKey(dimension: AggregateDimension, value: SqlValue): AggregateKey {
  if (value === null) return { id: null, label: null };
  if (KEYED_BY_ID.includes(dimension)) return { id: Number(value), label: null };
  return { id: null, label: dimension === "known_bug" ? String(value === 1) : String(value) };
}

async function addLabels(db: CustomerSql, dimensions: readonly AggregateDimension[], keys: AggregateKey[][]) {
  for (const [place, dimension] of dimensions.entries()) {
    const column = keys.map((row) => row[place] ?? { id: null, label: null });
    for (const [index, key] of (await aggregateLabels(db, dimension, column)).entries())
      keys[index]?.splice(place, 1, key);
  }
}

async function readParts<Fact extends string>(
  db: CustomerSql,
  dimensions: readonly AggregateDimension[],
  parts: readonly Part<Fact>[],
  { labels = true, limit = -1 }: AggregateOptions<Fact>,
): Promise<{ keys: AggregateKey[]; count: (fact: Fact) => number }[]> {
  const read: { groups: Group[]; counts: number }[] = [];
  for (const { grouping } of parts) {
    read.push({ groups: await readGroups(db, grouping, limit), counts: grouping.counts.length });
  }
  const groups = mergeGroups(read);
  const facts = parts.flatMap((part) => part.facts);
  const keys = groups.map((group) => dimensions.map((dimension, place) => toKey(dimension, group.keys[place] ?? null)));
  if (labels) await addLabels(db, dimensions, keys);
  return groups.map(({ counts }, index) => ({
    keys: keys[index] ?? [],
    count: (fact) => counts[facts.indexOf(fact)] ?? 0,
  }));
}

function factsOf<Facts extends Record<keyof Facts, number>, Fact extends keyof Facts>(
  wanted: readonly (keyof Facts)[],
  count: (fact: keyof Facts) => number,
): Pick<Facts, Fact> {
  return Object.fromEntries(wanted.map((fact) => [fact, count(fact)])) as Pick<Facts, Fact>;
}

async function aggregateTests<Fact extends TestFact = TestFact>(
  db: CustomerSql,
  dimensions: readonly TestDimension[],
  filter: TestAggregateFilter,
  options: AggregateOptions<Fact>,
): Promise<FactRow<Pick<TestFacts, Fact>>[]> {
  const wanted: readonly TestFact[] = options.facts ?? ALL_TEST_FACTS;
  const counted = wanted.filter((fact) => fact !== "features");
  const parts: Part<TestFact>[] = [];
  if (wanted.includes("features")) {
    parts.push({ grouping: distinctNamedFeatures(db, dimensions, filter), facts: ["features"] });
  }
  // Also without any fact, the groups themselves are an answer.
  if (counted.length > 0 || parts.length === 0) {
    const base = counted.length > 0 ? counted : (["tests"] as const);
    const counts = base.map((fact) => TEST_COUNTS[fact]);
    parts.push({ grouping: testCounts(db, dimensions, filter, counts), facts: base });
  }
  const rows = await readParts(db, dimensions, parts, options);
  return rows.map(({ keys, count }) => ({ keys, facts: factsOf<TestFacts, Fact>(wanted, count) }));
}

async function aggregateBugs<Fact extends BugFact = BugFact>(
  db: CustomerSql,
  dimensions: readonly AggregateDimension[],
  filter: AggregateFilter,
  options: AggregateOptions<Fact>,
): Promise<FactRow<Pick<BugFacts, Fact>>[]> {
  const wanted: readonly BugFact[] = options.facts ?? ALL_BUG_FACTS;
  const question = { dimensions, filter };
  const counted = wanted.filter(isCounted);
  const parts: Part<BugFact>[] = [];
  if (wanted.includes("testers")) parts.push({ grouping: distinctReporters(db, question), facts: ["testers"] });
  if (wanted.includes("features")) parts.push({ grouping: distinctBugFeatures(db, question), facts: ["features"] });
  // Rejections alone do not tell all groups.
  if (counted.length > 0 || parts.length === 0) {
    const base = counted.length > 0 ? counted : (["bugs"] as const);
    parts.push({ grouping: bugCounts(db, question, base), facts: base });
  }
  if (wanted.includes("rejectionDays") || wanted.includes("rejectionsTimed")) {
    parts.push({ grouping: rejectionTimes(db, question), facts: ["rejectionDays", "rejectionsTimed"] });
  }
  const rows = await readParts(db, dimensions, parts, options);
  return rows.map(({ keys, count }) => ({ keys, facts: factsOf<BugFacts, Fact>(wanted, count) }));
}

export const aggregateReads = (db: CustomerSql) =>
  ({
    aggregateTests: (dimensions, filter, options = {}) => aggregateTests(db, dimensions, filter, options),
    aggregateBugs: (dimensions, filter, options = {}) => aggregateBugs(db, dimensions, filter, options),
    aggregateLabels: (dimension, keys) => aggregateLabels(db, dimension, keys),
    findAggregateKeys: (dimension, what, limit) => findAggregateKeys(db, dimension, what, limit),
    newestTestIds: (filter, limit) => newestTestIds(db, filter, limit),
  }) satisfies Partial<StoreReader>;
