import type { ProblemPosition, ProductRow, SyncOutcome } from "@testio/store";
import { type Coverage, coverageOf } from "./coverage.js";
import { passUnfinished, testListCoverage, testsEverFetched } from "./test-list.js";
import { about, TEST_LIST_SHORTCOMINGS, unreadableNote } from "./test-lists.js";

/** What is recorded about the products an answer shows. */
export interface ProductListEvidence {
  rows: readonly Pick<ProductRow, "id" | "featuresSyncedAt">[];
  /** The `NEW_TESTS` states by product. */
  testStates: ReadonlyMap<number, SyncOutcome>;
  /** The products whose features could not be read by the last sync. */
  featureFailures: ReadonlySet<number>;
  /** The positions at which something is missing. */
  problems: readonly ProblemPosition[];
  /** Whether any sync ever fetched the products. */
  everSynced: boolean;
}

/** How much of the products shown, and of the tests and features counted with them, is stored. */
export function productListCoverage(evidence: ProductListEvidence): Coverage {
  if (!evidence.everSynced) {
    return coverageOf({ complete: false, notes: ["Products were never fetched: run sync_data."] });
  }
  const ids = new Set(evidence.rows.map((row) => row.id));
  const problems = evidence.problems.filter((problem) => ids.has(problem.productId));
  const products = evidence.rows.map(({ id, featuresSyncedAt }) => ({
    id,
    tests: evidence.testStates.get(id) ?? null,
    featuresFetched: featuresSyncedAt !== null,
    featuresFailed: evidence.featureFailures.has(id),
    unreadable: problems.filter((problem) => problem.productId === id),
  }));

  const notes = SHORTCOMINGS.map(({ applies, what }) => about(products.filter(applies), what));
  return coverageOf({
    complete: products.every((product) => {
      return product.featuresFetched && testListCoverage(product.tests, product.unreadable).complete;
    }),
    never_fetched: products.filter(({ tests, featuresFetched }) => !testsEverFetched(tests) || !featuresFetched).length,
    stale: products.filter(({ tests }) => testsEverFetched(tests) && passUnfinished(tests)).length,
    failed: products.filter(({ tests, featuresFailed }) => featuresFailed || tests?.failedAt).length,
    problem_positions: problems.length,
    notes: [...notes, unreadableNote(problems, "which the counts leave out")].filter((note) => note !== null),
  });
}

interface ProductEvidence {
  id: number;
  tests: SyncOutcome | null;
  featuresFetched: boolean;
  featuresFailed: boolean;
}

/** What can be wrong with a product, and how to begin a sentence about the products it is wrong with. */
const SHORTCOMINGS: readonly { applies: (product: ProductEvidence) => boolean; what: string }[] = [
  ...TEST_LIST_SHORTCOMINGS.map(({ applies, what }) => ({
    applies: ({ tests }: ProductEvidence) => applies(tests, null),
    what,
  })),
  { applies: ({ featuresFetched }) => !featuresFetched, what: "Features were never fetched for" },
  { applies: ({ featuresFailed }) => featuresFailed, what: "The last sync of features failed for" },
];
