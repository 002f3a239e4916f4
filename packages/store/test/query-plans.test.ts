import { describe, expect, it } from "vitest";
import { PRODUCT_SORTS, TEST_SORTS, type TestQuery } from "../src/index.js";
import { readerOver, writerOver } from "../src/repositories/index.js";
import type { CustomerSql } from "../src/sqlite/customer-sql.js";
import { bug, later, listing, T0, test } from "./support/fixtures.js";
import { openRaw, openTestStore } from "./support/stores.js";

/** SQL run on the plain driver, taking down how SQLite goes about each statement. */
async function openExplained() {
  const store = await openTestStore();
  const raw = openRaw(store.path);
  const plans: string[] = [];
  const run: CustomerSql["query"] = async <Row>(statement: Parameters<CustomerSql["query"]>[0]) => {
    const values = statement.values.map((value) => (typeof value === "boolean" ? Number(value) : value));
    const steps = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement.sql}`).all(...values);
    plans.push(steps.map(({ detail }) => detail).join("\n"));
    const prepared = raw.prepare<unknown[], Row>(statement.sql);
    if (prepared.reader) return prepared.all(...values);
    prepared.run(...values);
    return [];
  };
  const db: CustomerSql = {
    customerId: 1,
    path: store.path,
    query: run,
    execute: async (statement) => (await run(statement)).length,
  };
  const explain = async (work: () => Promise<unknown>) => {
    plans.length = 0;
    await work();
    return plans.join("\n");
  };
  return { reader: readerOver(db), writer: writerOver(db), explain };
}

const FULL_SCAN = /SCAN (tests|bugs|t|q|features|f|test_features|bug_devices|problem_positions)\b/;
const SORTING = /USE TEMP B-TREE/;

describe("query plans", () => {
  it.each<[string, Partial<TestQuery>]>([
    ["of a product", { productId: 1 }],
    ["of a product, oldest first", { productId: 1, order: "asc" }],
    ["of all products", {}],
    ["by start", { productId: 1, sort: "start_at" }],
    ["by title", { productId: 1, sort: "title" }],
    ["of some statuses", { productId: 1, statuses: ["running", "locked"] }],
    ["of a time", { productId: 1, endFrom: T0, endBefore: later(1) }],
  ])("a list of tests %s comes out of an index, in order", async (_, query) => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.listTests({ limit: 100, offset: 0, ...query }));
    expect(plan).toMatch(/SEARCH tests USING INDEX tests_by_/);
    expect(plan).toMatch(/SEARCH tests USING COVERING INDEX tests_by_/);
    expect(plan).not.toMatch(FULL_SCAN);
    expect(plan).not.toMatch(SORTING);
  });

  it("no list of tests reads the whole table, however it is sorted and filtered", async () => {
    const { reader, explain } = await openExplained();
    for (const sort of TEST_SORTS) {
      for (const query of [{ productId: 1 }, {}, { includeDeleted: true }, { testingTypes: ["rapid"] }]) {
        expect(await explain(() => reader.listTests({ limit: 100, offset: 0, sort, ...query }))).not.toMatch(FULL_SCAN);
      }
    }
  });

  it("counts per product never touch the tests themselves", async () => {
    const { reader, explain } = await openExplained();
    for (const sort of PRODUCT_SORTS) {
      const plan = await explain(() => reader.listProducts({ limit: 100, offset: 0, now: T0, sort }));
      expect(plan).not.toMatch(FULL_SCAN);
      expect(plan.match(/SEARCH t USING COVERING INDEX/g)).toHaveLength(4);
    }
  });

  it.each<[string, (reader: ReturnType<typeof readerOver>) => Promise<unknown>]>([
    ["the ids of a product's tests", (reader) => reader.livingTestIds(1)],
    ["the tests whose bugs are due", (reader) => reader.testsWithDueBugs(1, { changeableBefore: T0, now: T0 })],
    ["whether bugs were ever fetched", (reader) => reader.bugsEverFetched(1)],
    ["the number of a product's tests", (reader) => reader.countTests(1)],
    ["the place in the list of a test", (reader) => reader.countTestsEndingAfter(1, T0)],
    ["the counts of all records", (reader) => reader.entityCounts(null)],
    ["the counts of some products' records", (reader) => reader.entityCounts([1, 2])],
  ])("%s come out of an index alone", async (_, read) => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => read(reader));
    expect(plan).toMatch(/SEARCH tests USING COVERING INDEX/);
    expect(plan).not.toMatch(/SEARCH (tests|bugs) USING INDEX/);
    expect(plan).not.toMatch(FULL_SCAN);
    expect(plan).not.toMatch(SORTING);
  });

  it("the tests that can change are told apart by an index, in order", async () => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.changeableTests(1));
    expect(plan).toMatch(/SEARCH tests USING INDEX tests_by_product_end/);
    expect(plan).not.toMatch(SORTING);
  });

  it("summaries per product touch no tests but those that can change", async () => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.productSyncSummaries({ staleBefore: T0 }));
    expect(plan).not.toMatch(FULL_SCAN);
    expect(plan.match(/SEARCH t USING COVERING INDEX/g)).toHaveLength(3);
    expect(plan.match(/SEARCH t USING INDEX tests_by_bugs_synced/g)).toHaveLength(1);
    expect(plan).toMatch(/SEARCH q USING COVERING INDEX problem_positions_by_product/);
  });

  it("no other read scans tests or bugs", async () => {
    const { reader, explain } = await openExplained();
    const reads = [
      () => reader.getProduct(1),
      () => reader.getTest(1),
      () => reader.knownTests([1, 2]),
      () => reader.testStamps([1, 2]),
      () => reader.entityCounts([1, 2]),
      () => reader.productSyncSummaries(),
      () => reader.stats(),
      () => reader.listSections(1),
    ];
    for (const read of reads) expect(await explain(read)).not.toMatch(FULL_SCAN);
    const plan = await explain(() => reader.stats());
    expect(plan).toMatch(/SEARCH bugs USING COVERING INDEX/);
    expect(plan).not.toMatch(/SEARCH tests USING INDEX/);
  });

  it("no write scans tests or bugs", async () => {
    const { writer, explain } = await openExplained();
    for (const pass of [1, 2]) {
      const plan = [
        await explain(() => writer.upsertTests([test(1, { title: `${pass}` }), test(2)], listing(pass))),
        await explain(() => writer.upsertBugs([bug(1, { title: `${pass}` }), bug(2)], T0)),
        await explain(() => writer.replaceBugs({ testIds: [1] }, [bug(1), bug(3)], T0)),
        await explain(() => writer.replaceBugs({ productId: 1 }, [bug(1)], T0)),
        await explain(() => writer.tombstone("tests", [1], T0)),
        await explain(() => writer.replaceFeatures(1, [], T0)),
        await explain(() => writer.wipe([1])),
        await explain(() => writer.wipe(null)),
      ].join("\n");
      expect(plan).not.toMatch(FULL_SCAN);
    }
  });
});
