import { describe, expect, it } from "vitest";
import { PRODUCT_SORTS } from "../src/index.js";
import type { readerOver } from "../src/repositories/index.js";
import { FULL_SCAN, openExplained, SORTING } from "./support/explained.js";
import { bug, listing, T0, test } from "./support/fixtures.js";

describe("query plans", () => {
  it("counts per product never touch the tests themselves", async () => {
    const { reader, explain } = await openExplained();
    for (const sort of PRODUCT_SORTS) {
      const plan = await explain(() => reader.listProducts({ limit: 100, offset: 0, now: T0, sort }));
      expect(plan).not.toMatch(FULL_SCAN);
      expect(plan.match(/SEARCH t USING COVERING INDEX/g)).toHaveLength(3);
      expect(plan).toMatch(/SEARCH c USING INDEX sqlite_autoindex_product_counts/);
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
    expect(plan.match(/SEARCH t USING INDEX tests_by_/g)).toHaveLength(1);
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
    expect(plan).toMatch(/SEARCH bug_counts/);
    expect(plan).not.toMatch(/SEARCH bugs/);
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
