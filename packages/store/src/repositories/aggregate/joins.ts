import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../sqlite/sql.js";

// Each join adds a row for every distinct value of what its left side has, or one row without any: "none" is what has no
// value at all. So counting rows counts nothing twice: of equal values, only the first one is joined. The plus keeps SQLite
// from looking that one up by its value; it is among the few of the same test or bug.

/** The features a test names: `tf.feature_id`. */
export const namedFeatures = ({ customerId }: CustomerSql): Sql => sql`
  LEFT JOIN test_features tf ON tf.customer_id = ${customerId} AND tf.test_id = t.id AND tf.feature_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM test_features e WHERE e.customer_id = ${customerId} AND e.test_id = t.id
      AND e.id < tf.id AND +e.feature_id = tf.feature_id)`;

/** The systems a test is aimed at: `tp.operating_system`. */
export const targetPlatforms = ({ customerId }: CustomerSql): Sql => sql`
  LEFT JOIN test_platforms tp ON tp.customer_id = ${customerId} AND tp.test_id = t.id
    AND trim(tp.operating_system) <> '' AND (tp.position = 0 OR NOT EXISTS (
      SELECT 1 FROM test_platforms e WHERE e.customer_id = ${customerId} AND e.test_id = t.id
        AND e.position < tp.position AND +e.operating_system = tp.operating_system))`;

/** The systems a bug was found on: `bd.operating_system`. */
export const foundPlatforms = ({ customerId }: CustomerSql): Sql => sql`
  LEFT JOIN bug_devices bd ON bd.customer_id = ${customerId} AND bd.bug_id = b.id
    AND trim(bd.operating_system) <> '' AND (bd.position = 0 OR NOT EXISTS (
      SELECT 1 FROM bug_devices e WHERE e.customer_id = ${customerId} AND e.bug_id = b.id
        AND e.position < bd.position AND +e.operating_system = bd.operating_system))`;

/** The feature a bug was reported on: `bf.feature_id`, one at most. Left alone, SQLite takes the key's own index, and reads each row for the one column that lacks there. */
export const bugFeature = ({ customerId }: CustomerSql): Sql => sql`
  LEFT JOIN test_features bf INDEXED BY test_features_by_test
    ON bf.customer_id = ${customerId} AND bf.test_id = t.id AND bf.id = b.test_feature_id`;
