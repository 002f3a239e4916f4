import type { TestAggregateFilter } from "../../types.js";
import type { Columns } from "./columns/columns.js";
import { namingFeatures, selectTests } from "./select-tests.js";
import { listsFor } from "./test-counting.js";

/** Ids of the latest ending tests that match, those without an end last. */
export async function newestTestIds(columns: Columns, filter: TestAggregateFilter, limit: number): Promise<number[]> {
  const { vocabulary } = columns;
  const parts = columns.parts(filter, {
    needs: { lists: listsFor(filter, [], []), bugs: null },
    select: (tests) => selectTests(tests, filter, vocabulary),
  });
  const newest: { id: number; end: number }[] = [];
  for await (const part of parts) {
    const { ids, ends } = part.tests;
    // Rows are in the order of their ends: the latest of all are among the latest of each product.
    for (const row of namingFeatures(part.rows, part, filter, vocabulary).slice(-limit)) {
      const end = ends[row] ?? Number.NaN;
      newest.push({ id: ids[row] ?? 0, end: Number.isNaN(end) ? Number.NEGATIVE_INFINITY : end });
    }
  }
  newest.sort((one, other) => (one.end === other.end ? other.id - one.id : other.end - one.end));
  return newest.slice(0, limit).map(({ id }) => id);
}
