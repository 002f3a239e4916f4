import type { Page, SortOrder } from "./reads.js";
import type { BugDeviceWrite } from "./writes.js";

/** Living tests that match all of these; a list is an "any of", an empty one matches nothing, absent does not narrow. */
export interface BugScope {
  testIds?: readonly number[];
  productIds?: readonly number[];
  /** Features of products that a test has to name one of. */
  featureIds?: readonly number[];
  testStatuses?: readonly string[];
  /** Tests that end at or after this moment. */
  endFrom?: Date;
  /** Tests that end before this moment. */
  endBefore?: Date;
}

/** When the bugs of a test have to be fetched again. */
export interface BugsDue {
  /** Of a test that can still change: when they were fetched before this moment. */
  changeableBefore: Date;
  /** A test that can change whose bugs were fetched later than this proves nothing: the clock was set back. */
  now: Date;
}

/** How far the bugs of the tests in a scope are stored. */
export interface BugScopeFreshness {
  /** Tests whose bugs were never fetched. */
  neverFetched: number;
  /** Tests whose bugs were fetched, and have to be fetched again. */
  stale: number;
  /** When bugs were fetched longest ago, of the tests that can still change or are stale; null = there are none, or none was fetched. */
  oldestFetch: Date | null;
}

/** Severity and status sort by rank: `desc` begins with what needs attention most (`critical`, `forwarded`). */
export const BUG_SORTS = ["reported_at", "severity", "status", "title"] as const;
export type BugSort = (typeof BUG_SORTS)[number];

/**
 * Which bugs to list: living ones of living tests that match all of these, by default the latest reported first. Each list is an "any of",
 * with null in it for "none"; an empty list matches nothing; absent does not narrow.
 */
export interface BugQuery {
  testIds?: readonly number[];
  productIds?: readonly number[];
  /** Features of products that the bugs were reported on. */
  featureIds?: readonly (number | null)[];
  severities?: readonly string[];
  /** As shown: see `BUG_STATUSES`. */
  statuses?: readonly string[];
  rejectionReasons?: readonly (string | null)[];
  known?: boolean;
  exported?: boolean;
  /** Id of the user who reported them. */
  reporterId?: number;
  /** Operating systems they were found on, in any case. */
  foundPlatforms?: readonly (string | null)[];
  /** Only bugs reported at or after this moment. */
  reportedFrom?: Date;
  /** Only bugs reported before this moment. */
  reportedBefore?: Date;
  sort?: BugSort;
  order?: SortOrder;
  limit: number;
  offset: number;
}

/** A bug as listed: lean, without texts and `data`. */
export interface BugRow {
  id: number;
  testId: number;
  productId: number;
  title: string;
  severity: string;
  /** As shown: see `BUG_STATUSES`; what else the API answers, as it is. */
  status: string;
  known: boolean;
  rejectionReason: string | null;
  reportedAt: Date | null;
  exportedAt: Date | null;
  syncedAt: Date;
  deletedAt: Date | null;
}

export interface BugComment {
  /** Name of who wrote it. */
  author: string | null;
  createdAt: Date | null;
  body: string;
}

/** One bug with all that is stored about it, and the names of what it belongs to. */
export interface BugDetails extends BugRow {
  /** Null = the product, the test is not stored. */
  productTitle: string | null;
  testTitle: string | null;
  /** When the bugs of its test were last fetched. */
  bugsSyncedAt: Date | null;
  /** What it was reported on; null = none. `id` is the product's feature (null: the test does not say), which may be gone. */
  feature: { id: number | null; testFeatureId: number; title: string | null } | null;
  /** `id` is the local one of the user; null = nobody of that name is stored. */
  reporter: { id: number | null; username: string } | null;
  /** When it was rejected by a standard sentence; null = it was not, or nobody knows. */
  rejectedAt: Date | null;
  steps: string | null;
  expectedResult: string | null;
  actualResult: string | null;
  /** In the order the API gives them. */
  comments: BugComment[];
  devices: BugDeviceWrite[];
}

export interface LabelCount {
  /** Null = none. */
  label: string | null;
  count: number;
}

/**
 * Counts over the living bugs of one test, most frequent first. A bug found on two systems counts once in each; label null
 * are those of which no system, browser or category is known.
 */
export interface BugCounts {
  total: number;
  known: number;
  bySeverity: LabelCount[];
  /** As shown: see `BUG_STATUSES`. */
  byStatus: LabelCount[];
  /** Of rejected ones; null = without a standard reason. */
  byRejectionReason: LabelCount[];
  operatingSystems: LabelCount[];
  browsers: LabelCount[];
  deviceCategories: LabelCount[];
}

/**
 * Reads of bugs. None of them shows what is gone upstream, or belongs to a test that is not stored, but
 * {@link BugReader.getBugs}.
 */
export interface BugReader {
  bugScopeFreshness(scope: BugScope, due: BugsDue): Promise<BugScopeFreshness>;
  /** Ids of the tests counted by {@link bugScopeFreshness} as never fetched or stale, latest `end_at` first. */
  testsWithDueBugsIn(scope: BugScope, due: BugsDue): Promise<number[]>;
  listBugs(query: BugQuery): Promise<Page<BugRow>>;
  /** By id, in the order asked for, those gone upstream included; ids that are not stored are left out. */
  getBugs(ids: readonly number[]): Promise<BugDetails[]>;
  bugCountsOfTest(testId: number): Promise<BugCounts>;
  /**
   * Bugs of these tests or products that no list shows and no figure counts, since their test is not stored, or is gone
   * upstream.
   */
  countStrayBugs(scope: Pick<BugScope, "testIds" | "productIds">): Promise<number>;
}
