import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../../sqlite/sql.js";
import { type Codes, codesOf } from "./codes.js";
import { jsonColumns, parsed } from "./json-columns.js";
import { named, type Vocabulary } from "./vocabulary.js";

/** The living tests of a product, in the order they end; those without an end first. */
export interface TestColumns {
  ids: Float64Array;
  /** Milliseconds since 1970; NaN without an end. */
  ends: Float64Array;
  statuses: Codes;
  testingTypes: Codes;
  environments: Codes;
  /** Who created each; nobody is none. */
  customers: Codes;
  /** 1 = somebody is known to have submitted it. */
  submitted: Codes;
  /** 1 = its bugs were never fetched. */
  neverFetched: Codes;
}

/** Columns of tests as SQLite answers them, each a JSON array. */
export interface RawTests {
  ids: string;
  ends: string;
  statuses: string;
  testingTypes: string;
  environments: string;
  customers: string;
  submitters: string;
  neverFetched: string;
}

/** A table `page` of living tests of a product, in the order of their ids, for {@link TESTS_FROM_PAGE}. */
export function testPage(
  { customerId }: CustomerSql,
  productId: number,
  { after, limit }: { after: number; limit: number },
): Sql {
  return sql`page AS MATERIALIZED (
    SELECT id, end_at, status, testing_type, environment_id, created_by, submitted_by, bugs_synced_at
    FROM tests INDEXED BY tests_by_product
    WHERE customer_id = ${customerId} AND deleted_at IS NULL AND product_id = ${productId} AND id > ${after}
    ORDER BY id LIMIT ${limit})`;
}

/** {@link RawTests} of a `page`, for `FROM`. */
export const TESTS_FROM_PAGE = sql`
  (SELECT ${jsonColumns({
    ids: sql`id`,
    ends: sql`end_at`,
    statuses: sql`status`,
    testingTypes: sql`testing_type`,
    environments: sql`environment_id`,
    customers: sql`created_by`,
    submitters: sql`submitted_by`,
    neverFetched: sql`bugs_synced_at IS NULL`,
  })} FROM page)`;

/** The tests of several pages, which are in the order of their ids. */
export function testColumns(pages: readonly RawTests[], vocabulary: Vocabulary): TestColumns {
  const all = <Value>(column: keyof RawTests): Value[] => pages.flatMap((page) => parsed<Value>(page[column]));
  const ids = all<number>("ids");
  const ends = all<string | null>("ends").map((end) => (end === null ? Number.NaN : Date.parse(end)));
  const byEnd = ids.map((_, index) => index).sort((one, other) => before(ends[one]) - before(ends[other]));

  function codes<Value>(column: keyof RawTests, codeOf: (value: Value | null) => number): Codes {
    const values = all<Value | null>(column);
    return codesOf(ids.length, (row) => codeOf(values[byEnd[row] ?? 0] ?? null));
  }
  const { statuses, testingTypes, environments, customers } = vocabulary;
  return {
    ids: Float64Array.from(byEnd, (index) => ids[index] ?? 0),
    ends: Float64Array.from(byEnd, (index) => ends[index] ?? Number.NaN),
    statuses: codes<string>("statuses", (status) => statuses.codeOf(status)),
    testingTypes: codes<string>("testingTypes", (type) => testingTypes.codeOf(type)),
    environments: codes<number>("environments", (id) => environments.codeOf(id)),
    customers: codes<string>("customers", (name) => customers.codeOf(named(name))),
    submitted: codes<string>("submitters", (name) => Number(named(name) !== null)),
    neverFetched: codes<number>("neverFetched", Number),
  };
}

/** To sort by; what has no end comes before everything. */
const before = (end = Number.NaN): number => (Number.isNaN(end) ? Number.MIN_SAFE_INTEGER : end);
