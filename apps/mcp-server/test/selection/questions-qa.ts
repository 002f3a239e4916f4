import {
  at,
  bugsOf,
  counted,
  each,
  executed,
  first,
  measured,
  type Question,
  rows,
  sorted,
  within,
} from "./question.js";

const ids = (list: readonly { id: number }[]) => sorted(list.map(({ id }) => id));
const total = (answer: Record<string, unknown>) => at(answer, "pagination", "total");

/** What QA leads ask. */
export const QA_QUESTIONS: readonly Question[] = [
  {
    asks: "Show me all open critical bugs",
    tool: "list_bugs",
    args: () => ({ status: "open", severity: "critical" }),
    expected: ({ bugs }) => ids(bugs.filter(({ outcome, severity }) => outcome === "open" && severity === "critical")),
    found: (answer) => sorted(each(rows(answer, "bugs"), "id")),
  },
  {
    asks: "Which bugs of this test were rejected, and for which reason?",
    tool: "list_bugs",
    args: ({ bugs }) => ({
      test_id: first(bugs.filter(({ outcome }) => outcome === "rejected")).test,
      status: ["rejected"],
    }),
    expected: ({ bugs }) => {
      const { test } = first(bugs.filter(({ outcome }) => outcome === "rejected"));
      return sorted(
        bugs
          .filter((bug) => bug.test === test && bug.outcome === "rejected")
          .map(({ id, reason }) => `${id} ${reason}`),
      );
    },
    found: (answer) => sorted(rows(answer, "bugs").map(({ id, rejection_reason: reason }) => `${id} ${reason}`)),
  },
  {
    asks: "List the bugs that were rejected because they were not reproducible",
    tool: "list_bugs",
    args: () => ({ rejection_reason: "not reproducible" }),
    expected: ({ bugs }) => ids(bugs.filter(({ reason }) => reason === "not_reproducible")),
    found: (answer) => sorted(each(rows(answer, "bugs"), "id")),
  },
  {
    asks: "Which known bugs of the first product were reported again?",
    tool: "list_bugs",
    args: ({ products }) => ({ product_id: first(products).id, known: "true" }),
    expected: ({ bugs, products }) => ids(bugs.filter(({ known, product }) => known && product === first(products).id)),
    found: (answer) => sorted(each(rows(answer, "bugs"), "id")),
  },
  {
    asks: "Bugs by platform: which were reported on Android?",
    tool: "list_bugs",
    args: () => ({ found_platform: "android", per_page: 1 }),
    expected: ({ bugs }) => bugs.filter(({ systems }) => systems.includes("Android")).length,
    found: total,
  },
  {
    asks: "Which accepted and rejected bugs have a report date in June, by severity?",
    tool: "list_bugs",
    args: () => ({
      status: "accepted, auto_accepted, rejected",
      start_date: "2026-06-01",
      end_date: "2026-06-30",
      sort_by: "severity",
    }),
    expected: ({ bugs }) => {
      const june = bugs.filter(
        ({ outcome, reported }) => outcome !== "open" && within(reported, "2026-06-01", "2026-06-30"),
      );
      return [june.length, june.some(({ severity }) => severity === "critical") ? "critical" : "none"];
    },
    found: (answer) => [total(answer), at(first(rows(answer, "bugs")), "severity")],
  },
  {
    asks: "What is the status of this test, and how many bugs does it have by severity?",
    tool: "get_test_status",
    args: ({ bugs }) => ({ test_id: first(bugs).test }),
    expected: ({ bugs, tests }) => {
      const own = bugs.filter(({ test }) => test === first(bugs).test);
      return [tests.find(({ id }) => id === first(bugs).test)?.status, counted(own, ({ severity }) => severity)];
    },
    found: (answer) => [
      at(answer, "test", "status"),
      Object.entries({ ...(at(answer, "bugs", "by_severity") as object) })
        .filter(([, count]) => Number(count) > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ],
  },
  {
    asks: "What are the goal, the instructions and what is out of scope of this test?",
    tool: "get_test_status",
    args: ({ tests }) => ({ test_id: `${first(tests).id}` }),
    expected: ({ tests }) => first(tests).goal,
    found: (answer) => at(answer, "test", "goal"),
  },
  {
    asks: "On which platforms and in which environment is one test to be run?",
    tool: "get_test_status",
    args: ({ tests }) => ({ test_id: [first(tests).id] }),
    expected: ({ tests }) => first(tests).requirements > 0,
    found: (answer) => rows(answer, "test", "requirements_summary").length > 0,
  },
  {
    asks: "Which features of the product have the most bugs?",
    tool: "list_features",
    args: ({ products }) => ({ product_id: first(products).id, sort_by: "bug_count", sort_order: "desc" }),
    expected: ({ bugs, features, products }) => {
      const own = features.filter(({ product }) => product === first(products).id);
      return Math.max(...own.map(({ id }) => bugs.filter(({ feature }) => feature === id).length));
    },
    found: (answer) => at(first(rows(answer, "features")), "bug_count"),
  },
  {
    asks: "Which features were never tested?",
    tool: "list_features",
    args: ({ products }) => ({ product_id: first(products).id, sort_by: "test_count" }),
    expected: ({ tests, features, products }) => {
      const own = features.filter(({ product }) => product === first(products).id);
      return sorted(own.map(({ id }) => tests.filter((test) => test.features.includes(id)).length));
    },
    found: (answer) => each(rows(answer, "features"), "test_count"),
  },
  {
    asks: "Which features of the product have user stories?",
    tool: "list_features",
    args: ({ products }) => ({ product_id: first(products).id, has_user_stories: true }),
    expected: () => true,
    found: (answer) => rows(answer, "features").every(({ user_story_count: count }) => Number(count) > 0),
  },
  {
    asks: "Show the user stories and the description of one feature, and how to find it",
    tool: "get_feature_summary",
    args: ({ features }) => ({ feature_id: first(features).id }),
    expected: ({ features }) => first(features).id,
    found: (answer) => at(answer, "feature", "id"),
  },
  {
    asks: "How many tests named this one feature, and how many bugs were reported on it?",
    tool: "get_feature_summary",
    args: ({ bugs }) => ({ feature_id: first(bugs.filter(({ feature }) => feature !== null)).feature }),
    expected: ({ bugs, tests }) => {
      const { feature } = first(bugs.filter((bug) => bug.feature !== null));
      return [
        tests.filter(({ features }) => features.includes(feature ?? 0)).length,
        bugs.filter((bug) => bug.feature === feature).length,
      ];
    },
    found: (answer) => [at(answer, "feature", "test_count"), at(answer, "feature", "bug_count")],
  },
  {
    asks: "Show all cancelled tests",
    tool: "list_tests",
    args: () => ({ status: "Cancelled" }),
    expected: ({ tests }) => ids(tests.filter(({ status }) => status === "cancelled")),
    found: (answer) => sorted(each(rows(answer, "tests"), "test_id")),
  },
  {
    asks: "Which tests of the testing type usability did we have?",
    tool: "list_tests",
    args: () => ({ testing_type: "usability" }),
    expected: ({ tests }) => ids(tests.filter(({ type }) => type === "usability")),
    found: (answer) => sorted(each(rows(answer, "tests"), "test_id")),
  },
  {
    asks: "Which tests are planned and have not begun?",
    tool: "list_tests",
    args: () => ({ statuses: '["initialized", "waiting"]', sort_by: "start_at", sort_order: "asc" }),
    expected: ({ tests }) => ids(tests.filter(({ status }) => status === "initialized" || status === "waiting")),
    found: (answer) => sorted(each(rows(answer, "tests"), "test_id")),
  },
  {
    asks: "Find everything that mentions the words wish list",
    tool: "search",
    args: () => ({ query: "wish list", entities: ["feature"] }),
    expected: () => true,
    found: (answer) => rows(answer, "results").some(({ title }) => String(title).toLowerCase() === "wish list"),
  },
  {
    asks: "What is the average number of bugs per test for each testing type?",
    tool: "query_metrics",
    args: () => ({ metrics: "bugs_per_test", dimensions: "testing_type" }),
    expected: (golden) => {
      const tests = executed(golden);
      const bugs = bugsOf(golden, tests);
      return counted(tests, ({ type }) => type).map(([type, count]) => {
        const own = new Set(tests.filter((test) => test.type === type).map(({ id }) => id));
        return `${type}: ${bugs.filter(({ test }) => own.has(test)).length} of ${count}`;
      });
    },
    found: (answer) =>
      sorted(
        rows(answer, "data").map(
          (row) =>
            `${row.testing_type}: ${at(row, "bugs_per_test", "numerator")} of ${at(row, "bugs_per_test", "denominator")}`,
        ),
      ),
  },
  {
    asks: "How many critical bugs per feature, counted?",
    tool: "query_metrics",
    args: () => ({ metrics: "bug_count", dimensions: "feature", filters: '{"severity": "critical"}', limit: 1000 }),
    expected: (golden) =>
      counted(
        bugsOf(golden, executed(golden)).filter(({ severity }) => severity === "critical"),
        ({ feature }) => String(feature),
      ),
    found: (answer) => measured(answer, "feature_id", "bug_count"),
  },
];
