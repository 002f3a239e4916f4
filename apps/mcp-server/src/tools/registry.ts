import type { Tool } from "../define-tool.js";
import { getDatabaseStatsTool } from "./get-database-stats.js";
import { getProblematicTestsTool } from "./get-problematic-tests.js";
import { getSyncHistoryTool } from "./get-sync-history.js";
import { getTestStatusTool } from "./get-test-status.js";
import { healthCheckTool } from "./health-check.js";
import { listProductsTool } from "./list-products.js";
import { listTestsTool } from "./list-tests.js";
import { syncDataTool } from "./sync-data.js";

/** Every tool, in the order clients see them. */
export const TOOLS: readonly Tool[] = [
  listProductsTool,
  listTestsTool,
  getTestStatusTool,
  syncDataTool,
  healthCheckTool,
  getDatabaseStatsTool,
  getSyncHistoryTool,
  getProblematicTestsTool,
];

export const TOOL_NAMES: readonly string[] = TOOLS.map(({ name }) => name);
