import type { SyncOutcome } from "./sync.js";
import type { JsonObject, TestFeatureWrite, TestPlatformWrite } from "./writes.js";

/** Who a product is, without the counts that take time. */
export interface ProductIdentity {
  id: number;
  title: string;
  type: string | null;
  deletedAt: Date | null;
}

/** A product with how far one phase of it is synced: what a list of its records has to say about itself. */
export interface ProductSyncStatus extends ProductIdentity {
  /** Null when the phase never ran for it. */
  state: SyncOutcome | null;
  problemPositions: number;
}

/** A product as listed: with counts over its living tests and features. */
export interface ProductRow {
  id: number;
  title: string;
  type: string | null;
  description: string | null;
  testCount: number;
  featureCount: number;
  /** Tests in one of `EXECUTED_TEST_STATUSES` that end from 30 days before today (UTC) to the end of today; so the next. */
  testsLast30Days: number;
  testsLast90Days: number;
  lastTestEndAt: Date | null;
  featuresSyncedAt: Date | null;
  syncedAt: Date;
  deletedAt: Date | null;
}

/** What a product's living tests come to. */
export interface ProductFigures {
  /** The most frequent status first. */
  testsByStatus: { status: string; count: number }[];
  /** Living bugs, as far as they were fetched. */
  bugCount: number;
  testsNeverFetchedBugs: number;
}

/** A test as listed: lean, never with `data`. */
export interface TestRow {
  id: number;
  productId: number;
  title: string;
  status: string;
  reviewStatus: string | null;
  testingType: string | null;
  duration: string | null;
  startAt: Date | null;
  endAt: Date | null;
  goal: string | null;
  environment: { id: number | null; title: string | null; url: string | null } | null;
  syncedAt: Date;
  bugsSyncedAt: Date | null;
  deletedAt: Date | null;
}

/** One test with all that is stored about it. */
export interface TestDetails extends TestRow {
  sectionId: number | null;
  instructions: string | null;
  outOfScope: string | null;
  enableLow: boolean | null;
  enableHigh: boolean | null;
  enableCritical: boolean | null;
  createdBy: string | null;
  submittedBy: string | null;
  features: TestFeatureWrite[];
  platforms: TestPlatformWrite[];
  data: JsonObject;
}

/** How fresh what is stored about one test is. */
export interface TestStamp {
  id: number;
  productId: number;
  status: string;
  endAt: Date | null;
  syncedAt: Date;
  /** When it was first stored with a final status; null while it can change. Bugs fetched before that are fetched once more. */
  finalSeenAt: Date | null;
  bugsSyncedAt: Date | null;
  deletedAt: Date | null;
}

/** How many records of each kind are stored, tombstones included: what deleting them would delete. */
export interface EntityCounts {
  products: number;
  tests: number;
  bugs: number;
  features: number;
  /** People are not kept by product: 0 when the counts are of some products only. */
  users: number;
}

export interface Page<Row> {
  rows: Row[];
  /** Rows that match, over all pages. */
  total: number;
}

/** Statuses sort by rank (`TEST_STATUS_RANK`): `desc` begins with what is under way; of equals, with the latest end. */
export const TEST_SORTS = ["end_at", "start_at", "status", "title"] as const;
export type TestSort = (typeof TEST_SORTS)[number];

export const PRODUCT_SORTS = ["title", "product_type", "last_synced", "test_count", "last_test_end"] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

export type SortOrder = "asc" | "desc";

/** Which tests to list; by default the living ones, latest `end_at` first, those without one last. */
export interface TestQuery {
  productId?: number;
  productIds?: readonly number[];
  /** Any of these; an empty list matches nothing, as in every filter here. */
  statuses?: readonly string[];
  testingTypes?: readonly string[];
  /** Only tests that end at or after this moment. */
  endFrom?: Date;
  /** Only tests that end before this moment. */
  endBefore?: Date;
  includeDeleted?: boolean;
  sort?: TestSort;
  order?: SortOrder;
  limit: number;
  offset: number;
}

export interface ProductQuery {
  /** Part of the title; ASCII letters match in either case. */
  search?: string;
  types?: readonly string[];
  ids?: readonly number[];
  includeDeleted?: boolean;
  sort?: ProductSort;
  order?: SortOrder;
  limit: number;
  offset: number;
  /** The moment from which "last 30 days" is counted. */
  now: Date;
}

/** Counts of what is stored (living rows only) and where. */
export interface StoreStats {
  path: string;
  /** Size of the database file and its write-ahead log; 0 in memory. */
  sizeBytes: number;
  products: number;
  /** Products whose NEW_TESTS phase has ever succeeded. */
  productsSynced: number;
  sections: number;
  features: number;
  tests: number;
  bugs: number;
  users: number;
  deletedTests: number;
  testsNeverFetchedBugs: number;
  problemPositions: number;
  oldestTestEndAt: Date | null;
  newestTestEndAt: Date | null;
  lastSyncCompletedAt: Date | null;
}
