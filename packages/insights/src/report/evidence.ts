import type {
  AggregateDimension,
  AggregateKey,
  BugScope,
  FeatureTitle,
  ReportedTest,
  ReviewTimes,
  Store,
  TestDimension,
} from "@testio/store";
import { BUG_COUNTS, type BugRow, TEST_COUNTS, type TestRow } from "./fact-rows.js";
import { AUTO_ACCEPTANCE_DAYS, ageMoment } from "./review-time.js";
import type { TimeUnit } from "./time-units.js";

/** Counts of the period before. */
export interface PreviousEvidence {
  /** By status and type. */
  tests: TestRow[];
  /** By severity. */
  bugs: BugRow[];
}

/** All counts a report is made of, each group of them from one pass over the tests or bugs. */
export interface Evidence {
  /** By product, status and type. */
  tests: TestRow[];
  testsByTime: TestRow[];
  /** By product and feature. A test counts in each feature it names. */
  testsByFeature: TestRow[];
  /** By the system they were aimed at. */
  testsByPlatform: TestRow[];
  /** By time, severity and rejection reason. */
  bugsByTime: BugRow[];
  /** By product, feature and severity. A bug has one feature at most, so these add up. */
  bugsByFeature: BugRow[];
  /** By the system they were found on. */
  bugsByPlatform: BugRow[];
  reviewTimes: ReviewTimes;
  features: { features: FeatureTitle[]; neverFetched: number[] };
  /** Titles of features that tests name and no product lists any more. */
  unlistedFeatures: AggregateKey[];
  latestTests: ReportedTest[];
  /** Of the latest tests, by test and severity. */
  bugsByTest: BugRow[];
}

export interface EvidenceRequest {
  scope: BugScope;
  productIds: readonly number[];
  unit: TimeUnit;
  now: Date;
  testLimit: number;
  signal?: AbortSignal | undefined;
}

/** Reads everything a report is made of, one after the other; between two reads it can be cancelled. */
export async function readEvidence(store: Store, request: EvidenceRequest): Promise<Evidence> {
  const { scope, unit, signal } = request;
  const { tests, bugs } = counters(store, signal);
  const latestTests = await store.latestTests(scope, request.testLimit);
  const features = await store.featureTitles(request.productIds);
  const testsByFeature = await tests(["product", "feature"], scope);
  const bugsByFeature = await bugs(["product", "feature", "severity"], scope);
  const unlisted = featuresWithout(features.features, [...testsByFeature, ...bugsByFeature]);
  return {
    tests: await tests(["product", "test_status", "testing_type"], scope),
    testsByTime: await tests([unit], scope),
    testsByFeature,
    testsByPlatform: await tests(["target_platform"], scope),
    bugsByTime: await bugs([unit, "severity", "rejection_reason"], scope),
    bugsByFeature,
    bugsByPlatform: await bugs(["found_platform"], scope),
    reviewTimes: await store.reviewTimes(scope, ageMoment(request.now), AUTO_ACCEPTANCE_DAYS),
    features,
    unlistedFeatures: unlisted.length === 0 ? [] : await store.aggregateLabels("feature", unlisted),
    latestTests,
    bugsByTest: await bugs(["test", "severity"], { testIds: latestTests.map(({ id }) => id) }),
  };
}

export async function readPreviousEvidence(
  store: Store,
  scope: BugScope,
  signal: AbortSignal | undefined,
): Promise<PreviousEvidence> {
  const { tests, bugs } = counters(store, signal);
  return { tests: await tests(["test_status", "testing_type"], scope), bugs: await bugs(["severity"], scope) };
}

/** Titles of products, tests and features are read with these themselves, so none are looked up for the counts. */
function counters(store: Store, signal: AbortSignal | undefined) {
  return {
    tests(dimensions: readonly TestDimension[], scope: BugScope): Promise<TestRow[]> {
      signal?.throwIfAborted();
      return store.aggregateTests(dimensions, scope, { facts: TEST_COUNTS, labels: false });
    },
    bugs(dimensions: readonly AggregateDimension[], scope: BugScope): Promise<BugRow[]> {
      signal?.throwIfAborted();
      return store.aggregateBugs(dimensions, scope, { facts: BUG_COUNTS, labels: false });
    },
  };
}

function featuresWithout(listed: readonly FeatureTitle[], rows: readonly (TestRow | BugRow)[]): AggregateKey[] {
  const known = new Set(listed.map(({ id }) => id));
  const unlisted = new Map<number, AggregateKey>();
  for (const { keys } of rows) {
    const key = keys[1];
    if (key && key.id !== null && !known.has(key.id)) unlisted.set(key.id, key);
  }
  return [...unlisted.values()];
}
