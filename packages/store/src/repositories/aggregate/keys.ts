import { type Sql, sql } from "../../sqlite/sql.js";
import type { AggregateDimension } from "../../types.js";
import { SHOWN_STATUS_OF_B } from "../ranks.js";
import { known } from "./expressions.js";

interface TestKey {
  /** The column of `tests` it is made of. */
  column: string;
  key: Sql;
}

/** Dimensions that a test has one value of. */
export const TEST_KEYS = {
  product: { column: "product_id", key: sql`t.product_id` },
  test: { column: "id", key: sql`t.id` },
  customer: { column: "created_by", key: known(sql`t.created_by`) },
  testing_type: { column: "testing_type", key: sql`t.testing_type` },
  test_status: { column: "status", key: sql`t.status` },
  test_environment: { column: "environment_id", key: sql`t.environment_id` },
  // Times are stored as text in UTC, year first.
  day: { column: "end_at", key: sql`substr(t.end_at, 1, 10)` },
  week: { column: "end_at", key: sql`strftime('%G-W%V', t.end_at)` },
  month: { column: "end_at", key: sql`substr(t.end_at, 1, 7)` },
  quarter: {
    column: "end_at",
    key: sql`substr(t.end_at, 1, 4) || '-Q' || ((CAST(substr(t.end_at, 6, 2) AS INTEGER) + 2) / 3)`,
  },
  year: { column: "end_at", key: sql`substr(t.end_at, 1, 4)` },
} as const satisfies Partial<Record<AggregateDimension, TestKey>>;

export const FOUND_PLATFORM_KEY = known(sql`bd.operating_system`);

/** Dimensions of the bug itself: `b`, or what `joins.ts` joins to it. */
const BUG_KEYS = {
  feature: sql`bf.feature_id`,
  severity: sql`b.severity`,
  bug_status: SHOWN_STATUS_OF_B,
  rejection_reason: sql`b.rejection_reason`,
  known_bug: sql`b.known`,
  tester: known(sql`b.reporter`),
  found_platform: FOUND_PLATFORM_KEY,
} as const satisfies Partial<Record<AggregateDimension, Sql>>;

export const NAMED_FEATURE_KEY = sql`tf.feature_id`;
export const TARGET_PLATFORM_KEY = known(sql`tp.operating_system`);

function isOwnKey<Keys extends object>(keys: Keys, dimension: PropertyKey): dimension is keyof Keys {
  return Object.hasOwn(keys, dimension);
}

/** What a test has one value of; null for other dimensions. */
export function testKey(dimension: AggregateDimension): TestKey | null {
  return isOwnKey(TEST_KEYS, dimension) ? TEST_KEYS[dimension] : null;
}

/** What a bug is told apart by within its test; null for dimensions of the test. */
export function bugKey(dimension: AggregateDimension): Sql | null {
  return isOwnKey(BUG_KEYS, dimension) ? BUG_KEYS[dimension] : null;
}
