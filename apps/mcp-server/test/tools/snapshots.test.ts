import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";
import { idsOf } from "../support/world.js";

const NOW = new Date("2026-06-30T12:00:00.000Z");

/** What differs from run to run: times taken, sizes and places of files, and the order in which people were met. */
const VOLATILE = new Set(["query_time_ms", "duration_seconds", "database_path", "database_size_mb", "latency_ms"]);

function stable(value: unknown, key = ""): unknown {
  if (VOLATILE.has(key)) return `<${key}>`;
  if (Array.isArray(value)) return value.map((item) => stable(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === "id" && "username" in value ? "<user id>" : stable(item, name),
    ]),
  );
}

/** Whole answers, so that nobody changes one without seeing it. */
describe("answers on a small database", () => {
  it("are as they were", async () => {
    const api = await simulator({ seed: 11, products: 2, testsPerProduct: 6, bugsPerTest: 4, quirks: false, now: NOW });
    const { call } = await connect(await settingsFor(api, { TESTIO_SYNC_BUGS: "true" }), () => NOW);
    await call("sync_data");
    const { product, test, bug, feature } = await idsOf(api, call);
    const calls: Record<string, Record<string, unknown>> = {
      list_products: {},
      list_tests: { product_id: product, detail: "full" },
      list_features: { product_id: product, sort_by: "bug_count", sort_order: "desc", per_page: 5 },
      list_users: { user_type: "customer" },
      list_bugs: { test_ids: test, detail: "full" },
      get_test_status: { test_id: test },
      get_product_summary: { product_id: product },
      get_feature_summary: { feature_id: feature },
      get_bug_summary: { bug_id: bug },
      get_product_quality_report: { product_ids: product, start_date: "Q2 2026" },
      query_metrics: { metrics: ["bug_count", "rejection_rate"], dimensions: ["severity"] },
      get_analytics_capabilities: {},
      search: { query: "account", per_page: 3 },
      get_problematic_tests: {},
    };
    for (const [name, args] of Object.entries(calls)) {
      const { data } = await call(name, args);
      await expect(`${JSON.stringify(stable(data), null, 2)}\n`).toMatchFileSnapshot(`snapshots/${name}.snap`);
    }
  });
});
