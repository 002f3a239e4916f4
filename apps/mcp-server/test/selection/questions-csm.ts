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

const LAST_QUARTER = { start: "2026-01-01", end: "2026-03-31" };
const THIS_YEAR = "2026-01-01";

/** What customer success managers ask. */
export const CSM_QUESTIONS: readonly Question[] = [
  {
    asks: "Which products does this customer have?",
    tool: "list_products",
    args: () => ({}),
    expected: ({ products }) => sorted(products.map(({ id }) => id)),
    found: (answer) => sorted(each(rows(answer, "products"), "id")),
  },
  {
    asks: "What is the id of the product with the name Nordbank?",
    tool: "list_products",
    args: () => ({ search: "nordbank" }),
    expected: ({ products }) => products.filter(({ name }) => name.includes("Nordbank")).map(({ id }) => id),
    found: (answer) => each(rows(answer, "products"), "id"),
  },
  {
    asks: "Which product was tested last, and which website or app was not tested for long?",
    tool: "list_products",
    args: () => ({ sort_by: "last_test_end", sort_order: "desc" }),
    expected: ({ products }) => products.length,
    found: (answer) => at(answer, "pagination", "total"),
  },
  {
    asks: "Give me the quality report of the web shop for last quarter",
    tool: "get_product_quality_report",
    args: ({ products }) => ({ product_ids: first(products).id, start_date: "last quarter" }),
    expected: (golden) => {
      const tests = executed(golden).filter(
        ({ product, end }) =>
          product === first(golden.products).id && within(end, LAST_QUARTER.start, LAST_QUARTER.end),
      );
      return [tests.length, bugsOf(golden, tests).length];
    },
    found: (answer) => [at(answer, "summary", "tests", "total"), at(answer, "summary", "bugs", "total")],
  },
  {
    asks: "I need the EBR for two products over all time: how healthy are acceptance and rejection?",
    tool: "get_product_quality_report",
    args: ({ products }) => ({ product_ids: products.slice(0, 2).map(({ id }) => id) }),
    expected: (golden) => {
      const ids = golden.products.slice(0, 2).map(({ id }) => id);
      const bugs = bugsOf(golden, executed(golden)).filter(({ product }) => ids.includes(product));
      return [bugs.filter(({ outcome }) => outcome === "rejected").length, bugs.length];
    },
    found: (answer) => [
      at(answer, "rates", "rejection_rate", "numerator"),
      at(answer, "rates", "rejection_rate", "denominator"),
    ],
  },
  {
    asks: "Write the quality report of a product as markdown, with the change against the previous period",
    tool: "get_product_quality_report",
    args: ({ products }) => ({ product_ids: [first(products).id], start_date: "Q2 2026", format: "markdown" }),
    expected: () => [true, "2026-04-01"],
    found: (answer) => [String(answer.markdown).includes("# "), at(answer, "scope", "period", "start")],
  },
  {
    asks: "How many bugs were found per month this year?",
    tool: "query_metrics",
    args: () => ({ metrics: "bug_count", dimensions: "month", start_date: "2026" }),
    expected: (golden) => {
      const tests = executed(golden).filter(({ end }) => within(end, THIS_YEAR, "2026-12-31"));
      const months = new Map(tests.map(({ id, end }) => [id, end.slice(0, 7)]));
      return counted(bugsOf(golden, tests), ({ test }) => months.get(test) ?? "");
    },
    found: (answer) => measured(answer, "month", "bug_count"),
  },
  {
    asks: "What is the rejection rate of each product?",
    tool: "query_metrics",
    args: () => ({ metrics: ["rejection_rate"], dimensions: ["product"] }),
    expected: (golden) => {
      const bugs = bugsOf(golden, executed(golden));
      return sorted(
        golden.products.map(({ id }) => {
          const own = bugs.filter(({ product }) => product === id);
          return `${id}: ${own.filter(({ outcome }) => outcome === "rejected").length} of ${own.length}`;
        }),
      );
    },
    found: (answer) =>
      sorted(
        rows(answer, "data").map(
          (row) =>
            `${row.product_id}: ${at(row, "rejection_rate", "numerator")} of ${at(row, "rejection_rate", "denominator")}`,
        ),
      ),
  },
  {
    asks: "How many tests did we run per quarter?",
    tool: "query_metrics",
    args: () => ({ metrics: "test_count", dimensions: "quarter" }),
    expected: (golden) =>
      counted(executed(golden), ({ end }) => `${end.slice(0, 4)}-Q${Math.ceil(Number(end.slice(5, 7)) / 3)}`),
    found: (answer) => measured(answer, "quarter", "test_count"),
  },
  {
    asks: "What are the most common rejection reasons?",
    tool: "query_metrics",
    args: () => ({ metrics: "rejected_bugs", dimensions: "rejection_reason", filters: { bug_status: "rejected" } }),
    expected: (golden) =>
      counted(
        bugsOf(golden, executed(golden)).filter(({ outcome }) => outcome === "rejected"),
        ({ reason }) => String(reason),
      ),
    found: (answer) => measured(answer, "rejection_reason", "rejected_bugs"),
  },
  {
    asks: "What share of accepted bugs was accepted automatically, and how did that change against the previous period?",
    tool: "query_metrics",
    args: () => ({ metrics: "auto_acceptance_rate", start_date: "Q1 2026", compare: "previous_period" }),
    expected: (golden) => {
      const tests = executed(golden).filter(({ end }) => within(end, LAST_QUARTER.start, LAST_QUARTER.end));
      const bugs = bugsOf(golden, tests);
      const auto = bugs.filter(({ outcome }) => outcome === "auto_accepted").length;
      return [auto, auto + bugs.filter(({ outcome }) => outcome === "accepted").length];
    },
    found: (answer) => {
      const rate = at(first(rows(answer, "data")), "auto_acceptance_rate");
      return [at(rate, "numerator"), at(rate, "denominator")];
    },
  },
  {
    asks: "Which tester reported the most bugs, counted over all tests?",
    tool: "query_metrics",
    args: () => ({ metrics: "bug_count", dimensions: "tester", limit: 1000 }),
    expected: (golden) => counted(bugsOf(golden, executed(golden)), ({ author }) => author),
    found: (answer) => measured(answer, "tester", "bug_count"),
  },
  {
    asks: "Give me an overview of one product: how many tests, features and bugs does it have?",
    tool: "get_product_summary",
    args: ({ products }) => ({ product_id: first(products).id }),
    expected: (golden) => {
      const { id } = first(golden.products);
      return [
        golden.tests.filter(({ product }) => product === id).length,
        golden.bugs.filter(({ product }) => product === id).length,
        golden.features.filter(({ product }) => product === id).length,
      ];
    },
    found: (answer) => [
      at(answer, "product", "test_count"),
      at(answer, "product", "bug_count"),
      at(answer, "product", "feature_count"),
    ],
  },
  {
    asks: "Which customers created tests lately, and when were they last active?",
    tool: "list_users",
    args: () => ({ user_type: "customer", days: 36500 }),
    expected: ({ tests }) => tests.every(({ creator }) => creator !== ""),
    found: (answer) => rows(answer, "users").length > 0,
  },
  {
    asks: "Which testers were active in the last 90 days?",
    tool: "list_users",
    args: () => ({ user_type: "tester", days: "90", per_page: 200 }),
    expected: (golden) => {
      const recent = new Set(
        golden.tests.filter(({ end }) => Date.parse(end) >= Date.parse("2026-04-01T12:00:00Z")).map(({ id }) => id),
      );
      return sorted([...new Set(golden.bugs.filter(({ test }) => recent.has(test)).map(({ author }) => author))]);
    },
    found: (answer) => sorted(each(rows(answer, "users"), "username")),
  },
  {
    asks: "Which tests are running right now?",
    tool: "list_tests",
    args: () => ({ statuses: "running" }),
    expected: ({ tests }) => sorted(tests.filter(({ status }) => status === "running").map(({ id }) => id)),
    found: (answer) => sorted(each(rows(answer, "tests"), "test_id")),
  },
  {
    asks: "Which tests of these two products ended last month?",
    tool: "list_tests",
    args: ({ products }) => ({
      product_ids: products
        .slice(0, 2)
        .map(({ id }) => String(id))
        .join(","),
      start_date: "last month",
    }),
    expected: ({ tests, products }) => {
      const ids = products.slice(0, 2).map(({ id }) => id);
      return sorted(
        tests
          .filter(({ product, end }) => ids.includes(product) && within(end, "2026-05-01", "2026-05-31"))
          .map(({ id }) => id),
      );
    },
    found: (answer) => sorted(each(rows(answer, "tests"), "test_id")),
  },
  {
    asks: "When did the latest syncs run, who started them, and did one fail?",
    tool: "get_sync_history",
    args: () => ({ limit: 5 }),
    expected: () => ["success", "mcp"],
    found: (answer) => [at(rows(answer, "runs").at(-1), "status"), at(rows(answer, "runs").at(-1), "trigger")],
  },
  {
    asks: "Fetch fresh data from TestIO before the report",
    tool: "sync_data",
    args: () => ({}),
    expected: ({ products }) => ["success", products.length],
    found: (answer) => [answer.status, answer.products_synced],
  },
  {
    asks: "What is the definition of the metric review rate, and which dimensions are there?",
    tool: "get_analytics_capabilities",
    args: () => ({}),
    expected: () => "(accepted + rejected) / all bugs",
    found: (answer) =>
      at(
        rows(answer, "metrics").find(({ key }) => key === "review_rate"),
        "formula",
      ),
  },
];
