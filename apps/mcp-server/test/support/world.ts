import type { Simulator } from "@testio/simulator";
import type { Session } from "./in-process.js";

/** Ids to ask for. */
export interface Ids {
  product: number;
  test: number;
  bug: number;
  feature: number;
  user: number;
}

/** Ids of things that are stored, of a test with bugs. */
export async function idsOf(api: Simulator, call: Session["call"]): Promise<Ids> {
  const test = api.truth.testIds().find((id) => api.truth.bugIds(id).length > 0) ?? 0;
  const { data } = await call("list_users", { days: 36_500, per_page: 1 });
  const [user] = data.users as { id: number }[];
  const [product = 0] = api.truth.productIds();
  return {
    product,
    test,
    bug: api.truth.bugIds(test)[0] ?? 0,
    feature: api.truth.featureIds(product)[0] ?? 0,
    user: user?.id ?? 0,
  };
}

type Calls = readonly Record<string, unknown>[];

/** Calls of every tool that have to be answered, in the forms that agents write. */
export function validCalls({ product, test, bug, feature, user }: Ids): Readonly<Record<string, Calls>> {
  return {
    list_products: [{}, { search: "a", detail: "full", sort_by: "test_count", sort_order: "DESC" }, { per_page: "1" }],
    list_tests: [
      {},
      { product_id: `${product}`, statuses: "running, Locked", detail: "full" },
      { product_ids: [product], start_date: "last year", end_date: "today", sort_by: "status", limit: 5 },
    ],
    list_features: [
      { product_id: product },
      { product_id: [product], has_user_stories: "true", detail: "full", sort_by: "bug_count", sort_order: "desc" },
      { product_id: product, force_refresh: true, page: 99 },
    ],
    list_users: [{}, { user_type: "Tester", days: 36_500, sort_by: "last_activity" }, { product_id: product }],
    list_bugs: [
      {},
      { test_ids: [test], detail: "full" },
      { product_id: product, status: "open", severity: ["critical", "high"], sort_by: "severity" },
      { feature_ids: [feature, "none"], rejection_reason: "none", known: "false", exported: false },
      { found_platform: "Android,iOS", reported_by_user_id: user, start_date: "2000-01-01", page: 2 },
    ],
    get_test_status: [{ test_id: test }, { id: String(test) }],
    get_product_summary: [{ product_id: product }],
    get_feature_summary: [{ feature_id: feature }],
    get_user_summary: [{ user_id: user }],
    get_bug_summary: [{ bug_id: bug }],
    get_product_quality_report: [
      { product_ids: product },
      { product_id: [product], start_date: "last year", end_date: "today", format: "markdown" },
      { product_ids: [product], test_ids: [test] },
    ],
    query_metrics: [
      { metrics: "bug_count" },
      {
        metrics: ["test_count", "rejection_rate"],
        dimensions: "testing_type, product",
        compare: "previous_period",
        start_date: "this year",
      },
      { metric: "bug_count", group_by: ["severity", "found_platform", "tester"], limit: 1000, sort_by: "bug_count" },
      { metrics: '["bugs_per_test"]', filters: { severity: ["critical"], known_bug: false }, tests_limit: 3 },
    ],
    get_analytics_capabilities: [{}],
    search: [
      { query: "account" },
      { query: "log-in*", entities: "bug,test", limit: "3" },
      { query: 'title : "a" OR "b"', match_mode: "raw", product_ids: [product], start_date: "2000-01-01" },
    ],
    sync_data: [{ product_ids: product, since: "30 days ago" }],
    health_check: [{}],
    get_database_stats: [{}],
    get_sync_history: [{}, { limit: "1" }],
    get_problematic_tests: [{}, { product_id: product }],
    get_test_summary: [{ test_id: test }],
    generate_quality_report: [{ product_ids: [product] }],
    generate_ebr_report: [{ product_id: product }],
    get_server_diagnostics: [{ include_sync_events: true }],
    force_sync_product: [{ product_id: product }],
    clear_cache: [{ confirm: "true" }],
  };
}
