import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openStore,
  type ProblemPosition,
  type ProductWrite,
  type Store,
  type SyncEventEnd,
  type SyncEventStart,
  type SyncState,
  type TestWrite,
} from "@testio/store";
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
    fullPassSince: null,
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
    if (rows.tests) await tx.upsertTests(rows.tests, { pass: 1, keepPass: [], syncedAt });
    for (const entry of rows.states ?? []) await tx.putSyncState(entry);
  });
}

/** A list position of product 1 that TestIO could not answer. */
export function problem(position: number, fields: Partial<ProblemPosition> = {}): Omit<ProblemPosition, "id"> {
  return {
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
    ...fields,
  };
}

/** Records problem positions; returns their ids. */
export async function addProblems(store: Store, positions: readonly Omit<ProblemPosition, "id">[]): Promise<number[]> {
  return store.write(async (tx) => {
    const ids: number[] = [];
    for (const position of positions) ids.push(await tx.addProblemPosition(position));
    return ids;
  });
}

/** Records a run of the sync engine that began at `startedAt` and, unless `end` is null, ended. Returns its id. */
export async function addRun(
  store: Store,
  startedAt: Date,
  end: Partial<SyncEventEnd> | null,
  start: Partial<SyncEventStart> = {},
): Promise<number> {
  return store.write(async (tx) => {
    const id = await tx.startSyncEvent({ trigger: "cli", mode: "default", pid: 1, host: "here", startedAt, ...start });
    if (end !== null) await tx.endSyncEvent(id, { ...successfulEnd(startedAt), ...end });
    return id;
  });
}

function successfulEnd(startedAt: Date): SyncEventEnd {
  return {
    status: "success",
    completedAt: new Date(startedAt.getTime() + 4000),
    durationSeconds: 4,
    productsSynced: 0,
    featuresRefreshed: 0,
    testsDiscovered: 0,
    testsUpdated: 0,
    testsDeleted: 0,
    bugsRefreshed: 0,
    requests: 0,
    phases: [],
    warnings: [],
    error: null,
  };
}
