import type { TestAggregateFilter, TestDimension, TestFact } from "../../types.js";
import type { Part } from "./columns/columns.js";
import { Scratch } from "./columns/scratch.js";
import type { TestListName } from "./columns/test-lists.js";
import type { Vocabulary } from "./columns/vocabulary.js";
import type { Groups } from "./groups.js";
import { testKey } from "./keys.js";
import { namingFeatures } from "./select-tests.js";
import { TEST_COUNTERS } from "./test-counters.js";

/** What a question about tests needs of what they have several of. */
export function listsFor(
  { featureIds, targetPlatforms }: TestAggregateFilter,
  dimensions: readonly TestDimension[],
  facts: readonly TestFact[],
): TestListName[] {
  const lists: TestListName[] = [];
  if (featureIds || dimensions.includes("feature") || facts.includes("features")) lists.push("features");
  if (targetPlatforms || dimensions.includes("target_platform")) lists.push("platforms");
  return lists;
}

/** Counts the tests of one product after the other. */
export function testCounting(
  dimensions: readonly TestDimension[],
  filter: TestAggregateFilter,
  facts: readonly TestFact[],
  groups: Groups,
  vocabulary: Vocabulary,
) {
  const keys = dimensions.map((dimension) => testKey(dimension, filter, vocabulary));
  const counted = facts.map((fact) => ({ fact, counter: TEST_COUNTERS[fact](vocabulary) }));
  const scratch = new Scratch();
  return {
    keys,
    counted,
    count(part: Part): void {
      scratch.reuse();
      const placed = keys.map(({ columnOf }) => ({ column: columnOf(part, scratch), placeOf: null }));
      const grouped = groups.add(namingFeatures(part.rows, part, filter, vocabulary), placed, scratch);
      for (const { counter } of counted) counter.add(grouped, part);
    },
  };
}
