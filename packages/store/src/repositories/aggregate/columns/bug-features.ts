import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../../sqlite/sql.js";
import { bugsByTest } from "./bug-columns.js";
import { type Codes, codesOf } from "./codes.js";
import { NONE } from "./dictionary.js";
import { jsonColumns, parsed } from "./json-columns.js";
import type { Vocabulary } from "./vocabulary.js";

/** What bugs name as their feature: not itself, but one of their test. And the features of the tests. */
export interface RawFeatures {
  featuredTests: string;
  testFeatures: string;
  namedTests: string;
  namedFeatures: string;
  namedFeatureIds: string;
}

/** {@link RawFeatures} in the order of {@link bugsByTest}, for `FROM`. */
export function featuresOfBugs(db: CustomerSql, tests: Sql): Sql {
  const bugs = { featuredTests: sql`b.test_id`, testFeatures: sql`b.test_feature_id` };
  const features = { namedTests: sql`f.test_id`, namedFeatures: sql`f.id`, namedFeatureIds: sql`f.feature_id` };
  return sql`
    (SELECT ${jsonColumns(bugs)} FROM ${bugsByTest(db, tests)}),
    (SELECT ${jsonColumns(features)} FROM ${tests} AS t CROSS JOIN test_features f INDEXED BY test_features_by_test
      ON f.customer_id = ${db.customerId} AND f.test_id = t.value)`;
}

/** The feature that each bug was reported on. */
export function bugFeatures(raw: RawFeatures, vocabulary: Vocabulary): Codes {
  const tests = parsed<number>(raw.featuredTests);
  const testFeatures = parsed<number | null>(raw.testFeatures);
  const featureOf = featuresOfTests(raw, vocabulary);
  return codesOf(tests.length, (row) => featureOf(tests[row] ?? 0, testFeatures[row] ?? null));
}

/** The code of a feature by the test that names it, and by the id it has there. */
function featuresOfTests(
  raw: RawFeatures,
  vocabulary: Vocabulary,
): (test: number, testFeature: number | null) => number {
  const tests = parsed<number>(raw.namedTests);
  const ids = parsed<number>(raw.namedFeatures);
  const codes = parsed<number | null>(raw.namedFeatureIds).map((id) => vocabulary.features.codeOf(id));
  const firstOf = new Map<number, number>();
  for (let index = 0; index < tests.length; index += 1) {
    if (tests[index - 1] !== tests[index]) firstOf.set(tests[index] ?? 0, index);
  }
  return (test, testFeature) => {
    for (let index = firstOf.get(test) ?? tests.length; tests[index] === test; index += 1) {
      if (ids[index] === testFeature) return codes[index] ?? NONE;
    }
    return NONE;
  };
}
