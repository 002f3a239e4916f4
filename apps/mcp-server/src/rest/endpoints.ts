import { getAnalyticsCapabilitiesTool } from "../tools/get-analytics-capabilities.js";
import { getBugSummaryTool } from "../tools/get-bug-summary.js";
import { getDatabaseStatsTool } from "../tools/get-database-stats.js";
import { getFeatureSummaryTool } from "../tools/get-feature-summary.js";
import { getProblematicTestsTool } from "../tools/get-problematic-tests.js";
import { getProductQualityReportTool } from "../tools/get-product-quality-report.js";
import { getProductSummaryTool } from "../tools/get-product-summary.js";
import { getSyncHistoryTool } from "../tools/get-sync-history.js";
import { getTestStatusTool } from "../tools/get-test-status.js";
import { getUserSummaryTool } from "../tools/get-user-summary.js";
import { getServerDiagnosticsTool } from "../tools/hidden/get-server-diagnostics.js";
import { listBugsTool } from "../tools/list-bugs.js";
import { listFeaturesTool } from "../tools/list-features.js";
import { listProductsTool } from "../tools/list-products.js";
import { listTestsTool } from "../tools/list-tests.js";
import { listUsersTool } from "../tools/list-users.js";
import { queryMetricsTool } from "../tools/query-metrics.js";
import { searchTool } from "../tools/search.js";
import { syncDataTool } from "../tools/sync-data.js";
import type { Endpoint } from "./endpoint.js";
import { getReportDocumentTool } from "./tools/get-report-document.js";
import { getThresholdsTool } from "./tools/get-thresholds.js";
import { listUserStoriesTool } from "./tools/list-user-stories.js";

const get = (path: string, tag: string, tool: Endpoint["tool"]): Endpoint => ({ method: "get", path, tag, tool });

/** Every endpoint, in the order the documentation lists them. */
export const ENDPOINTS: readonly Endpoint[] = [
  get("/api/products", "Products", listProductsTool),
  get("/api/products/{product_id}/summary", "Products", getProductSummaryTool),
  get("/api/products/{product_id}/tests", "Products", listTestsTool),
  get("/api/products/{product_id}/features", "Products", listFeaturesTool),
  get("/api/products/{product_id}/user_stories", "Products", listUserStoriesTool),
  get("/api/tests", "Tests", listTestsTool),
  get("/api/tests/{test_id}/summary", "Tests", getTestStatusTool),
  get("/api/bugs", "Bugs", listBugsTool),
  get("/api/bugs/{bug_id}/summary", "Bugs", getBugSummaryTool),
  get("/api/features/{feature_id}/summary", "Features", getFeatureSummaryTool),
  get("/api/users", "Users", listUsersTool),
  get("/api/users/{user_id}/summary", "Users", getUserSummaryTool),
  get("/api/search", "Search", searchTool),
  { method: "post", path: "/api/analytics/query", tag: "Analytics", tool: queryMetricsTool },
  get("/api/analytics/capabilities", "Analytics", getAnalyticsCapabilitiesTool),
  {
    ...get("/api/quality-report", "Analytics", getProductQualityReportTool),
    documents: { formats: { html: "text/html", csv: "text/csv" }, tool: getReportDocumentTool },
  },
  get("/api/thresholds", "Analytics", getThresholdsTool),
  { method: "post", path: "/api/sync", tag: "Sync", tool: syncDataTool, slow: true },
  get("/api/sync/history", "Sync", getSyncHistoryTool),
  get("/api/sync/problematic", "Sync", getProblematicTestsTool),
  get("/api/diagnostics", "Server", getServerDiagnosticsTool),
  get("/api/database", "Server", getDatabaseStatsTool),
];
