import { describe, expect, it } from "vitest";
import { BUG_SORTS, type BugQuery, FINAL_TEST_STATUSES, TEST_SORTS, type TestQuery } from "../src/index.js";
import { FULL_SCAN, openExplained, SORTING } from "./support/explained.js";
import { later, T0 } from "./support/fixtures.js";

const page = { limit: 100, offset: 0 };
const period = { reportedFrom: T0, reportedBefore: later(1) };

describe("lists of tests", () => {
  const scopes: [string, Partial<TestQuery>][] = [
    ["of a product", { productId: 1 }],
    ["of one product of a list", { productIds: [1] }],
    ["of all products", {}],
    ["of some statuses", { productId: 1, statuses: ["running", "locked"] }],
    ["of one status of all products", { statuses: ["running"] }],
    ["of some types", { testingTypes: ["rapid"] }],
  ];
  const cases = TEST_SORTS.flatMap((sort) =>
    (["asc", "desc"] as const).flatMap((order) =>
      scopes.map(([name, query]): [string, Partial<TestQuery>] => [
        `${name} by ${sort}, ${order}`,
        { ...query, sort, order },
      ]),
    ),
  );

  it("come out of an index, in order, whichever they are", async () => {
    const { reader, explain } = await openExplained();
    for (const [what, query] of cases) {
      const plan = await explain(() => reader.listTests({ ...page, ...query }));
      expect(plan, what).toMatch(/SEARCH tests USING INDEX tests_by_/);
      // Of whole products the total is kept; else it is counted without touching the table.
      const isNarrowed = query.statuses !== undefined || query.testingTypes !== undefined;
      expect(plan, what).toMatch(isNarrowed ? /SEARCH tests USING COVERING INDEX tests_by_/ : /SEARCH product_counts/);
      expect(plan, what).not.toMatch(FULL_SCAN);
      expect(plan, what).not.toMatch(SORTING);
    }
  });

  it.each(TEST_SORTS)(
    "of some products, of a time or with deleted ones by %s are cut out of an index first",
    async (sort) => {
      const { reader, explain } = await openExplained();
      for (const query of [{ productIds: [1, 2] }, { endFrom: T0, endBefore: later(1) }, { includeDeleted: true }]) {
        expect(await explain(() => reader.listTests({ ...page, sort, ...query }))).not.toMatch(FULL_SCAN);
      }
      const some = { productIds: [1, 2], testingTypes: ["rapid"] };
      for (const query of [some, { ...some, endFrom: T0, endBefore: later(1) }]) {
        const plan = await explain(() => reader.listTests({ ...page, sort, ...query }));
        expect(plan).toMatch(
          /SEARCH tests USING COVERING INDEX tests_by_product_\w+ \(customer_id=\? AND product_id=\?/,
        );
        expect(plan).not.toMatch(/SEARCH tests USING (COVERING )?INDEX tests_by_(end|start|title|status)/);
      }
      const ofATime = await explain(() =>
        reader.listTests({ ...page, productId: 1, endFrom: T0, endBefore: later(1) }),
      );
      expect(ofATime).not.toMatch(SORTING);
    },
  );
});

describe("lists of bugs", () => {
  const scopes: [string, Partial<BugQuery>][] = [
    ["of a product", { productIds: [1] }],
    ["of all products", {}],
  ];
  const filters: [string, Partial<BugQuery>][] = [
    ["", {}],
    ["of a severity", { severities: ["critical"] }],
    ["of some severities", { severities: ["critical", "high"] }],
    ["of a severity nobody knows", { severities: ["cosmic"] }],
    ["of a status", { statuses: ["forwarded"] }],
    ["of some statuses", { statuses: ["auto_accepted", "rejected"] }],
    ["of everything at once", { severities: ["high", "low"], statuses: ["rejected"], known: false, exported: false }],
    ["with or without a reason", { rejectionReasons: ["known_bug", null] }],
    ["found on some system", { foundPlatforms: ["iOS", null] }],
    ["on no feature", { productIds: [1], known: true }],
  ];
  const cases = BUG_SORTS.flatMap((sort) =>
    scopes.flatMap(([scope, within]) =>
      filters.map(([filter, narrowed]) => [`${scope} ${filter} by ${sort}`, { ...within, ...narrowed, sort }] as const),
    ),
  );

  it("come out of an index, in order, whichever they are", async () => {
    const { reader, explain } = await openExplained();
    for (const [what, query] of cases) {
      for (const order of ["asc", "desc"] as const) {
        const plan = await explain(() => reader.listBugs({ ...page, ...query, order }));
        expect(plan, what).toMatch(/SEARCH bugs USING INDEX bugs_by_/);
        expect(plan, what).not.toMatch(FULL_SCAN);
        expect(plan, what).not.toMatch(SORTING);
      }
    }
  });

  it("are counted in an index alone, or not at all where the count is kept", async () => {
    const { reader, explain } = await openExplained();
    for (const [what, query] of cases) {
      const { productIds, statuses, severities, sort, order, ...others } = query;
      const isKept = Object.keys(others).length === 0;
      const plan = await explain(() => reader.listBugs({ ...page, ...query }));
      expect(plan, what).toMatch(isKept ? /SEARCH bug_counts/ : /SEARCH bugs USING COVERING INDEX bugs_by_/);
      if (isKept) expect(plan, what).not.toMatch(/SEARCH bugs USING COVERING/);
    }
  });

  it.each<[string, Partial<BugQuery>, RegExp]>([
    ["of some tests", { testIds: [1, 2] }, /bugs_by_test .*test_id=\?/],
    ["of a feature", { featureIds: [7] }, /test_features_by_feature .*feature_id=\?[\s\S]*bugs_by_test .*test_id=\?/],
    ["of a reporter", { reporterId: 1 }, /bugs_by_reporter .*reporter=\?/],
    ["of some products", { productIds: [1, 2] }, /bugs_by_product_reported .*product_id=\?/],
    [
      "of a severity of some products",
      { productIds: [1, 2], severities: ["high"] },
      /bugs_by_product_severity .*product_id=\?/,
    ],
    [
      "of a status of some products",
      { productIds: [1, 2], statuses: ["rejected"] },
      /bugs_by_product_status .*product_id=\?/,
    ],
    ["of a time", { productIds: [1], ...period }, /bugs_by_product_reported .*reported_at>\? AND reported_at<\?/],
  ])("%s are found by an index", async (_, query, index) => {
    const { reader, explain } = await openExplained();
    for (const sort of BUG_SORTS) {
      const plan = await explain(() => reader.listBugs({ ...page, ...query, sort }));
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(FULL_SCAN);
      // Not all of the customer's bugs, for the page nor for the total.
      expect(plan).not.toMatch(/SEARCH bugs .*\(customer_id=\?( AND deleted_at=\?)?\)/);
    }
  });
});

describe("what is due", () => {
  it.each([
    ["all tests", {}],
    ["a product", { productIds: [1] }],
    ["a time", { endFrom: T0, endBefore: later(1), testStatuses: ["locked"] }],
  ])("of %s is read out of the index of the tests whose bugs may be due", async (_, scope) => {
    const { reader, explain } = await openExplained();
    const due = { changeableBefore: T0, now: later(1) };
    for (const read of [() => reader.bugScopeFreshness(scope, due), () => reader.testsWithDueBugsIn(scope, due)]) {
      expect(await explain(read)).toMatch(/(SEARCH|SCAN) tests USING COVERING INDEX tests_by_due_bugs/);
    }
    // The index names them; if there is another one, it needs a new one.
    expect(FINAL_TEST_STATUSES).toEqual(["archived", "cancelled"]);
  });

  it("of some tests is looked up by their ids", async () => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.bugScopeFreshness({ testIds: [1, 2] }, { changeableBefore: T0, now: T0 }));
    expect(plan).toMatch(/SEARCH tests USING INDEX sqlite_autoindex_tests_1 \(customer_id=\? AND id=\?\)/);
  });

  it("no read of single bugs scans", async () => {
    const { reader, explain } = await openExplained();
    expect(await explain(() => reader.getBugs([1, 2]))).not.toMatch(FULL_SCAN);
    const counts = await explain(() => reader.bugCountsOfTest(1));
    expect(counts).not.toMatch(FULL_SCAN);
    expect(counts).toMatch(/SEARCH d USING .*\(customer_id=\? AND bug_id=\?\)/);
    expect(counts).not.toMatch(/SEARCH \w+ USING .*\(customer_id=\?\)/);
  });
});
