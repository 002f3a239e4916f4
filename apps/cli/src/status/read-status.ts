import type { Settings } from "@testio/config";
import type { ProductSyncSummary, StoreStats, SyncEvent } from "@testio/store";
import { databaseExists, databasePath } from "../settings.js";

/** What `status` shows. */
export type Status = { customerId: number; customerName: string } & (
  | { database: { path: string; exists: false } }
  | {
      database: { path: string; exists: true; sizeBytes: number };
      counts: Omit<StoreStats, "path" | "sizeBytes" | "lastSyncCompletedAt">;
      lastSyncCompletedAt: Date | null;
      lastEvent: SyncEvent | null;
      products: ProductStatus[];
    }
);

export interface ProductStatus {
  id: number;
  title: string;
  tests: number;
  features: number;
  /** Whether a pass over its tests has ever been completed; `completeBackTo` is null when that reached the oldest one. */
  complete: boolean;
  completeBackTo: Date | null;
  /** Whether a sync was interrupted in the middle of its tests and will go on there. */
  unfinished: boolean;
  testsSyncedAt: Date | null;
  failure: string | null;
}

/** Reads what is stored. A database that does not exist yet is not made. */
export async function readStatus(settings: Settings): Promise<Status> {
  const path = databasePath(settings);
  const customer = { customerId: settings.customerId, customerName: settings.customerName };
  if (!databaseExists(path)) return { ...customer, database: { path, exists: false } };
  const { openStore } = await import("@testio/store");
  const store = await openStore({ path, customerId: settings.customerId });
  try {
    const [stats, summaries, events] = await Promise.all([
      store.stats(),
      store.productSyncSummaries(),
      store.listSyncEvents(1),
    ]);
    const { path: _, sizeBytes, lastSyncCompletedAt, ...counts } = stats;
    const database = { path, exists: true as const, sizeBytes };
    const lastEvent = events[0] ?? null;
    return { ...customer, database, counts, lastSyncCompletedAt, lastEvent, products: summaries.map(productStatus) };
  } finally {
    await store.close();
  }
}

function productStatus({ productId, title, tests, features, state }: ProductSyncSummary): ProductStatus {
  return {
    id: productId,
    title,
    tests,
    features,
    complete: state !== null && state.completedPass > 0,
    completeBackTo: state?.completeSince ?? null,
    unfinished: state !== null && state.resumePage !== null,
    testsSyncedAt: state?.succeededAt ?? null,
    failure: state?.failure ?? null,
  };
}
