import type { Golden } from "./golden.js";
import { at, bugsOf, counted, each, executed, first, measured, type Question, rows, sorted } from "./question.js";

const rejected = (bug: { outcome: string; reason: string | null }) => bug.outcome === "rejected" && bug.reason !== null;

/** Which id a person has here is told by a list only. */
async function idOf({ call }: Golden, type: string, username: string): Promise<unknown> {
  for (let page = 1; ; page += 1) {
    const { data } = await call("list_users", { user_type: type, days: 36500, per_page: 200, page });
    const user = rows(data, "users").find((row) => row.username === username);
    if (user !== undefined || at(data, "pagination", "has_more") !== true) return user?.id;
  }
}

/** What developers ask, and whoever runs the server. */
export const DEVELOPER_QUESTIONS: readonly Question[] = [
  {
    asks: "What are the steps to reproduce this bug, and the expected and actual result?",
    tool: "get_bug_summary",
    args: ({ bugs }) => ({ bug_id: first(bugs).id }),
    expected: ({ bugs }) => [first(bugs).title, true],
    found: (answer) => [at(answer, "bug", "title"), String(at(answer, "bug", "steps")).length > 0],
  },
  {
    asks: "On which devices was this one bug found, and who reported it?",
    tool: "get_bug_summary",
    args: ({ bugs }) => ({ id: first(bugs).id }),
    expected: ({ bugs }) => first(bugs).author,
    found: (answer) => at(answer, "bug", "reported_by", "username"),
  },
  {
    asks: "Why was this bug rejected, and what do its comments say?",
    tool: "get_bug_summary",
    args: ({ bugs }) => ({ bug_id: first(bugs.filter(rejected)).id }),
    expected: ({ bugs }) => first(bugs.filter(rejected)).reason,
    found: (answer) => at(answer, "bug", "rejection_reason"),
  },
  {
    asks: "Which accepted bugs are not yet exported?",
    tool: "list_bugs",
    args: () => ({ status: ["accepted"], exported: false, per_page: 1 }),
    expected: ({ bugs }) => bugs.filter(({ outcome, exported }) => outcome === "accepted" && !exported).length,
    found: (answer) => at(answer, "pagination", "total"),
  },
  {
    asks: "Bugs of one feature by severity",
    tool: "list_bugs",
    args: ({ bugs }) => ({
      feature_ids: first(bugs.filter(({ feature }) => feature !== null)).feature,
      sort_by: "severity",
    }),
    expected: ({ bugs }) => {
      const { feature } = first(bugs.filter((bug) => bug.feature !== null));
      return sorted(bugs.filter((bug) => bug.feature === feature).map(({ id }) => id));
    },
    found: (answer) => sorted(each(rows(answer, "bugs"), "id")),
  },
  {
    asks: "Bugs that belong to no feature: are there any that are open?",
    tool: "list_bugs",
    args: () => ({ feature_ids: "none", status: "open" }),
    expected: ({ bugs }) =>
      sorted(bugs.filter(({ feature, outcome }) => feature === null && outcome === "open").map(({ id }) => id)),
    found: (answer) => sorted(each(rows(answer, "bugs"), "id")),
  },
  {
    asks: "How much did this one tester do: how many bugs did that person report?",
    tool: "get_user_summary",
    args: async (golden) => ({ user_id: await idOf(golden, "tester", first(golden.bugs).author) }),
    expected: ({ bugs }) => bugs.filter(({ author }) => author === first(bugs).author).length,
    found: (answer) => at(answer, "user", "bugs_reported_count"),
  },
  {
    asks: "When was this customer last active, and how many tests did that person create and submit?",
    tool: "get_user_summary",
    args: async (golden) => ({ id: await idOf(golden, "customer", first(golden.tests).creator) }),
    expected: ({ tests }) => tests.filter(({ creator }) => creator === first(tests).creator).length,
    found: (answer) => at(answer, "user", "tests_created_count"),
  },
  {
    asks: "Can TestIO be reached, is the token accepted, does the database work?",
    tool: "health_check",
    args: () => ({}),
    expected: () => ["healthy", true, true],
    found: (answer) => [answer.status, at(answer, "api", "token_accepted"), at(answer, "database", "ok")],
  },
  {
    asks: "How fast do the API and the tools answer?",
    tool: "health_check",
    args: () => ({}),
    expected: () => true,
    found: (answer) => Number(at(answer, "api_metrics", "api_latency_p95")) >= 0,
  },
  {
    asks: "How big is the local database, and where is it?",
    tool: "get_database_stats",
    args: () => ({}),
    expected: () => true,
    found: (answer) => Number(answer.database_size_mb) > 0 && String(answer.database_path).endsWith("cache.db"),
  },
  {
    asks: "What does the local database hold, when was it last synced and when will it be next?",
    tool: "get_database_stats",
    args: () => ({}),
    expected: ({ tests, bugs, products }) => [tests.length, bugs.length, products.length],
    found: (answer) => [answer.total_tests, answer.total_bugs, answer.total_products],
  },
  {
    asks: "Read every test of this product from TestIO again, also to find deleted ones",
    tool: "sync_data",
    args: ({ products }) => ({ product_id: first(products).id, force: "true" }),
    expected: () => ["success", "force", 1],
    found: (answer) => [answer.status, answer.mode, answer.products_synced],
  },
  {
    asks: "Which tests are missing because TestIO fails to answer them?",
    tool: "get_problematic_tests",
    args: () => ({}),
    expected: () => 0,
    found: (answer) => answer.total,
  },
  {
    asks: "At which places in the test list of this product is a test missing, and since when?",
    tool: "get_problematic_tests",
    args: ({ products }) => ({ product_id: first(products).id }),
    expected: () => [0, []],
    found: (answer) => [answer.total, answer.tests],
  },
  {
    asks: "With which formula is each metric computed, and what are the limits?",
    tool: "get_analytics_capabilities",
    args: () => ({}),
    expected: () => 3,
    found: (answer) => at(answer, "limits", "max_dimensions"),
  },
  {
    asks: "The trend of critical bugs per month",
    tool: "query_metrics",
    args: () => ({ metrics: ["critical_bugs"], dimensions: ["month"], filters: { severity: ["critical"] } }),
    expected: (golden) => {
      const tests = executed(golden);
      const months = new Map(tests.map(({ id, end }) => [id, end.slice(0, 7)]));
      const critical = bugsOf(golden, tests).filter(({ severity }) => severity === "critical");
      return counted(critical, ({ test }) => months.get(test) ?? "");
    },
    found: (answer) => measured(answer, "month", "critical_bugs"),
  },
  {
    asks: "On which platform were the most bugs found, counted?",
    tool: "query_metrics",
    args: () => ({ metrics: "bug_count", dimensions: "found_platform" }),
    expected: (golden) => {
      const found = bugsOf(golden, executed(golden)).flatMap(({ systems }) => systems);
      return counted(found, (system) => system);
    },
    found: (answer) => measured(answer, "found_platform", "bug_count"),
  },
  {
    asks: "Search the text of bugs and comments for the words another user",
    tool: "search",
    args: () => ({ query: '"another user"', entities: "bug", limit: 200 }),
    expected: ({ bugs }) => bugs.some(({ title }) => /another user/i.test(title)),
    found: (answer) => rows(answer, "results").some(({ title }) => /another user/i.test(String(title))),
  },
  {
    asks: "How long did the last sync take, and what did it do?",
    tool: "get_sync_history",
    args: () => ({}),
    expected: () => true,
    found: (answer) => Number(at(first(rows(answer, "runs")), "duration_seconds")) > 0,
  },
];
