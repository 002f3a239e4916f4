import type { Store } from "@testio/store";
import { testsEverFetched } from "./test-list.js";

/** Which of the counts of a product's records can be told: where nothing was ever fetched, none is known. */
export interface CountsKnown {
  tests: boolean;
  bugs: boolean;
}

export async function countsKnown(store: Store, productId: number): Promise<CountsKnown> {
  const [state, testCount, bugsFetched] = await Promise.all([
    store.getSyncState(productId, "NEW_TESTS"),
    store.countTests(productId),
    store.bugsEverFetched(productId),
  ]);
  const listRead = testsEverFetched(state);
  // A product without a test has no bugs either.
  return { tests: listRead || testCount > 0, bugs: bugsFetched || (listRead && testCount === 0) };
}
