import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type ProductWrite, type Store, type SyncState, type TestWrite } from "@testio/store";
import { onTestFinished } from "vitest";

/** The moment every test asks at. */
export const NOW = new Date("2026-06-15T12:00:00.000Z");
/** The moment everything was synced at, unless a test says otherwise. */
export const SYNCED = new Date("2026-06-15T11:00:00.000Z");

/** An empty store in a temporary directory of its own, gone after the test. */
export async function freshStore(): Promise<Store> {
  const directory = await mkdtemp(join(tmpdir(), "testio-insights-"));
  const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  return store;
}

export function product(id: number, fields: Partial<ProductWrite> = {}): ProductWrite {
  return { id, title: `Product ${id}`, type: "website", description: null, sections: [], data: { id }, ...fields };
}

export function test(id: number, fields: Partial<TestWrite> = {}): TestWrite {
  return {
    id,
    productId: 1,
    sectionId: null,
    title: `Test ${id}`,
    status: "locked",
    reviewStatus: "review_successful",
    testingType: "focused",
    duration: "48 hours",
    startAt: new Date("2026-06-01T08:00:00.000Z"),
    endAt: new Date("2026-06-03T08:00:00.000Z"),
    goal: "Find the bugs",
    instructions: null,
    outOfScope: null,
    enableLow: true,
    enableHigh: true,
    enableCritical: true,
    createdBy: null,
    submittedBy: null,
    environment: null,
    features: [],
    platforms: [],
    data: { id },
    ...fields,
  };
}

/** The state of a test list that was read to its end. */
export function state(productId: number, fields: Partial<SyncState> = {}): SyncState {
  return {
    productId,
    phase: "NEW_TESTS",
    lastPass: 1,
    completedPass: 1,
    completeSince: null,
    resumePage: null,
    resumePageSize: null,
    resumeSince: null,
    resumeFromPass: null,
    resumeToPass: null,
    succeededAt: SYNCED,
    fullPassAt: SYNCED,
    failedAt: null,
    failure: null,
    ...fields,
  };
}

/** One write of products, tests and states, as a sync would do it. */
export async function fill(
  store: Store,
  rows: { products?: ProductWrite[]; tests?: TestWrite[]; states?: SyncState[]; syncedAt?: Date },
): Promise<void> {
  const syncedAt = rows.syncedAt ?? SYNCED;
  await store.write(async (tx) => {
    if (rows.products) await tx.upsertProducts(rows.products, syncedAt);
    if (rows.tests) await tx.upsertTests(rows.tests, { pass: 1, anchorPass: 0, syncedAt });
    for (const entry of rows.states ?? []) await tx.putSyncState(entry);
  });
}

/** Records list positions of product 1 that TestIO could not answer. */
export async function addProblems(store: Store, positions: readonly number[]): Promise<void> {
  await store.write(async (tx) => {
    for (const position of positions) {
      await tx.putProblemPosition({
        productId: 1,
        position,
        pageSize: 1,
        beforeId: null,
        beforeEndAt: null,
        afterId: null,
        afterEndAt: null,
        attempts: 1,
        mode: "default",
        mappedTestIds: [],
        firstSeenAt: SYNCED,
        lastSeenAt: SYNCED,
      });
    }
  });
}
