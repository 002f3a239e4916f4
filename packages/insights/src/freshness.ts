/** Something that is answered as it is stored because it could not be fetched. */
export interface StaleEntry {
  id: number;
  /** When it was last fetched; null = never: nothing is stored to answer with. */
  syncedAt: Date | null;
  ageSeconds: number | null;
  /** Why it could not be fetched, in words for people. */
  reason: string;
}

/** What became of the ids asked about; each of them is in exactly one of the four. */
export interface FreshnessReport {
  /** Fetched just now. */
  fetched: readonly number[];
  /** Stored, and fresh enough. */
  fresh: readonly number[];
  /** Should have been fetched and could not be. */
  stale: readonly StaleEntry[];
  /** Not stored, and TestIO knows of no such thing. */
  missing: readonly number[];
}

export interface FreshnessOptions {
  signal?: AbortSignal;
  /** Fetch whatever the age, but for what is final and was fetched since. */
  force?: boolean;
}

/**
 * Refresh on read: brings what an answer is about up to date first. Answers need no more than this of it; what
 * `createFreshness` of `@testio/sync-core` makes fits, and decides when something is due.
 */
export interface Freshness {
  /** Tests by id. */
  tests(ids: readonly number[], options?: FreshnessOptions): Promise<FreshnessReport>;
  /** The bugs of tests; of a test that is not stored, the test as well. */
  bugs(testIds: readonly number[], options?: FreshnessOptions): Promise<FreshnessReport>;
  /** The features of products. */
  features(productIds: readonly number[], options?: FreshnessOptions): Promise<FreshnessReport>;
}

/** Stands in for {@link Freshness} where nothing can be fetched, as without a token. */
export interface FreshnessUnavailable {
  /** Why, in words for people. */
  unavailable: string;
}
