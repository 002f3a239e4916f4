import type { ApiClient } from "@testio/api-client";
import type { Store } from "@testio/store";
import type { SyncLogEntry } from "../types.js";

/** Something that is answered as it is stored because it could not be fetched, with its age and the reason. */
export interface StaleEntry {
  id: number;
  /** When it was last fetched; null = never: nothing is stored to answer with. */
  syncedAt: Date | null;
  ageSeconds: number | null;
  /** Why it could not be fetched, in words for people. */
  reason: string;
}

/** What `ensureFresh` did for the ids asked about; each of them is in exactly one of the four. */
export interface FreshnessReport {
  /** Fetched just now, by this call or by one that was under way already. */
  fetched: number[];
  /** Stored and fresh enough, or final: not asked for. */
  fresh: number[];
  /** Should have been fetched and could not be. Their stamps are as they were. */
  stale: StaleEntry[];
  /** Not stored, and TestIO says that there is no such thing (404). */
  missing: number[];
}

export interface EnsureOptions {
  signal?: AbortSignal;
  /** Fetch whatever the age, but for what is final and was fetched since. */
  force?: boolean;
}

/**
 * Refresh on read. Never fetched, or can still change and older than its time to live: fetched now; else left as stored. A
 * test that became final has its bugs fetched once more after that, then never. Never rejects for what TestIO or the
 * network do; concurrent callers share one fetch.
 */
export interface Freshness {
  /** Tests by id, one request each. */
  tests(ids: readonly number[], options?: EnsureOptions): Promise<FreshnessReport>;
  /** The bugs of tests, many tests to a request. */
  bugs(testIds: readonly number[], options?: EnsureOptions): Promise<FreshnessReport>;
  /** The features of products. */
  features(productIds: readonly number[], options?: EnsureOptions): Promise<FreshnessReport>;
}

export interface FreshnessRequest {
  client: ApiClient;
  store: Store;
  settings?: {
    /** `CACHE_TTL_SECONDS`, for tests and bugs. Default 3,600. */
    cacheTtlSeconds?: number;
    /** `FEATURE_CACHE_TTL_SECONDS`. Default 3,600. */
    featureCacheTtlSeconds?: number;
    /** `TESTIO_PRODUCT_IDS`: what belongs to other products is not fetched; absent or null = all. */
    allowedProductIds?: readonly number[] | null;
  };
  log?: (entry: SyncLogEntry) => void;
  now?: () => Date;
}
