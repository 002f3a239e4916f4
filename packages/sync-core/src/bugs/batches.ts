/** Longest URL that every proxy and server on the way is sure to take. */
const LONGEST_URL = 2000;
/** Kept free for the base URL, which a client does not tell: the production one has 31 characters. */
const BASE_URL = 128;

const ENDPOINT = "/bugs?";

/** Query of a request for the bugs of these tests, encoded as it is sent: a comma takes three characters. */
function queryOf(testIds: readonly number[]): string {
  return new URLSearchParams({ filter_test_cycle_ids: testIds.join(",") }).toString();
}

const SEPARATOR = queryOf([1, 1]).length - queryOf([1]).length - 1;
const ROOM = LONGEST_URL - BASE_URL - ENDPOINT.length - queryOf([]).length;

/** Tests in requests for their bugs: as many to each as its URL can name, in the order given. */
export function batchesOf<Test extends { readonly id: number }>(tests: readonly Test[]): Test[][] {
  const batches: Test[][] = [];
  let batch: Test[] = [];
  let left = 0;
  for (const test of tests) {
    const length = String(test.id).length + SEPARATOR;
    if (length > left) {
      batch = [];
      batches.push(batch);
      // The first of a batch needs no separator.
      left = ROOM + SEPARATOR;
    }
    batch.push(test);
    left -= length;
  }
  return batches;
}
