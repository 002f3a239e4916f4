import { describe, expect, it } from "vitest";
import { openExplained } from "./support/explained.js";
import { bug, listing, T0, test } from "./support/fixtures.js";

const FACTS = ["bugs", "rejectionDays"] as const;
const SCOPES = [{}, { productIds: [1] }, { productIds: [1, 2] }, { testIds: [1] }];
/** `t` without an index is no table, but the ids of a block. */
const FULL_SCAN =
  /SCAN (tests|bugs|b|c|d|f|p|product_counts)\b|SCAN t USING|SEARCH t USING (COVERING )?INDEX \w+ \(customer_id=\?\)/;
/** Anything but an index that holds all that is needed; of rejected bugs, SQLite does not see that one does. */
const TOUCHES_ROWS = /(SEARCH|SCAN) (tests|b|d|f|p) USING (INTEGER|INDEX (?!bugs_by_review))/;

async function openFilled() {
  const explained = await openExplained();
  await explained.writer.upsertTests([test(1), test(2, { productId: 2 })], listing());
  await explained.writer.upsertBugs([bug(1), bug(2, { testId: 2, productId: 2 })], T0);
  return explained;
}

describe("query plans of aggregation", () => {
  it.each(SCOPES)("tests and bugs come out of indexes alone, test by test: %o", async (scope) => {
    const { reader, explain } = await openFilled();
    const plan = await explain(() => reader.aggregateBugs(["found_platform"], scope, { facts: FACTS, labels: false }));
    expect(plan).toMatch(/SEARCH tests USING COVERING INDEX tests_by_product \(customer_id=\? AND deleted_at=\? AND/);
    expect(plan).toMatch(/SEARCH b USING COVERING INDEX bugs_by_test \(customer_id=\? AND test_id=\?/);
    expect(plan).toMatch(/SEARCH b USING INDEX bugs_by_review/);
    expect(plan).toMatch(/SEARCH d USING COVERING INDEX bug_devices_by_bug/);
    expect(plan).not.toMatch(TOUCHES_ROWS);
    expect(plan).not.toMatch(FULL_SCAN);
    expect(plan).not.toMatch(/TEMP B-TREE/);
  });

  it("looks at the revisions alone, and at no bug, where nothing has changed", async () => {
    const { reader, explain } = await openFilled();
    const ask = () => reader.aggregateBugs(["severity"], {}, { labels: false });
    expect(await explain(ask)).toMatch(/SEARCH b/);
    const again = await explain(ask);
    expect(again.split("\n")).toHaveLength(1);
    expect(again).toMatch(/SEARCH c USING INDEX sqlite_autoindex_product_counts_1 \(customer_id=\?\)/);
  });

  it("reads no bugs to count tests, and only those of the tests that bugs are counted of", async () => {
    const { reader, explain } = await openFilled();
    expect(await explain(() => reader.aggregateTests(["product"], {}, { labels: false }))).not.toMatch(/SEARCH b\b/);
    const none = { endFrom: new Date("2999-01-01T00:00:00.000Z") };
    expect(await explain(() => reader.aggregateBugs([], none))).not.toMatch(/SEARCH b\b/);
    const one = await explain(() => reader.aggregateBugs([], { productIds: [2] }, { facts: ["bugs"] }));
    expect(one.match(/SEARCH b /g)).toHaveLength(1);
  });
});
