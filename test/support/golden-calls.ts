import type { Ids } from "../../apps/mcp-server/test/support/world.js";

/** Questions whose whole answers on the golden database are kept; every tool is asked something. */
export function goldenCalls({ product, test, bug, feature, user }: Ids): { name: string; args: object }[] {
  const period = { start_date: "2026-01-01", end_date: "2026-03-31" };
  return [
    { name: "list_products", args: {} },
    { name: "list_products", args: { sort_by: "test_count", sort_order: "desc", per_page: 2, detail: "full" } },
    { name: "list_tests", args: { ...period, per_page: 5 } },
    {
      name: "list_tests",
      args: { product_id: product, statuses: ["locked"], sort_by: "title", per_page: 2, detail: "full" },
    },
    { name: "list_tests", args: { start_date: "last month", end_date: "last month", sort_by: "status", per_page: 4 } },
    { name: "list_features", args: { product_id: product, sort_by: "bug_count", sort_order: "desc", per_page: 6 } },
    { name: "list_features", args: { product_id: product, has_user_stories: true, per_page: 2, detail: "full" } },
    { name: "list_users", args: { days: 90 } },
    { name: "list_users", args: { user_type: "customer", product_id: product } },
    { name: "list_bugs", args: { test_ids: test, detail: "full", per_page: 3 } },
    { name: "list_bugs", args: { status: "open", severity: ["critical", "high"], sort_by: "severity", per_page: 8 } },
    { name: "list_bugs", args: { product_ids: product, rejection_reason: "not_reproducible", ...period } },
    { name: "list_bugs", args: { known: true, exported: false, found_platform: "iOS", per_page: 5 } },
    { name: "get_test_status", args: { test_id: test } },
    { name: "get_product_summary", args: { product_id: product } },
    { name: "get_feature_summary", args: { feature_id: feature } },
    { name: "get_user_summary", args: { user_id: user } },
    { name: "get_bug_summary", args: { bug_id: bug } },
    { name: "get_product_quality_report", args: { product_ids: product, ...period } },
    {
      name: "get_product_quality_report",
      args: { product_ids: product, start_date: "last quarter", format: "markdown" },
    },
    { name: "query_metrics", args: { metrics: ["bug_count", "rejection_rate"], dimensions: ["product", "severity"] } },
    {
      name: "query_metrics",
      args: {
        metrics: ["test_count", "bugs_per_test"],
        dimensions: ["product"],
        compare: "previous_period",
        ...period,
      },
    },
    { name: "query_metrics", args: { metrics: ["overall_acceptance_rate", "open_bugs"], dimensions: ["quarter"] } },
    { name: "get_analytics_capabilities", args: {} },
    { name: "search", args: { query: "checkout", per_page: 5 } },
    { name: "search", args: { query: '"log in" OR login*', match_mode: "raw", entities: "bug", per_page: 3 } },
    { name: "sync_data", args: { product_ids: product } },
    { name: "health_check", args: {} },
    { name: "get_database_stats", args: {} },
    { name: "get_sync_history", args: { limit: 2 } },
    { name: "get_problematic_tests", args: {} },
    { name: "get_test_summary", args: { test_id: test } },
    { name: "generate_quality_report", args: { product_ids: product, test_ids: [test] } },
    { name: "generate_ebr_report", args: { product_id: product, start_date: "2026-06-01", end_date: "2026-06-30" } },
    { name: "get_server_diagnostics", args: { include_sync_events: true, sync_event_limit: 1 } },
    { name: "force_sync_product", args: { product_id: product } },
    { name: "clear_cache", args: { confirm: true } },
  ];
}
