import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { join, type Sql, sql } from "../../../sqlite/sql.js";
import { type BugBlock, type BugNeeds, blockParts, completed, lackingOf, type RawBlock } from "./bug-block.js";
import type { Lists } from "./codes.js";
import { parsed } from "./json-columns.js";
import { revisionOf } from "./revisions.js";
import { type RawTests, TESTS_FROM_PAGE, type TestColumns, testColumns, testPage } from "./test-columns.js";
import { listOfTests, type RawTestLists, type TestListName, type TestLists, testList } from "./test-lists.js";
import type { Vocabulary } from "./vocabulary.js";

/** What so many tests, or their bugs, take to read keeps whoever waits for SQLite waiting for some milliseconds only. */
const TESTS_A_PAGE = 1000;
export const TESTS_A_BLOCK = 256;

/** A product that is read. */
export interface Source {
  db: CustomerSql;
  productId: number;
  vocabulary: Vocabulary;
}

/** What a question is about, besides tests. */
export interface ProductNeeds {
  lists: readonly TestListName[];
  /** Null = not about bugs. */
  bugs: BugNeeds | null;
}

/** Its tests, and the revision they are of; null = the product has gone. */
export interface RevisedTests {
  revision: string | null;
  tests: TestColumns;
}
type Revised<Row> = Row & Pick<RevisedTests, "revision">;

/** The tests of a product; null when they changed while they were read, page by page. */
export async function readTests({ db, productId, vocabulary }: Source): Promise<RevisedTests | null> {
  const pages: Revised<RawTests>[] = [];
  for (let after = -1; ; await eventLoopTurn()) {
    const [page] = await db.query<Revised<RawTests>>(sql`
      WITH ${testPage(db, productId, { after, limit: TESTS_A_PAGE })}
      SELECT ${revisionOf(db, productId)} AS revision, * FROM ${TESTS_FROM_PAGE}`);
    if (page === undefined || page.revision !== (pages[0] ?? page).revision) return null;
    pages.push(page);
    const ids = parsed<number>(page.ids);
    if (ids.length < TESTS_A_PAGE) return { revision: page.revision, tests: testColumns(pages, vocabulary) };
    after = ids.at(-1) ?? after;
  }
}

/** What the tests of a product have several of; null when the product has another revision by now. */
export async function readTestList(
  list: TestListName,
  { db, productId, vocabulary }: Source,
  { revision, tests }: RevisedTests,
): Promise<Lists | null> {
  const pages: RawTestLists[] = [];
  for (let first = 0; first < tests.ids.length; first += TESTS_A_PAGE) {
    if (first > 0) await eventLoopTurn();
    const ids = tableOf(tests.ids.subarray(first, first + TESTS_A_PAGE));
    const [page] = await db.query<Revised<RawTestLists>>(sql`
      SELECT ${revisionOf(db, productId)} AS revision, * FROM ${listOfTests(list, db, ids)}`);
    if (page === undefined || page.revision !== revision) return null;
    pages.push(page);
  }
  return testList(list, pages, tests.ids, vocabulary);
}

/** Numbers as a table with the column `value`. */
const tableOf = (ids: Float64Array): Sql => sql`json_each(${JSON.stringify([...ids])})`;

/**
 * The bugs of a block of a product's tests; null when the product has another revision by now.
 *
 * @param before the same bugs with less than what is wanted of them; null = nothing yet
 */
export async function readBugs(
  { db, productId, vocabulary }: Source,
  { revision, tests }: RevisedTests,
  block: number,
  before: BugBlock | null,
  needs: BugNeeds,
): Promise<BugBlock | null> {
  const first = block * TESTS_A_BLOCK;
  const ids = tests.ids.subarray(first, first + TESTS_A_BLOCK);
  const lacking = lackingOf(before, needs);
  const [raw] = await db.query<Revised<RawBlock>>(sql`
    SELECT ${revisionOf(db, productId)} AS revision, * FROM ${join(blockParts(db, tableOf(ids), lacking), ", ")}`);
  if (raw === undefined || raw.revision !== revision) return null;
  return completed(before, raw, lacking, rowsFrom(ids, first), vocabulary);
}

function rowsFrom(ids: Float64Array, first: number): Map<number, number> {
  const rowOf = new Map<number, number>();
  for (let index = 0; index < ids.length; index += 1) rowOf.set(ids[index] ?? 0, first + index);
  return rowOf;
}

/** Tests, with all that is wanted of them, of one moment. */
export interface WholeProduct {
  tests: TestColumns;
  lists: TestLists;
  bugs: BugBlock[];
}

/** All that is wanted of a product in one statement, which no write can come between: however long that takes. */
export async function readAtOnce({ db, productId, vocabulary }: Source, needs: ProductNeeds): Promise<WholeProduct> {
  const ofPage = sql`(SELECT id AS value FROM page)`;
  const lacking = needs.bugs === null ? null : lackingOf(null, needs.bugs);
  const parts = [
    TESTS_FROM_PAGE,
    ...needs.lists.map((list) => listOfTests(list, db, ofPage)),
    ...(lacking === null ? [] : blockParts(db, ofPage, lacking)),
  ];
  const [raw] = await db.query<RawTests & RawTestLists & RawBlock>(sql`
    WITH ${testPage(db, productId, { after: -1, limit: -1 })} SELECT * FROM ${join(parts, ", ")}`);
  const answered = raw === undefined ? [] : [raw];
  const tests = testColumns(answered, vocabulary);
  const lists: TestLists = {};
  for (const list of needs.lists) lists[list] = testList(list, answered, tests.ids, vocabulary);
  if (raw === undefined || lacking === null) return { tests, lists, bugs: [] };
  return { tests, lists, bugs: [completed(null, raw, lacking, rowsFrom(tests.ids, 0), vocabulary)] };
}
