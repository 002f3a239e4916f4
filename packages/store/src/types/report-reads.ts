import type { BugScope } from "./bug-reads.js";
import type { TestRow } from "./reads.js";

/** How long the bugs of some tests wait, or waited, for a decision. */
export interface ReviewTimes {
  open: OpenBugs;
  /** Days from report to rejection, together, of the rejections with both times known. */
  rejectionDays: number;
  rejectionsTimed: number;
}

/** The open bugs (`forwarded`) of some tests, and how long they have been open. */
export interface OpenBugs {
  total: number;
  /** Those whose time of report is known; the rest of this counts only them. */
  dated: number;
  /** Days they have been open, together; 0 for one reported after the moment asked about. */
  ageDays: number;
  /** Open for longer than the days asked about. */
  older: number;
  /** The one reported first; null = none. */
  oldest: { id: number; testId: number; title: string; reportedAt: Date } | null;
}

/** A feature as a product lists it. */
export interface FeatureTitle {
  id: number;
  productId: number;
  title: string;
}

/** A test as a report lists it. */
export type ReportedTest = Pick<
  TestRow,
  "id" | "productId" | "title" | "status" | "testingType" | "startAt" | "endAt" | "environment" | "bugsSyncedAt"
>;

/** Reads behind the quality report. */
export interface ReportReader {
  /** @param at the moment ages are counted to */
  reviewTimes(scope: BugScope, at: Date, olderThanDays: number): Promise<ReviewTimes>;
  /** The living tests that end last, newest first; those without an end come last. */
  latestTests(scope: BugScope, limit: number): Promise<ReportedTest[]>;
  /** The living features of products by product and title, and which products had theirs never fetched. */
  featureTitles(productIds: readonly number[]): Promise<{ features: FeatureTitle[]; neverFetched: number[] }>;
}
