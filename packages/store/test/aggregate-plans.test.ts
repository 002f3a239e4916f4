import { describe, expect, it } from "vitest";
import { AGGREGATE_DIMENSIONS, BUG_DIMENSIONS, type TestDimension } from "../src/index.js";
import { openExplained } from "./support/explained.js";

const TEST_DIMENSIONS = AGGREGATE_DIMENSIONS.filter(
  (dimension): dimension is TestDimension => !BUG_DIMENSIONS.some((ofBugs) => ofBugs === dimension),
);
const SCOPES = [{}, { productIds: [1] }, { productIds: [1, 2], endFrom: new Date(0) }];
/** `t` without an index is no table, but what was counted by test. */
const FULL_SCAN = /SCAN (tests|bugs|b|bf|tf|tp|bd|e|p|f|d|every)\b|SCAN t USING/;
/** Of tests and what hangs on them, anything but an index that holds all that is needed. */
const TOUCHES_ROWS = /(SEARCH|SCAN) (t|b|tf|tp|bd|bf|e|p|f|d|every) USING (INDEX|INTEGER)/;

describe("query plans of aggregation", () => {
  it("tests are counted out of indexes alone", async () => {
    const { reader, explain } = await openExplained();
    for (const dimension of TEST_DIMENSIONS) {
      for (const scope of SCOPES) {
        const plan = await explain(() => reader.aggregateTests([dimension], scope, { labels: false }));
        expect(plan).toMatch(/SEARCH t USING COVERING INDEX tests_by_product/);
        expect(plan).not.toMatch(TOUCHES_ROWS);
        expect(plan).not.toMatch(FULL_SCAN);
      }
    }
  });

  it("bugs are counted out of indexes alone, test by test", async () => {
    const { reader, explain } = await openExplained();
    const facts = ["bugs", "rejected", "tests", "testers", "features"] as const;
    for (const dimension of AGGREGATE_DIMENSIONS) {
      for (const scope of SCOPES) {
        const plan = await explain(() => reader.aggregateBugs([dimension], scope, { facts, labels: false }));
        expect(plan).toMatch(/SEARCH b USING COVERING INDEX bugs_by_test \(customer_id=\? AND test_id=\?/);
        expect(plan).not.toMatch(TOUCHES_ROWS);
        expect(plan).not.toMatch(FULL_SCAN);
      }
    }
  });

  it("bugs grouped by what tests have come grouped by test out of the index", async () => {
    const { reader, explain } = await openExplained();
    for (const scope of SCOPES) {
      const plan = await explain(() =>
        reader.aggregateBugs(["product", "month"], scope, { facts: ["bugs"], labels: false }),
      );
      // What is sorted are the tests, after their bugs were counted.
      expect(plan.match(/USE TEMP B-TREE FOR GROUP BY/g)).toHaveLength(1);
    }
  });

  it("no filter makes it read whole tables", async () => {
    const { reader, explain } = await openExplained();
    const filter = {
      testIds: [1],
      testStatuses: ["locked"],
      testingTypes: ["rapid", null],
      environmentIds: [1],
      customers: ["Anna"],
      targetPlatforms: ["iOS"],
      featureIds: [1, null],
      severities: ["high"],
      bugStatuses: ["rejected"],
      rejectionReasons: [null],
      known: true,
      testers: ["tess"],
      foundPlatforms: [null],
      times: [{ by: "week" as const, values: ["2026-W01"] }],
    };
    const plan = await explain(async () => {
      await reader.aggregateTests(["product"], filter);
      await reader.aggregateBugs(["product"], filter);
      await reader.newestTestIds(filter, 10);
    });
    expect(plan).not.toMatch(FULL_SCAN);
  });
});
