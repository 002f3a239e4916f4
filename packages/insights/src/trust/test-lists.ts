import type { ProblemPosition, ProductSyncStatus, SyncOutcome } from "@testio/store";
import { isoOrNull } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import { type Coverage, coverageOf } from "./coverage.js";
import { passUnfinished, readDownTo, testListCoverage, testsEverFetched } from "./test-list.js";

/**
 * What can be wrong with a product's test list, as far as tests that end at `since` or later go, and how to begin a
 * sentence about the products it is wrong with.
 */
export const TEST_LIST_SHORTCOMINGS: readonly {
  applies: (state: SyncOutcome | null, since: Date | null) => boolean;
  what: string;
}[] = [
  { applies: (state) => !testsEverFetched(state), what: "Tests were never fetched for" },
  {
    applies: (state) => testsEverFetched(state) && passUnfinished(state),
    what: "The sync of the tests has not finished (counts may be too low) for",
  },
  {
    applies: (state, since) => testsEverFetched(state) && state.completeSince !== null && !readDownTo(state, since),
    what: "Only tests from a start date on were fetched (older ones may be missing from the counts) for",
  },
  { applies: (state) => state !== null && state.failedAt !== null, what: "The last sync of tests failed for" },
];

/**
 * How much of the test lists of some products is stored: {@link testListCoverage} over all of them. `problems` are the
 * positions at which something is missing.
 */
export function testListsCoverage(
  products: readonly Pick<ProductSyncStatus, "id" | "state">[],
  problems: readonly ProblemPosition[],
  since: Date | null = null,
): Coverage {
  const [only] = products;
  if (only === undefined) {
    return coverageOf({ complete: false, notes: ["Products were never fetched: run sync_data."] });
  }
  if (products.length === 1) return testListCoverage(only.state, problems, since);
  const each = products.map(({ state }) => testListCoverage(state, [], since));
  const notes = TEST_LIST_SHORTCOMINGS.map(({ applies, what }) => {
    const affected = products.filter(({ state }) => applies(state, since));
    return about(affected, what);
  });
  return coverageOf({
    complete: each.every(({ complete }) => complete) && problems.length === 0,
    complete_since: latestFloor(products),
    never_fetched: each.reduce((sum, { never_fetched }) => sum + never_fetched, 0),
    failed: each.reduce((sum, { failed }) => sum + failed, 0),
    problem_positions: problems.length,
    notes: [...notes, unreadableNote(problems, "which are missing here")].filter((note) => note !== null),
  });
}

/** What ends at or after it was read of every product. */
function latestFloor(products: readonly Pick<ProductSyncStatus, "state">[]): string | null {
  const floors = products.flatMap(({ state }) => (state?.completeSince ? [state.completeSince.getTime()] : []));
  return floors.length === 0 ? null : isoOrNull(new Date(Math.max(...floors)));
}

export function about(products: readonly { id: number }[], what: string): string | null {
  if (products.length === 0) return null;
  return `${what} ${count(products.length, "product")}: ${enumerate(products.map(({ id }) => id))}.`;
}

export function unreadableNote(problems: readonly ProblemPosition[], consequence: string): string | null {
  if (problems.length === 0) return null;
  const products = enumerate([...new Set(problems.map((problem) => problem.productId))]);
  return `TestIO could not answer ${count(problems.length, "test")}, ${consequence}, in products: ${products}; get_problematic_tests says what to do.`;
}
