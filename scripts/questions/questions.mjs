// @ts-check
import { bugStatus, tally, wasRun, within } from "./records.mjs";

/**
 * @typedef {import("./records.mjs").Records} Records
 * @typedef {import("./records.mjs").Json} Json
 *
 * @typedef {object} Question
 * @property {string} asks
 * @property {string} tool
 * @property {(records: Records) => Record<string, string>} given The tool's arguments, as they are typed.
 * @property {(answer: Json) => unknown} read What of the answer answers the question.
 * @property {(records: Records) => unknown} expected The same, out of the simulator's records.
 */

/** @param {Records} records */
const first = ({ products }) => products[0] ?? {};
/** @param {Records} records */
const firstId = (records) => String(first(records).id);
/** @param {number} part @param {number} whole */
const share = (part, whole) => ({
  value: whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4,
  numerator: part,
  denominator: whole,
});

/** @type {readonly Question[]} */
export const QUESTIONS = [
  {
    asks: "Which products do we have tested, and how many tests has each?",
    tool: "list_products",
    given: () => ({}),
    read: ({ products }) => products.map((/** @type {Json} */ p) => [p.name, p.test_count]),
    expected: ({ products, tests }) =>
      products
        .map((product) => [product.name, tests(product.id).length])
        .sort(([a], [b]) => String(a).toLowerCase().localeCompare(String(b).toLowerCase())),
  },
  {
    asks: "How many tests of the first product are archived, and which ended last?",
    tool: "list_tests",
    given: (records) => ({ product_id: firstId(records), statuses: "archived", per_page: "1" }),
    read: ({ pagination, tests }) => ({ archived: pagination.total, latest: tests[0].test_id }),
    expected: (records) => {
      const archived = records.tests(first(records).id).filter(({ status }) => status === "archived");
      return { archived: archived.length, latest: newestArchived(records).id };
    },
  },
  {
    asks: "Which critical bugs of the first product wait for our decision?",
    tool: "list_bugs",
    given: (records) => ({ product_ids: firstId(records), severity: "critical", status: "open" }),
    read: ({ bugs }) => bugs.map((/** @type {Json} */ bug) => bug.id).sort(),
    expected: (records) =>
      records
        .bugs(first(records).id)
        .filter((bug) => bug.severity === "critical" && bugStatus(bug) === "forwarded")
        .map(({ id }) => id)
        .sort(),
  },
  {
    asks: "What share of its bugs does each product reject?",
    tool: "query_metrics",
    given: () => ({ metrics: "rejection_rate", dimensions: "product", sort_by: "product", sort_order: "asc" }),
    read: ({ data }) => data.map((/** @type {Json} */ row) => [row.product, row.rejection_rate]),
    expected: ({ products, tests, bugs }) =>
      products
        .map((product) => {
          const run = new Set(
            tests(product.id)
              .filter(wasRun)
              .map(({ id }) => id),
          );
          const counted = bugs(product.id).filter(({ test }) => run.has(test.id));
          const rejected = counted.filter(({ status }) => status === "rejected");
          return [product.name, share(rejected.length, counted.length)];
        })
        .sort(([a], [b]) => String(a).localeCompare(String(b))),
  },
  {
    asks: "How many bugs of each severity did the tests of the second quarter of 2026 find?",
    tool: "query_metrics",
    given: () => ({ metrics: "bug_count", dimensions: "severity", start_date: "Q2 2026" }),
    read: ({ data }) => Object.fromEntries(data.map((/** @type {Json} */ row) => [row.severity, row.bug_count])),
    expected: ({ tests, bugs }) => {
      const inQuarter = tests().filter((test) => wasRun(test) && within(test.end_at, "2026-04-01", "2026-06-30"));
      const ids = new Set(inQuarter.map(({ id }) => id));
      return Object.fromEntries(
        tally(
          bugs()
            .filter(({ test }) => ids.has(test.id))
            .map(({ severity }) => severity),
        ),
      );
    },
  },
  {
    asks: "What is the latest bug of the first product about, and what became of it?",
    tool: "get_bug_summary",
    given: (records) => ({ bug_id: String(latestBug(records).id) }),
    read: ({ bug }) => ({ title: bug.title, severity: bug.severity, status: bug.status, test: bug.test.id }),
    expected: (records) => {
      const bug = latestBug(records);
      return { title: bug.title, severity: bug.severity, status: bugStatus(bug), test: bug.test.id };
    },
  },
  {
    asks: "How many bugs were found in the newest test of the first product that is over, and what became of them?",
    tool: "get_test_status",
    given: (records) => ({ test_id: String(newestArchived(records).id) }),
    read: ({ bugs }) => ({ total: bugs.total, ...bugs.by_status }),
    expected: (records) => {
      const { id } = newestArchived(records);
      const bugs = records.bugs(first(records).id).filter(({ test }) => test.id === id);
      const count = (/** @type {string} */ status) => bugs.filter((bug) => bugStatus(bug) === status).length;
      return {
        total: bugs.length,
        forwarded: count("forwarded"),
        accepted: count("accepted"),
        auto_accepted: count("auto_accepted"),
        rejected: count("rejected"),
      };
    },
  },
  {
    asks: "How many features has the first product?",
    tool: "list_features",
    given: (records) => ({ product_id: firstId(records), per_page: "1" }),
    read: ({ pagination }) => pagination.total,
    expected: (records) => records.featureIds(first(records).id).length,
  },
  {
    asks: "Who reported the most bugs?",
    tool: "query_metrics",
    given: () => ({ metrics: "bug_count", dimensions: "tester", limit: "1" }),
    read: ({ data }) => [data[0].tester, data[0].bug_count],
    expected: ({ tests, bugs }) => {
      const run = new Set(
        tests()
          .filter(wasRun)
          .map(({ id }) => id),
      );
      return tally(
        bugs()
          .filter(({ test }) => run.has(test.id))
          .map(({ author }) => author.name),
      )[0];
    },
  },
  {
    asks: "How good was the first product in the first half of 2026: how many tests and bugs, and how many were reviewed?",
    tool: "get_product_quality_report",
    given: (records) => ({ product_ids: firstId(records), start_date: "2026-01-01", end_date: "2026-06-30" }),
    read: ({ summary, rates }) => ({
      tests: summary.tests.total,
      bugs: summary.bugs.total,
      reviewed: { value: rates.review_rate.value, of: rates.review_rate.denominator },
    }),
    expected: (records) => {
      const { id } = first(records);
      const tests = records.tests(id).filter((test) => wasRun(test) && within(test.end_at, "2026-01-01", "2026-06-30"));
      const ids = new Set(tests.map((test) => test.id));
      const bugs = records.bugs(id).filter(({ test }) => ids.has(test.id));
      const reviewed = bugs.filter((bug) => ["accepted", "rejected"].includes(bugStatus(bug)));
      const { value, denominator } = share(reviewed.length, bugs.length);
      return { tests: tests.length, bugs: bugs.length, reviewed: { value, of: denominator } };
    },
  },
];

/** @param {Records} records */
function latestBug(records) {
  return (
    records.bugs(first(records).id).toSorted((a, b) => Date.parse(b.reported_at) - Date.parse(a.reported_at))[0] ?? {}
  );
}

/** @param {Records} records */
function newestArchived(records) {
  const archived = records
    .tests(first(records).id)
    .filter((test) => test.status === "archived" && test.end_at !== null);
  return archived.toSorted((a, b) => Date.parse(b.end_at) - Date.parse(a.end_at))[0] ?? {};
}
