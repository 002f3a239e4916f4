import type { ProblemPosition, ProductRow, SyncState } from "@testio/store";
import { count, enumerate } from "../format/text.js";
import type { Coverage } from "./coverage.js";
import { passUnfinished, testListCoverage, testsEverFetched } from "./test-list.js";

/** What is recorded about the products an answer shows. */
export interface ProductListEvidence {
  rows: readonly Pick<ProductRow, "id" | "featuresSyncedAt">[];
  /** The `NEW_TESTS` states by product. */
  testStates: ReadonlyMap<number, SyncState>;
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
    return { complete: false, complete_since: null, notes: ["Products were never fetched: run sync_data."] };
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
  return {
    complete: products.every((product) => {
      return product.featuresFetched && testListCoverage(product.tests, product.unreadable).complete;
    }),
    complete_since: null,
    notes: [...notes, unreadableNote(problems)].filter((note) => note !== null),
  };
}

interface ProductEvidence {
  id: number;
  tests: SyncState | null;
  featuresFetched: boolean;
  featuresFailed: boolean;
}

/** What can be wrong with a product, and how to begin a sentence about the products it is wrong with. */
const SHORTCOMINGS: readonly { applies: (product: ProductEvidence) => boolean; what: string }[] = [
  { applies: ({ tests }) => !testsEverFetched(tests), what: "Tests were never fetched for" },
  {
    applies: ({ tests }) => testsEverFetched(tests) && passUnfinished(tests),
    what: "The sync of the tests has not finished (counts may be too low) for",
  },
  {
    applies: ({ tests }) => testsEverFetched(tests) && tests.completeSince !== null,
    what: "Only tests from a start date on were fetched (older ones may be missing from the counts) for",
  },
  { applies: ({ tests }) => tests !== null && tests.failedAt !== null, what: "The last sync of tests failed for" },
  { applies: ({ featuresFetched }) => !featuresFetched, what: "Features were never fetched for" },
  { applies: ({ featuresFailed }) => featuresFailed, what: "The last sync of features failed for" },
];

function about(products: readonly { id: number }[], what: string): string | null {
  if (products.length === 0) return null;
  return `${what} ${count(products.length, "product")}: ${enumerate(products.map(({ id }) => id))}.`;
}

function unreadableNote(problems: readonly ProblemPosition[]): string | null {
  if (problems.length === 0) return null;
  const products = enumerate([...new Set(problems.map((problem) => problem.productId))]);
  return `TestIO could not answer ${count(problems.length, "test")}, which the counts leave out, in products: ${products}; get_problematic_tests says what to do.`;
}
