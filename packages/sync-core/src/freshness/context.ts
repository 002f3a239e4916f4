import type { ApiClient } from "@testio/api-client";
import type { Store } from "@testio/store";
import type { SyncLogEntry } from "../types.js";

/** What refresh on read works with. Its writes carry no fence: it holds no sync lock, and must never wait for one. */
export interface FreshnessContext {
  readonly client: ApiClient;
  readonly store: Store;
  readonly cacheTtlMs: number;
  readonly featureCacheTtlMs: number;
  now(): Date;
  /** Whether a product may be fetched (`TESTIO_PRODUCT_IDS`). */
  isAllowed(productId: number): boolean;
  log(entry: SyncLogEntry): void;
}

export function outsideReason(productId: number): string {
  return `Product ${productId} is outside TESTIO_PRODUCT_IDS, so nothing of it is fetched.`;
}
