import type { AggregateFilter, AggregateKey, BugFact, FactRow, Store, TestDimension } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { isOfBugs, type MetricDimension } from "./dimensions.js";
import { type Fact, type Facts, isFactOfTests } from "./metrics.js";
import type { MetricsPlan } from "./plan.js";

/** What was counted of one group. */
export interface MetricGroup {
  /** One per dimension; ids without names, and names without ids. */
  keys: AggregateKey[];
  facts: Facts;
}

const NOTHING: Facts = {
  bugs: 0,
  accepted: 0,
  autoAccepted: 0,
  rejected: 0,
  forwarded: 0,
  known: 0,
  critical: 0,
  high: 0,
  low: 0,
  testers: 0,
  tests: 0,
  testsCreated: 0,
  testsSubmitted: 0,
  features: 0,
  neverFetchedBugs: 0,
  rejectionDays: 0,
  rejectionsTimed: 0,
};

/** Groups by their keys. */
export type MetricGroups = Map<string, MetricGroup>;

function add(groups: MetricGroups, rows: readonly FactRow<Partial<Facts>>[]): void {
  for (const { keys, facts } of rows) {
    const id = JSON.stringify(keys);
    const known = groups.get(id);
    groups.set(id, { keys, facts: { ...(known?.facts ?? NOTHING), ...facts } });
  }
}

/** More groups than these are not held in memory. */
const MOST_GROUPS = 250_000;

function refuseTooMany(rows: readonly unknown[]): void {
  if (rows.length <= MOST_GROUPS) return;
  throw new InvalidQueryError(
    "dimensions",
    `These dimensions make more than ${MOST_GROUPS.toLocaleString("en")} groups: narrow down with filters or dates, or leave one out.`,
  );
}

function areOfTests(dimensions: readonly MetricDimension[]): dimensions is TestDimension[] {
  return !dimensions.some(isOfBugs);
}

/** Tests with the bugs asked for are tests whose bugs were fetched. */
function isFactOfBugs(fact: Fact): fact is BugFact {
  return fact !== "neverFetchedBugs";
}

/** What the filter of a plan is in another period. */
export function filterIn(filter: AggregateFilter, from: Date | null, before: Date | null): AggregateFilter {
  return { ...filter, ...(from ? { endFrom: from } : {}), ...(before ? { endBefore: before } : {}) };
}

/**
 * Counts tests and bugs apart, so that neither multiplies the other. Grouped by what tests have, groups without bugs are
 * groups as well; grouped by what bugs have, only they make groups.
 */
export async function countGroups(
  store: Store,
  { dimensions, facts, aboutBugs, countsBugs }: Pick<MetricsPlan, "dimensions" | "facts" | "aboutBugs" | "countsBugs">,
  filter: AggregateFilter,
  signal: AbortSignal | undefined,
): Promise<MetricGroups> {
  const groups: MetricGroups = new Map();
  const options = { labels: false, limit: MOST_GROUPS + 1 };
  const ofTests = aboutBugs ? [] : facts.filter(isFactOfTests);
  if (areOfTests(dimensions)) {
    signal?.throwIfAborted();
    if (dimensions.length > 0 || ofTests.length > 0) {
      const rows = await store.aggregateTests(dimensions, filter, { ...options, facts: ofTests });
      refuseTooMany(rows);
      add(groups, rows);
    }
  }
  const ofBugs = facts.filter(isFactOfBugs).filter((fact) => aboutBugs || !isFactOfTests(fact));
  if (countsBugs) {
    signal?.throwIfAborted();
    const rows = await store.aggregateBugs(dimensions, filter, { ...options, facts: ofBugs });
    refuseTooMany(rows);
    add(groups, rows);
  }
  return groups;
}
