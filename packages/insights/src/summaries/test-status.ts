import type { ProductIdentity, Store, TestDetails, TestFeatureWrite } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { ageSeconds } from "../format/ages.js";
import { isoOrNull } from "../format/dates.js";
import type { TestEnvironment } from "../lists/list-tests.js";
import { DEFAULT_THRESHOLDS } from "../report/health.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import { type RefreshOptions, refreshTest, type Staleness, staleNote, WAIT_MS } from "../trust/refresh-on-read.js";
import { canChange } from "../trust/staleness.js";
import { type PlatformSummary, summarizePlatforms } from "./platforms.js";
import { readTestBugs, type TestBugs } from "./test-bugs.js";

/** A feature as one test names it. */
export interface TestFeature {
  /** The test feature's own id. */
  test_feature_id: number;
  /** The product's feature; null when the test does not say. */
  feature_id: number | null;
  title: string;
  description: string | null;
  howtofind: string | null;
  user_stories: string[];
  enable_default: boolean | null;
  enable_content: boolean | null;
  enable_visual: boolean | null;
}

export interface TestStatusDetails {
  id: number;
  title: string;
  product: { id: number; name: string | null };
  section_id: number | null;
  goal: string | null;
  instructions: string | null;
  out_of_scope: string | null;
  testing_type: string | null;
  duration: string | null;
  status: string;
  review_status: string | null;
  /** Whether bugs of low, high and critical severity are asked for; null = TestIO does not say. */
  enable_low: boolean | null;
  enable_high: boolean | null;
  enable_critical: boolean | null;
  starts_at: string | null;
  ends_at: string | null;
  created_by: string | null;
  submitted_by: string | null;
  test_environment: TestEnvironment | null;
  requirements_summary: PlatformSummary[];
  features: TestFeature[];
  synced_at: string;
  /** When the test was found deleted at TestIO; null while it exists there. */
  deleted_at: string | null;
}

export interface TestStatusAnswer extends Trust {
  test: TestStatusDetails;
  /** Null = its bugs were never fetched, which is not the same as none. */
  bugs: TestBugs | null;
  /** Set when the test was due to be fetched again and could not be. */
  stale: Staleness | null;
}

export interface TestStatusOptions extends RefreshOptions {
  /** Share (0-1) of auto-accepted among accepted bugs from which `rates.has_alert` is true. Default 0.2. */
  autoAcceptanceAlert?: number | undefined;
}

const UNKNOWN_AT_TESTIO = "TestIO says that there is no such test, or that this token may not see it.";

/**
 * One test with all that is stored about it and counts of its bugs, deleted ones included. With `freshness` the test and
 * its bugs are fetched first if they are due, or not stored at all; if that fails, what is stored is answered and says so.
 *
 * @throws NotFoundError when the test is not stored (and could not be fetched).
 */
export async function getTestStatus(
  store: Store,
  testId: number,
  options: TestStatusOptions = {},
): Promise<TestStatusAnswer> {
  const waitMs = options.waitMs ?? WAIT_MS;
  const { autoAcceptanceAlert: alertThreshold = DEFAULT_THRESHOLDS.auto_acceptance_rate.warning } = options;
  const askedAt = performance.now();
  const { failure, missing } = await refreshTest(testId, { ...options, waitMs });
  const known = await store.getTest(testId);
  if (known === null) throw new NotFoundError("test", testId, missing ? UNKNOWN_AT_TESTIO : failure);
  // What TestIO did not answer just now, it is not asked for again.
  const offline = failure === null ? {} : { freshness: { unavailable: failure } };
  const left = Math.max(1, Math.round(waitMs - (performance.now() - askedAt)));
  const trust = await refreshBugScope(store, { testIds: [testId] }, { ...options, waitMs: left, ...offline });
  const test = (await store.getTest(testId)) ?? known;
  const product = await store.getProduct(test.productId);
  const now = options.now?.() ?? new Date();
  const stale =
    failure === null || !mayChange(test) ? null : { age_seconds: ageSeconds(test.syncedAt, now), reason: failure };
  return {
    test: details(test, product?.title ?? null),
    bugs: test.bugsSyncedAt === null ? null : await readTestBugs(store, testId, alertThreshold),
    stale,
    as_of: isoOrNull(older(test.syncedAt, trust.as_of === null ? null : new Date(trust.as_of))),
    coverage: coverageOf({
      ...trust.coverage,
      complete: test.bugsSyncedAt !== null,
      stale: stale === null ? trust.coverage.stale : 1,
      failed: stale === null ? trust.coverage.failed : 1,
      notes: notesOn(test, product, stale, trust.coverage.notes),
    }),
  };
}

/** What is final or gone would not have been fetched again in any case. */
function mayChange({ status, deletedAt }: TestDetails): boolean {
  return deletedAt === null && canChange(status);
}

function older(a: Date, b: Date | null): Date {
  return b !== null && b < a ? b : a;
}

function notesOn(
  test: TestDetails,
  product: ProductIdentity | null,
  stale: Staleness | null,
  bugNotes: readonly string[],
): string[] {
  if (test.deletedAt !== null) return deletedNotes("test", test.deletedAt);
  const aboutTest = stale === null ? [] : [staleNote(stale)];
  return [...deletedNotes("product", product?.deletedAt ?? null), ...aboutTest, ...bugNotes];
}

function details(test: TestDetails, productName: string | null): TestStatusDetails {
  return {
    id: test.id,
    title: test.title,
    product: { id: test.productId, name: productName },
    section_id: test.sectionId,
    goal: test.goal,
    instructions: test.instructions,
    out_of_scope: test.outOfScope,
    testing_type: test.testingType,
    duration: test.duration,
    status: test.status,
    review_status: test.reviewStatus,
    enable_low: test.enableLow,
    enable_high: test.enableHigh,
    enable_critical: test.enableCritical,
    starts_at: isoOrNull(test.startAt),
    ends_at: isoOrNull(test.endAt),
    created_by: test.createdBy,
    submitted_by: test.submittedBy,
    test_environment: test.environment,
    requirements_summary: summarizePlatforms(test.platforms),
    features: test.features.map(testFeature),
    synced_at: test.syncedAt.toISOString(),
    deleted_at: isoOrNull(test.deletedAt),
  };
}

function testFeature(feature: TestFeatureWrite): TestFeature {
  return {
    test_feature_id: feature.id,
    feature_id: feature.featureId,
    title: feature.title,
    description: feature.description,
    howtofind: feature.howtofind,
    user_stories: feature.userStories,
    enable_default: feature.enableDefault,
    enable_content: feature.enableContent,
    enable_visual: feature.enableVisual,
  };
}
