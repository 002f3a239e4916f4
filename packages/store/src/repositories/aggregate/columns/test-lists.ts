import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../../sqlite/sql.js";
import { type Lists, listsOf } from "./codes.js";
import { jsonColumns, parsed } from "./json-columns.js";
import { named, type Vocabulary } from "./vocabulary.js";

/** What tests have several of: the features they name, and the systems they were aimed at. */
export type TestListName = "features" | "platforms";

export type TestLists = Partial<Record<TestListName, Lists>>;

/** The tests that have any, and what they have, as SQLite answers them, each a JSON array. */
export type RawTestLists = Record<`${TestListName}Tests` | `${TestListName}Values`, string>;

interface TestList {
  /** Its columns of {@link RawTestLists}, for `FROM`. @param tests a table with their ids as `value` */
  from: (db: CustomerSql, tests: Sql) => Sql;
  codesOf: (values: string, vocabulary: Vocabulary) => number[];
}

const LISTS: Readonly<Record<TestListName, TestList>> = {
  features: {
    from: ({ customerId }, tests) => sql`
      (SELECT ${jsonColumns({ featuresTests: sql`f.test_id`, featuresValues: sql`f.feature_id` })}
        FROM ${tests} AS t CROSS JOIN test_features f INDEXED BY test_features_by_test
          ON f.customer_id = ${customerId} AND f.test_id = t.value)`,
    codesOf: (values, { features }) => parsed<number | null>(values).map((id) => features.codeOf(id)),
  },
  platforms: {
    from: ({ customerId }, tests) => sql`
      (SELECT ${jsonColumns({ platformsTests: sql`p.test_id`, platformsValues: sql`p.operating_system` })}
        FROM ${tests} AS t CROSS JOIN test_platforms p INDEXED BY test_platforms_by_test
          ON p.customer_id = ${customerId} AND p.test_id = t.value)`,
    codesOf: (values, { systems }) => parsed<string | null>(values).map((name) => systems.codeOf(named(name))),
  },
};

export const listOfTests = (list: TestListName, db: CustomerSql, tests: Sql): Sql => LISTS[list].from(db, tests);

/** @param ids of all tests of the product, row by row, of which each page has a part */
export function testList(
  list: TestListName,
  pages: readonly RawTestLists[],
  ids: Float64Array,
  vocabulary: Vocabulary,
): Lists {
  const rowOf = new Map<number, number>();
  for (let row = 0; row < ids.length; row += 1) rowOf.set(ids[row] ?? 0, row);
  return listsOf(
    ids.length,
    pages.flatMap((page) => parsed<number>(page[`${list}Tests`]).map((id) => rowOf.get(id) ?? 0)),
    pages.flatMap((page) => LISTS[list].codesOf(page[`${list}Values`], vocabulary)),
  );
}
