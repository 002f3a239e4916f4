import {
  type AggregateDimension,
  type AggregateFilter,
  BUG_DIMENSIONS,
  type BugDimension,
  type BugFact,
} from "../../types.js";
import { BUG_COUNTERS, type BugsOfProduct } from "./bug-counters.js";
import type { BugBlock, BugNeeds } from "./columns/bug-block.js";
import type { Part } from "./columns/columns.js";
import { Scratch } from "./columns/scratch.js";
import type { Vocabulary } from "./columns/vocabulary.js";
import type { Counter } from "./counters.js";
import type { Groups, PlacedColumn } from "./groups.js";
import { bugKey, type Key, testKey } from "./keys.js";
import { selectBugs } from "./select-bugs.js";

/** What a question about bugs needs of them. */
export function bugNeedsFor(
  { featureIds, foundPlatforms }: AggregateFilter,
  dimensions: readonly AggregateDimension[],
  facts: readonly BugFact[],
): BugNeeds {
  return {
    features: featureIds !== undefined || dimensions.includes("feature") || facts.includes("features"),
    systems: foundPlatforms !== undefined || dimensions.includes("found_platform"),
    rejectionDays: facts.includes("rejectionDays") || facts.includes("rejectionsTimed"),
  };
}

/** A dimension that bugs are grouped by: their own, or one of their tests. */
type KeyOfBugs = { ofBugs: Key<BugBlock> } | { ofTests: Key<Part> };

function isOfBugs(dimension: AggregateDimension): dimension is BugDimension | "feature" {
  return dimension === "feature" || BUG_DIMENSIONS.some((ofBugs) => ofBugs === dimension);
}

function keyOfBugs(dimension: AggregateDimension, filter: AggregateFilter, vocabulary: Vocabulary): KeyOfBugs {
  return isOfBugs(dimension)
    ? { ofBugs: bugKey(dimension, filter, vocabulary) }
    : { ofTests: testKey(dimension, filter, vocabulary) };
}

/** For each block of bugs of a product, their keys. */
function columnsIn(keys: readonly KeyOfBugs[], part: Part, scratch: Scratch): (block: BugBlock) => PlacedColumn[] {
  // Those of the tests outlast the block.
  const ofPart = new Scratch();
  const ofTests = keys.map((key) => ("ofTests" in key ? key.ofTests.columnOf(part, ofPart) : null));
  return (block) =>
    keys.flatMap((key, place) => {
      const column = ofTests[place] ?? null;
      if (column !== null) return { column, placeOf: block.bugs.tests };
      return "ofBugs" in key ? { column: key.ofBugs.columnOf(block, scratch), placeOf: null } : [];
    });
}

interface BugCounting {
  keys: Pick<Key<never>, "keyOf">[];
  counted: { fact: BugFact; counter: Counter<BugsOfProduct> }[];
  count(part: Part): Promise<void>;
}

/** Counts the bugs of one product after the other. @param turn is awaited before each block of them */
export function bugCounting(
  dimensions: readonly AggregateDimension[],
  filter: AggregateFilter,
  facts: readonly BugFact[],
  groups: Groups,
  vocabulary: Vocabulary,
  turn: () => Promise<void>,
): BugCounting {
  const keys = dimensions.map((dimension) => keyOfBugs(dimension, filter, vocabulary));
  const counted = facts.map((fact) => ({ fact, counter: BUG_COUNTERS[fact](vocabulary) }));
  const scratch = new Scratch();
  return {
    keys: keys.map((key) => ("ofBugs" in key ? key.ofBugs : key.ofTests)),
    counted,
    async count(part: Part): Promise<void> {
      const { tests, testsBefore } = part;
      const inQuestion = new Uint8Array(tests.ids.length);
      for (const row of part.rows) inQuestion[row] = 1;
      const columnsOf = columnsIn(keys, part, scratch);
      for (const block of part.blocks) {
        await turn();
        scratch.reuse();
        const rows = selectBugs(block, inQuestion, filter, vocabulary, scratch);
        const grouped = groups.add(rows, columnsOf(block), scratch);
        for (const { counter } of counted) counter.add(grouped, { block, tests, testsBefore });
      }
    },
  };
}
