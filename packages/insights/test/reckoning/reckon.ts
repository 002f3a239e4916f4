import { BUG_ONLY, keysOfBug, keysOfTest, type ReckonedKey } from "./keys.js";
import type { ReckonedBug, ReckonedTest, ReckonedWorld } from "./world.js";

/** What to reckon: the same question as `queryMetrics` takes, in the words of the reckoning. */
export interface Question {
  metrics: readonly string[];
  dimensions: readonly string[];
  /** Values by dimension; null = none. */
  filters: Readonly<Record<string, readonly ReckonedKey[]>>;
  /** Tests that end at or after this moment, in milliseconds. */
  from: number | null;
  /** Tests that end before this moment. */
  before: number | null;
  testsLimit: number | null;
}

/** A plain number, or what a share is made of. */
export type Reckoned = number | { numerator: number; denominator: number };
export type ReckonedGroup = { tests: ReckonedTest[]; bugs: ReckonedBug[] };

const EXECUTED = ["running", "locked", "archived", "customer_finalized"];

const same = (dimension: string, a: ReckonedKey, b: ReckonedKey) =>
  dimension.endsWith("_platform") ? String(a).toLowerCase() === String(b).toLowerCase() : a === b;

const isAmong = (dimension: string, key: ReckonedKey, wanted: readonly ReckonedKey[]) =>
  wanted.some((value) => same(dimension, key, value));

/** Tests that all filters about tests let through. */
function testsIn(world: ReckonedWorld, { filters, from, before, testsLimit }: Question): ReckonedTest[] {
  const asked: Question["filters"] =
    "test_status" in filters || "test" in filters ? filters : { ...filters, test_status: EXECUTED };
  const matching = world.tests.filter((test) => {
    if (from !== null && (test.endAt === null || test.endAt < from)) return false;
    if (before !== null && (test.endAt === null || test.endAt >= before)) return false;
    for (const [dimension, wanted] of Object.entries(asked)) {
      const keys = keysOfTest(dimension, test);
      if (keys !== null && !keys.some((key) => isAmong(dimension, key, wanted))) return false;
    }
    return true;
  });
  if (testsLimit === null) return matching;
  const newestFirst = [...matching].sort(
    (a, b) => (b.endAt ?? Number.NEGATIVE_INFINITY) - (a.endAt ?? Number.NEGATIVE_INFINITY) || b.id - a.id,
  );
  return newestFirst.slice(0, testsLimit);
}

/** Bugs that all filters let through. A filter on features is on the one the bug was reported on. */
function bugsIn(world: ReckonedWorld, question: Question): ReckonedBug[] {
  const { feature: _feature, ...others } = question.filters;
  // The newest tests are chosen with the filter on features; else a bug's test need not name what the bug is about.
  const tests = new Set(testsIn(world, question.testsLimit === null ? { ...question, filters: others } : question));
  return world.bugs.filter((bug) => {
    if (!tests.has(bug.test)) return false;
    for (const [dimension, wanted] of Object.entries(question.filters)) {
      const isOfTest = dimension !== "feature" && keysOfTest(dimension, bug.test) !== null;
      if (isOfTest) continue;
      if (!keysOfBug(dimension, bug).some((key) => isAmong(dimension, key, wanted))) return false;
    }
    return true;
  });
}

/** Every combination of one key per dimension; of a dimension that is filtered, only the keys asked for. */
function combinations(
  { dimensions, filters }: Question,
  keysOf: (dimension: string) => ReckonedKey[],
): ReckonedKey[][] {
  let combined: ReckonedKey[][] = [[]];
  for (const dimension of dimensions) {
    const wanted = filters[dimension];
    const keys = keysOf(dimension).filter((key) => wanted === undefined || isAmong(dimension, key, wanted));
    combined = combined.flatMap((before) => keys.map((key) => [...before, key]));
  }
  return combined;
}

export function isAboutBugs({ dimensions, filters }: Question): boolean {
  return [...dimensions, ...Object.keys(filters)].some((dimension) => BUG_ONLY.includes(dimension));
}

const OF_TESTS = ["test_count", "tests_created", "tests_submitted", "features_tested"];

/** Tests and bugs by group, where bugs are asked about at all; the key of a group is the JSON of its keys. */
export function groupsOf(world: ReckonedWorld, question: Question): Map<string, ReckonedGroup> {
  const groups = new Map<string, ReckonedGroup>();
  const groupAt = (keys: ReckonedKey[]): ReckonedGroup => {
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { tests: [], bugs: [] };
    groups.set(id, group);
    return group;
  };
  if (question.dimensions.length === 0) groupAt([]);
  if (!question.dimensions.some((dimension) => BUG_ONLY.includes(dimension))) {
    for (const test of testsIn(world, question)) {
      for (const keys of combinations(question, (dimension) => keysOfTest(dimension, test) ?? [])) {
        const group = groupAt(keys);
        if (!isAboutBugs(question)) group.tests.push(test);
      }
    }
  }
  const asksForBugs = isAboutBugs(question) || question.metrics.some((metric) => !OF_TESTS.includes(metric));
  for (const bug of asksForBugs ? bugsIn(world, question) : []) {
    for (const keys of combinations(question, (dimension) => keysOfBug(dimension, bug))) {
      const group = groupAt(keys);
      group.bugs.push(bug);
      if (isAboutBugs(question) && !group.tests.includes(bug.test)) group.tests.push(bug.test);
    }
  }
  return groups;
}

const countIf = (bugs: readonly ReckonedBug[], holds: (bug: ReckonedBug) => boolean): number => {
  let count = 0;
  for (const bug of bugs) if (holds(bug)) count += 1;
  return count;
};

function distinct(values: readonly (string | number | null)[]): number {
  const seen: (string | number)[] = [];
  for (const value of values) if (value !== null && !seen.includes(value)) seen.push(value);
  return seen.length;
}

/** One metric of a group. `aboutBugs`: features are those of the bugs. */
export function reckonMetric(metric: string, { tests, bugs }: ReckonedGroup, aboutBugs: boolean): Reckoned {
  const accepted = countIf(bugs, ({ status }) => status === "accepted");
  const auto = countIf(bugs, ({ status }) => status === "auto_accepted");
  const rejected = countIf(bugs, ({ status }) => status === "rejected");
  const severe = (severity: string) => countIf(bugs, (bug) => bug.severity === severity);
  const all = bugs.length;
  switch (metric) {
    case "test_count":
      return tests.length;
    case "bug_count":
      return all;
    case "bugs_per_test":
      return { numerator: all, denominator: tests.length };
    case "bug_severity_score":
      return severe("critical") * 5 + severe("high") * 3 + severe("low");
    case "features_tested":
      return distinct(
        aboutBugs ? bugs.map(({ featureId }) => featureId) : tests.flatMap(({ featureIds }) => featureIds),
      );
    case "active_testers":
      return distinct(bugs.map(({ reporter }) => reporter));
    case "tests_created":
      return tests.filter(({ createdBy }) => createdBy !== null).length;
    case "tests_submitted":
      return tests.filter(({ submittedBy }) => submittedBy !== null).length;
    case "overall_acceptance_rate":
      return { numerator: accepted + auto, denominator: all };
    case "active_acceptance_rate":
      return { numerator: accepted, denominator: all };
    case "auto_acceptance_rate":
      return { numerator: auto, denominator: accepted + auto };
    case "rejection_rate":
      return { numerator: rejected, denominator: all };
    case "review_rate":
      return { numerator: accepted + rejected, denominator: all };
    case "accepted_bugs":
      return accepted;
    case "auto_accepted_bugs":
      return auto;
    case "rejected_bugs":
      return rejected;
    case "open_bugs":
      return countIf(bugs, ({ status }) => status === "forwarded");
    case "known_bugs":
      return countIf(bugs, ({ known }) => known);
    case "critical_bugs":
      return severe("critical");
    case "high_bugs":
      return severe("high");
    case "low_bugs":
      return severe("low");
    case "avg_days_to_rejection": {
      let days = 0;
      let timed = 0;
      for (const { reportedAt, rejectedAt } of bugs) {
        if (reportedAt === null || rejectedAt === null) continue;
        days += (rejectedAt - reportedAt) / 86_400_000;
        timed += 1;
      }
      return { numerator: days, denominator: timed };
    }
    default:
      throw new Error(`The reckoning does not know ${metric}.`);
  }
}
