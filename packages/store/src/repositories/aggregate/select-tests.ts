import type { TestAggregateFilter } from "../../types.js";
import { allowed, allowedNames, keep, keepListed } from "./allowed.js";
import { allRows, present, type Rows } from "./columns/codes.js";
import type { Tests } from "./columns/column-cache.js";
import { Scratch } from "./columns/scratch.js";
import type { TestColumns } from "./columns/test-columns.js";
import type { Vocabulary } from "./columns/vocabulary.js";

/** The tests of a product that match a filter, but for its features: those may be the tests' or the bugs'. */
export function selectTests({ tests, lists }: Tests, filter: TestAggregateFilter, vocabulary: Vocabulary): Rows {
  const { statuses, testingTypes, environments, customers, systems, times } = vocabulary;
  const scratch = new Scratch();
  let rows = allRows(tests.ids.length);
  rows = withIds(rows, tests, filter.testIds);
  rows = endingIn(rows, tests, filter);
  rows = keep(rows, tests.statuses, allowed(statuses, filter.testStatuses), scratch);
  rows = keep(rows, tests.testingTypes, allowed(testingTypes, filter.testingTypes), scratch);
  rows = keep(rows, tests.environments, allowed(environments, filter.environmentIds), scratch);
  rows = keep(rows, tests.customers, allowed(customers, filter.customers), scratch);
  if (filter.targetPlatforms) {
    rows = keepListed(rows, present(lists.platforms), allowedNames(systems, filter.targetPlatforms));
  }
  for (const { by, values } of filter.times ?? []) {
    const codes = times[by].codesOf(tests.ends);
    rows = keep(rows, codes, allowed(times[by].dictionary, values), scratch);
  }
  return rows;
}

/** Of these tests, those that name a feature in the filter. */
export function namingFeatures(
  rows: Rows,
  { lists }: Tests,
  { featureIds }: TestAggregateFilter,
  { features }: Vocabulary,
): Rows {
  return featureIds ? keepListed(rows, present(lists.features), allowed(features, featureIds)) : rows;
}

function withIds(rows: Rows, { ids }: TestColumns, wanted: readonly number[] | undefined): Rows {
  if (wanted === undefined) return rows;
  const set = new Set(wanted);
  return rows.filter((row) => set.has(ids[row] ?? 0));
}

function endingIn(rows: Rows, { ends }: TestColumns, { endFrom, endBefore }: TestAggregateFilter): Rows {
  if (!endFrom && !endBefore) return rows;
  const from = endFrom?.getTime() ?? Number.NEGATIVE_INFINITY;
  const before = endBefore?.getTime() ?? Number.POSITIVE_INFINITY;
  // What has no end is in no period: any comparison with NaN is false.
  return rows.filter((row) => (ends[row] ?? 0) >= from && (ends[row] ?? 0) < before);
}
