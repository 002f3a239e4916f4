import { getDatabaseStatsTool } from "../tools/get-database-stats.js";
import { getProblematicTestsTool } from "../tools/get-problematic-tests.js";
import { getSyncHistoryTool } from "../tools/get-sync-history.js";
import { getTestStatusTool } from "../tools/get-test-status.js";
import { healthCheckTool } from "../tools/health-check.js";
import { listProductsTool } from "../tools/list-products.js";
import { listTestsTool } from "../tools/list-tests.js";
import { syncDataTool } from "../tools/sync-data.js";
import type { Endpoint } from "./endpoint.js";

/** Every endpoint, in the order the documentation lists them. */
export const ENDPOINTS: readonly Endpoint[] = [
  { method: "get", path: "/api/products", tool: listProductsTool, tag: "Products" },
  { method: "get", path: "/api/products/{product_id}/tests", tool: listTestsTool, tag: "Products" },
  { method: "get", path: "/api/tests", tool: listTestsTool, tag: "Tests" },
  { method: "get", path: "/api/tests/{test_id}/summary", tool: getTestStatusTool, tag: "Tests" },
  { method: "get", path: "/api/diagnostics", tool: healthCheckTool, tag: "Server" },
  { method: "get", path: "/api/database", tool: getDatabaseStatsTool, tag: "Server" },
  { method: "post", path: "/api/sync", tool: syncDataTool, tag: "Sync", slow: true },
  { method: "get", path: "/api/sync/history", tool: getSyncHistoryTool, tag: "Sync" },
  { method: "get", path: "/api/sync/problematic", tool: getProblematicTestsTool, tag: "Sync" },
];
