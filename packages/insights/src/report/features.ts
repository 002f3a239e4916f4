import type { AggregateKey, FeatureTitle } from "@testio/store";
import { type Capped, capped } from "./capped.js";
import type { BugRow, TestRow } from "./fact-rows.js";
import { type BugsByStatus, statusCounts, sumBugs } from "./figures.js";

export interface CoveredFeature {
  feature_id: number;
  product_id: number | null;
  title: string | null;
  /** Tests in scope that name it. */
  tests: number;
  bugs: number;
  critical: number;
  by_status: BugsByStatus;
  /** It is in tests, but no longer among the features of its product. */
  no_longer_listed: boolean;
}

export interface UncoveredFeature {
  feature_id: number;
  product_id: number;
  title: string;
}

export interface FeatureCoverage {
  definition: string;
  /** Features with tests or bugs in scope, most bugs first. */
  covered: Capped<CoveredFeature>;
  /** Features of the products that no test in scope names and no bug was reported on, by product and title. */
  not_covered: Capped<UncoveredFeature>;
  tests_without_feature: number;
  bugs_without_feature: number;
  /** Products whose features were never fetched: what of them is not covered is unknown. */
  never_fetched_product_ids: number[];
}

export interface FeatureCoverageInput {
  /** By product and feature. */
  tests: readonly TestRow[];
  /** By product and feature. */
  bugs: readonly BugRow[];
  listed: readonly FeatureTitle[];
  /** Titles of features that are not listed any more. */
  unlisted: readonly AggregateKey[];
  neverFetched: readonly number[];
  limit: number;
}

const DEFINITION =
  "Covered: named by a test in scope, or a bug of such a test was reported on it. A test counts for each feature it names.";

export function featureCoverage({
  tests,
  bugs,
  listed,
  unlisted,
  neverFetched,
  limit,
}: FeatureCoverageInput): FeatureCoverage {
  const known = new Map(listed.map((feature) => [feature.id, feature]));
  const titles = new Map([
    ...unlisted.map(({ id, label }) => [id, label] as const),
    ...listed.map(({ id, title }) => [id, title] as const),
  ]);
  const covered = new Map<number, { feature: CoveredFeature; rows: BugRow[] }>();
  const entryOf = (row: TestRow | BugRow): { feature: CoveredFeature; rows: BugRow[] } | null => {
    const [product, key] = row.keys;
    if (!key || key.id === null) return null;
    const entry = covered.get(key.id) ?? {
      feature: coveredFeature(key.id, titles.get(key.id) ?? null, product?.id ?? null, known),
      rows: [],
    };
    covered.set(key.id, entry);
    return entry;
  };

  let testsWithout = 0;
  let bugsWithout = 0;
  for (const row of tests) {
    const entry = entryOf(row);
    if (entry) entry.feature.tests += row.facts.tests;
    else testsWithout += row.facts.tests;
  }
  for (const row of bugs) {
    const entry = entryOf(row);
    if (entry) entry.rows.push(row);
    else bugsWithout += row.facts.bugs;
  }

  const features = [...covered.values()].map(({ feature, rows }) => withBugs(feature, rows));
  return {
    definition: DEFINITION,
    covered: capped(features.sort(byBugs), limit),
    not_covered: capped(
      listed
        .filter(({ id }) => !covered.has(id))
        .map(({ id, productId, title }) => ({ feature_id: id, product_id: productId, title })),
      limit,
    ),
    tests_without_feature: testsWithout,
    bugs_without_feature: bugsWithout,
    never_fetched_product_ids: [...neverFetched],
  };
}

function coveredFeature(
  id: number,
  title: string | null,
  productId: number | null,
  known: ReadonlyMap<number, FeatureTitle>,
): CoveredFeature {
  const listed = known.get(id);
  return {
    feature_id: id,
    product_id: listed?.productId ?? productId,
    title,
    tests: 0,
    bugs: 0,
    critical: 0,
    by_status: statusCounts(sumBugs([])),
    no_longer_listed: listed === undefined,
  };
}

function withBugs(feature: CoveredFeature, rows: readonly BugRow[]): CoveredFeature {
  const sum = sumBugs(rows);
  const critical = rows.reduce((total, { facts }) => total + facts.critical, 0);
  return { ...feature, bugs: sum.total, critical, by_status: statusCounts(sum) };
}

function byBugs(a: CoveredFeature, b: CoveredFeature): number {
  return b.bugs - a.bugs || b.tests - a.tests || a.feature_id - b.feature_id;
}
