import type { Settings } from "../settings.js";

const FIRST_PRODUCT_ID = 25_001;
const FIRST_TEST_ID = 100_001;
const FIRST_BUG_ID = 1_000_001;

/** Where one generated test stands among its product's tests, oldest first. */
export interface TestPlace {
  readonly productIndex: number;
  readonly position: number;
  readonly count: number;
}

/** Which id belongs to which generated record, computed rather than stored. */
export interface Layout {
  readonly testCount: number;
  /** Most bugs one test can have; ids leave room for that many. */
  readonly maxBugs: number;
  /** First ids that belong to no generated record. */
  readonly firstFree: { readonly product: number; readonly test: number; readonly bug: number };
  productId(index: number): number;
  productIndex(id: number): number;
  testIds(productIndex: number): { first: number; count: number };
  testPlace(id: number): TestPlace | undefined;
  bugId(testId: number, position: number): number;
  bugPlace(id: number): { testId: number; position: number } | undefined;
}

export function createLayout(settings: Settings): Layout {
  const starts: number[] = [];
  let testCount = 0;
  for (const count of settings.testCounts) {
    starts.push(testCount);
    testCount += count;
  }
  const maxBugs = Math.ceil(settings.bugsPerTest * 3) + 1;
  const firstFree = {
    product: FIRST_PRODUCT_ID + settings.productCount,
    test: FIRST_TEST_ID + testCount,
    bug: FIRST_BUG_ID + testCount * maxBugs,
  };

  return {
    testCount,
    maxBugs,
    firstFree,
    productId: (index) => FIRST_PRODUCT_ID + index,
    productIndex: (id) => id - FIRST_PRODUCT_ID,
    testIds: (productIndex) => ({
      first: FIRST_TEST_ID + (starts[productIndex] ?? testCount),
      count: settings.testCounts[productIndex] ?? 0,
    }),
    testPlace(id) {
      const index = id - FIRST_TEST_ID;
      if (!Number.isInteger(id) || index < 0 || index >= testCount) return undefined;
      const productIndex = lastAtOrBelow(starts, index);
      return {
        productIndex,
        position: index - (starts[productIndex] ?? 0),
        count: settings.testCounts[productIndex] ?? 0,
      };
    },
    bugId: (testId, position) => FIRST_BUG_ID + (testId - FIRST_TEST_ID) * maxBugs + position,
    bugPlace(id) {
      if (!Number.isInteger(id) || id < FIRST_BUG_ID || id >= firstFree.bug) return undefined;
      const offset = id - FIRST_BUG_ID;
      return { testId: FIRST_TEST_ID + Math.floor(offset / maxBugs), position: offset % maxBugs };
    },
  };
}

function lastAtOrBelow(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
