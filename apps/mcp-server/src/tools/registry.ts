import { alias, type Tool } from "../define-tool.js";
import { getAnalyticsCapabilitiesTool } from "./get-analytics-capabilities.js";
import { getBugSummaryTool } from "./get-bug-summary.js";
import { getDatabaseStatsTool } from "./get-database-stats.js";
import { getFeatureSummaryTool } from "./get-feature-summary.js";
import { getProblematicTestsTool } from "./get-problematic-tests.js";
import { getProductQualityReportTool } from "./get-product-quality-report.js";
import { getProductSummaryTool } from "./get-product-summary.js";
import { getSyncHistoryTool } from "./get-sync-history.js";
import { getTestStatusTool } from "./get-test-status.js";
import { getUserSummaryTool } from "./get-user-summary.js";
import { healthCheckTool } from "./health-check.js";
import { clearCacheTool } from "./hidden/clear-cache.js";
import { forceSyncProductTool } from "./hidden/force-sync-product.js";
import { getServerDiagnosticsTool } from "./hidden/get-server-diagnostics.js";
import { listBugsTool } from "./list-bugs.js";
import { listFeaturesTool } from "./list-features.js";
import { listProductsTool } from "./list-products.js";
import { listTestsTool } from "./list-tests.js";
import { listUsersTool } from "./list-users.js";
import { queryMetricsTool } from "./query-metrics.js";
import { searchTool } from "./search.js";
import { syncDataTool } from "./sync-data.js";

/** Every tool, in the order clients see them. */
export const TOOLS: readonly Tool[] = [
  listProductsTool,
  listTestsTool,
  listFeaturesTool,
  listUsersTool,
  listBugsTool,
  getTestStatusTool,
  getProductSummaryTool,
  getFeatureSummaryTool,
  getUserSummaryTool,
  getBugSummaryTool,
  getProductQualityReportTool,
  queryMetricsTool,
  getAnalyticsCapabilitiesTool,
  searchTool,
  syncDataTool,
  healthCheckTool,
  getDatabaseStatsTool,
  getSyncHistoryTool,
  getProblematicTestsTool,
];

export const TOOL_NAMES: readonly string[] = TOOLS.map(({ name }) => name);

/** A tool that can be called and is never listed: who knows its name from earlier versions finds it working. */
export interface HiddenTool {
  tool: Tool;
  /** The listed tool it does the work of, with which it is offered or not. */
  standsFor: string;
}

export const HIDDEN_TOOLS: readonly HiddenTool[] = [
  { tool: alias(getTestStatusTool, "get_test_summary"), standsFor: getTestStatusTool.name },
  { tool: alias(getProductQualityReportTool, "generate_quality_report"), standsFor: getProductQualityReportTool.name },
  { tool: alias(getProductQualityReportTool, "generate_ebr_report"), standsFor: getProductQualityReportTool.name },
  { tool: getServerDiagnosticsTool, standsFor: healthCheckTool.name },
  { tool: forceSyncProductTool, standsFor: syncDataTool.name },
  { tool: clearCacheTool, standsFor: syncDataTool.name },
];
