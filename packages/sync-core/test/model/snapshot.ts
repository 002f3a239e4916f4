import {
  LAST_SYNC_COMPLETED_KEY,
  type ProblemPosition,
  type ProductRow,
  type Store,
  type SyncEvent,
  type SyncPhaseName,
  type SyncState,
  type TestRow,
} from "@testio/store";

/** All that matters of a database at one moment. */
export interface Snapshot {
  products: ReadonlyMap<number, ProductRow>;
  /** Tombstones included. */
  tests: ReadonlyMap<number, TestRow>;
  /** Latest first. */
  events: readonly SyncEvent[];
  positions: readonly ProblemPosition[];
  lastSyncCompleted: string | null;
  state(productId: number, phase: SyncPhaseName): SyncState | null;
  /** Living tests of a product. */
  living(productId: number): TestRow[];
}

const ALL = { includeDeleted: true, limit: 10_000, offset: 0 };

export async function takeSnapshot(store: Store): Promise<Snapshot> {
  const products = (await store.listProducts({ ...ALL, now: new Date(0) })).rows;
  const tests = (await store.listTests(ALL)).rows;
  const states = new Map<string, SyncState>();
  for (const phase of ["FEATURES", "NEW_TESTS", "BUGS"] as const) {
    for (const state of await store.listSyncStates(phase)) states.set(`${state.productId} ${phase}`, state);
  }
  return {
    products: new Map(products.map((product) => [product.id, product])),
    tests: new Map(tests.map((test) => [test.id, test])),
    events: await store.listSyncEvents(1000),
    positions: await store.listProblemPositions(),
    lastSyncCompleted: await store.getMetadata(LAST_SYNC_COMPLETED_KEY),
    state: (productId, phase) => states.get(`${productId} ${phase}`) ?? null,
    living: (productId) => tests.filter((test) => test.productId === productId && test.deletedAt === null),
  };
}
