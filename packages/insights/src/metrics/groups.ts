import type { AggregateFilter, AggregateKey, BugFact, FactRow, Store, TestDimension } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { isOfBugs, type MetricDimension } from "./dimensions.js";
import { type Fact, type Facts, isFactOfTests } from "./metrics.js";
import type { MetricsPlan } from "./plan.js";

/** What was counted of one group: keys are ids without names, and names without ids. There may be many groups. */
export type MetricGroup = FactRow<Partial<Facts>>;

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

/** All that was counted of a group; of one that does not exist, nothing. */
export const factsOf = (group: MetricGroup | undefined): Facts => ({ ...NOTHING, ...group?.facts });

/** The same for equal keys: a dimension has either ids or names alone. */
const groupId = ({ keys }: { keys: readonly AggregateKey[] }): string =>
  JSON.stringify(keys.map(({ id, label }) => id ?? label));

/** Groups of a period, to be found by those of another. */
export class OtherPeriod {
  readonly #groups: ReadonlyMap<string, MetricGroup>;

  constructor(groups: readonly MetricGroup[]) {
    this.#groups = new Map(groups.map((group) => [groupId(group), group]));
  }

  groupLike(group: { keys: readonly AggregateKey[] }): MetricGroup | undefined {
    return this.#groups.get(groupId(group));
  }

  /** These groups, and, with nothing counted of them, those that were in the other period only: what is gone has changed most. */
  withGone(groups: readonly MetricGroup[]): MetricGroup[] {
    const gone = new Map(this.#groups);
    for (const group of groups) gone.delete(groupId(group));
    return [...groups, ...[...gone.values()].map(({ keys }) => ({ keys, facts: {} }))];
  }
}

/** More groups than these are not held in memory. */
const MOST_GROUPS = 250_000;

async function refusingTooMany(question: Promise<MetricGroup[]>): Promise<MetricGroup[]> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "TooManyGroupsError") throw error;
    throw new InvalidQueryError(
      "dimensions",
      `These dimensions make more than ${MOST_GROUPS.toLocaleString("en")} groups: narrow down with filters or dates, or leave one out.`,
    );
  }
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
export function countGroups(
  store: Store,
  { dimensions, facts, aboutBugs, countsBugs }: Pick<MetricsPlan, "dimensions" | "facts" | "aboutBugs" | "countsBugs">,
  filter: AggregateFilter,
  signal: AbortSignal | undefined,
): Promise<MetricGroup[]> {
  signal?.throwIfAborted();
  const options = { labels: false, mostGroups: MOST_GROUPS };
  const ofBugs = facts.filter(isFactOfBugs);
  if (!areOfTests(dimensions) || (aboutBugs && dimensions.length === 0)) {
    return refusingTooMany(store.aggregateBugs(dimensions, filter, { ...options, facts: ofBugs }));
  }
  if (aboutBugs) {
    const question = { ...options, facts: ofBugs, sharedFacts: "of bugs" } as const;
    return refusingTooMany(store.aggregateTestsAndBugs(dimensions, filter, question));
  }
  if (countsBugs) return refusingTooMany(store.aggregateTestsAndBugs(dimensions, filter, { ...options, facts }));
  const ofTests = facts.filter(isFactOfTests);
  return refusingTooMany(store.aggregateTests(dimensions, filter, { ...options, facts: ofTests }));
}
