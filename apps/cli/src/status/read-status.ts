import type { Settings } from "@testio/config";
import type { ProductSyncSummary, Store, StoreStats, SyncEvent } from "@testio/store";
import type { BackgroundState } from "@testio/sync-core";
import { type PositionView, readPositions } from "../problematic/read-positions.js";
import { databasePath } from "../settings.js";
import { withStoredData } from "../stored-data.js";
import { type Coverage, coverageInWords, coverageOf } from "./coverage.js";

/** What `status` shows. */
export type Status = { customerId: number; customerName: string } & (
  | { database: { path: string; exists: false } }
  | ({ database: { path: string; exists: true; sizeBytes: number } } & StoredStatus)
);

export interface StoredStatus {
  counts: Omit<StoreStats, "path" | "sizeBytes" | "lastSyncCompletedAt">;
  lastSyncCompletedAt: Date | null;
  /** The latest run; `interrupted` when it was never finished and its process is gone. */
  lastEvent: SyncEvent | null;
  /** The sync that is running, in whatever process; null when none is. */
  runningSync: { holder: string } | null;
  /** What the background sync of a server is up to; null when there never was one. */
  background: BackgroundState | null;
  nextSyncAt: Date | null;
  staleness: Staleness;
  problemPositions: PositionView[];
  products: ProductStatus[];
}

/** How many of the tests that can still change were read longer ago than `CACHE_TTL_SECONDS`. */
interface Staleness {
  olderThanSeconds: number;
  changeableTests: number;
  staleTests: number;
  /** 0-1; null when no test can change. */
  staleShare: number | null;
}

export interface ProductStatus extends Coverage {
  id: number;
  title: string;
  tests: number;
  features: number;
  changeableTests: number;
  staleTests: number;
  testsNeverFetchedBugs: number;
  /** The {@link Coverage} as a sentence would say it. */
  coverage: string;
  testsSyncedAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
}

/** Reads what is stored. A database that does not exist yet is not made. */
export async function readStatus(settings: Settings, now: Date): Promise<Status> {
  const path = databasePath(settings);
  const customer = { customerId: settings.customerId, customerName: settings.customerName };
  const status = await withStoredData(settings, async (store) => {
    const { path: _, sizeBytes, lastSyncCompletedAt, ...counts } = await store.stats();
    const stored = await readStored(store, settings.cacheTtlSeconds, now);
    return {
      ...customer,
      database: { path, exists: true as const, sizeBytes },
      counts,
      lastSyncCompletedAt,
      ...stored,
    };
  });
  return status ?? { ...customer, database: { path, exists: false } };
}

async function readStored(
  store: Store,
  cacheTtlSeconds: number,
  now: Date,
): Promise<Omit<StoredStatus, "counts" | "lastSyncCompletedAt">> {
  const { readBackgroundState, readSyncLock } = await import("@testio/sync-core");
  const staleBefore = new Date(now.getTime() - 1000 * cacheTtlSeconds);
  // The lock before the events: a sync that ends in between is then no dead one.
  const lock = await readSyncLock(store.path);
  const runningSync = lock === null || lock.stale ? null : { holder: lock.holder };
  const [summaries, events, background, problemPositions] = await Promise.all([
    store.productSyncSummaries({ staleBefore }),
    store.listSyncEvents(1),
    readBackgroundState(store),
    readPositions(store),
  ]);
  return {
    lastEvent: eventOf(events[0], runningSync !== null),
    runningSync,
    background,
    nextSyncAt: background?.nextAt ?? null,
    staleness: stalenessOf(summaries, cacheTtlSeconds),
    problemPositions,
    products: summaries.map(productStatus),
  };
}

/** Only a sync that holds the lock is running; what a dead process left behind is set right by the next sync. */
function eventOf(event: SyncEvent | undefined, isRunning: boolean): SyncEvent | null {
  if (event === undefined) return null;
  return event.status === "running" && !isRunning ? { ...event, status: "interrupted" } : event;
}

function stalenessOf(summaries: readonly ProductSyncSummary[], olderThanSeconds: number): Staleness {
  const changeableTests = summaries.reduce((sum, product) => sum + product.changeableTests, 0);
  const staleTests = summaries.reduce((sum, product) => sum + product.staleTests, 0);
  const staleShare = changeableTests === 0 ? null : staleTests / changeableTests;
  return { olderThanSeconds, changeableTests, staleTests, staleShare };
}

function productStatus(summary: ProductSyncSummary): ProductStatus {
  const { productId, title, tests, features, changeableTests, staleTests, testsNeverFetchedBugs, state } = summary;
  const coverage = coverageOf(summary);
  return {
    id: productId,
    title,
    tests,
    features,
    changeableTests,
    staleTests,
    testsNeverFetchedBugs,
    ...coverage,
    coverage: coverageInWords(coverage),
    testsSyncedAt: state?.succeededAt ?? null,
    failedAt: state?.failedAt ?? null,
    failure: state?.failure ?? null,
  };
}
