import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../../sqlite/sql.js";
import { type Codes, codesOf } from "./codes.js";
import { jsonColumns, parsed } from "./json-columns.js";
import { named, type Vocabulary } from "./vocabulary.js";

/** The living bugs of a stretch of tests, test by test, in the order of the index they are read from. */
export interface BugColumns {
  /** Which test each is of: its row among the tests of the product. */
  tests: Codes;
  kinds: Codes;
  /** Who reported each; nobody is none. */
  reporters: Codes;
}

/** Columns of bugs as SQLite answers them, each a JSON array. */
export interface RawBugs {
  bugTests: string;
  kinds: string;
  reporters: string;
}

/** Living bugs `b`, test by test, for `FROM`. @param tests a table with the ids of tests as `value` */
export const bugsByTest = ({ customerId }: CustomerSql, tests: Sql): Sql => sql`
  ${tests} AS t CROSS JOIN bugs b INDEXED BY bugs_by_test
    ON b.customer_id = ${customerId} AND b.test_id = t.value AND b.deleted_at IS NULL`;

/** {@link RawBugs}, for `FROM`. */
export const bugsOfTests = (db: CustomerSql, tests: Sql): Sql => sql`
  (SELECT ${jsonColumns({
    bugTests: sql`b.test_id`,
    // As text, so that equal ones are one key.
    kinds: sql`json_array(b.status, b.severity, b.auto_accepted, b.known, b.rejection_reason) || ''`,
    reporters: sql`b.reporter`,
  })} FROM ${bugsByTest(db, tests)})`;

/** @param rowOf the row of a test among those of its product, by its id */
export function bugColumns(raw: RawBugs, rowOf: ReadonlyMap<number, number>, vocabulary: Vocabulary): BugColumns {
  const tests = parsed<number>(raw.bugTests);
  const kinds = parsed<string>(raw.kinds);
  const reporters = parsed<string | null>(raw.reporters);
  return {
    tests: codesOf(tests.length, (row) => rowOf.get(tests[row] ?? 0) ?? 0),
    kinds: codesOf(tests.length, (row) => vocabulary.kinds.codeOf(kinds[row] ?? null)),
    reporters: codesOf(tests.length, (row) => vocabulary.reporters.codeOf(named(reporters[row] ?? null))),
  };
}
