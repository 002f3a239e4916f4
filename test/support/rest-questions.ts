import type { Ids } from "../../apps/mcp-server/test/support/world.js";

/** The same question twice: as a request to REST, and as a call of a tool. */
export interface RestQuestion {
  method: "get" | "post";
  /** As the OpenAPI document writes it. */
  path: string;
  query?: Record<string, string | readonly string[]>;
  body?: object;
  tool: string;
  args: Record<string, unknown>;
}

const PERIOD = { start_date: "2026-01-01", end_date: "2026-03-31" };

/** Every endpoint that answers what a tool answers, with arguments where it takes any. */
export function restQuestions({ product, test, bug, feature, user }: Ids): RestQuestion[] {
  const get = (
    path: string,
    tool: string,
    args = {},
    query: NonNullable<RestQuestion["query"]> = {},
  ): RestQuestion => ({
    method: "get",
    path,
    query,
    tool,
    args,
  });
  const metrics = { metrics: ["bug_count", "rejection_rate"], dimensions: ["product", "severity"], ...PERIOD };
  return [
    get("/api/products", "list_products"),
    get(
      "/api/products",
      "list_products",
      { sort_by: "test_count", sort_order: "desc", per_page: 2 },
      { sort_by: "test_count", sort_order: "desc", per_page: "2" },
    ),
    get("/api/products/{product_id}/summary", "get_product_summary", { product_id: product }),
    get(
      "/api/products/{product_id}/tests",
      "list_tests",
      { product_id: product, statuses: ["archived", "locked"], sort_by: "title", per_page: 7, page: 2 },
      { statuses: "archived,locked", sort_by: "title", per_page: "7", page: "2" },
    ),
    get(
      "/api/products/{product_id}/features",
      "list_features",
      { product_id: product, sort_by: "bug_count", sort_order: "desc", has_user_stories: true },
      { sort_by: "bug_count", sort_order: "desc", has_user_stories: "true" },
    ),
    get(
      "/api/tests",
      "list_tests",
      { ...PERIOD, detail: "full", per_page: 10 },
      { ...PERIOD, detail: "full", per_page: "10" },
    ),
    get("/api/tests/{test_id}/summary", "get_test_status", { test_id: test }),
    get(
      "/api/bugs",
      "list_bugs",
      { status: "forwarded", severity: ["critical", "high"], sort_by: "severity", exported: false },
      { status: "open", severity: ["critical", "high"], sort_by: "severity", exported: "false" },
    ),
    get("/api/bugs", "list_bugs", { test_ids: [test], detail: "full" }, { test_ids: String(test), detail: "full" }),
    get("/api/bugs/{bug_id}/summary", "get_bug_summary", { bug_id: bug }),
    get("/api/features/{feature_id}/summary", "get_feature_summary", { feature_id: feature }),
    get("/api/users", "list_users", { days: 36_500, user_type: "tester" }, { days: "36500", user_type: "tester" }),
    get("/api/users/{user_id}/summary", "get_user_summary", { user_id: user }),
    get(
      "/api/search",
      "search",
      { query: "checkout", entities: ["bug", "test"], product_ids: [product] },
      { query: "checkout", entities: "bug,test", product_ids: String(product) },
    ),
    { method: "post", path: "/api/analytics/query", body: metrics, tool: "query_metrics", args: metrics },
    get("/api/analytics/capabilities", "get_analytics_capabilities"),
    get(
      "/api/quality-report",
      "get_product_quality_report",
      { product_ids: [product], ...PERIOD },
      { product_ids: String(product), ...PERIOD },
    ),
    {
      method: "post",
      path: "/api/sync",
      body: { product_ids: [product] },
      tool: "sync_data",
      args: { product_ids: [product] },
    },
    get("/api/sync/history", "get_sync_history", { limit: 1 }, { limit: "1" }),
    get("/api/sync/problematic", "get_problematic_tests"),
    get("/api/diagnostics", "get_server_diagnostics"),
    get("/api/database", "get_database_stats"),
  ];
}
