import type { Settings } from "@testio/config";
import { HIDDEN_TOOLS, TOOLS } from "../tools/registry.js";
import { selectTools } from "../tools/select-tools.js";

/** The tool that answers the same as each part of the dashboard: without it, the part is not there either. */
const TOOL_OF = {
  sync: "health_check",
  totals: "get_database_stats",
  coverage: "list_products",
  search: "search",
  trends: "query_metrics",
  history: "get_sync_history",
  problems: "get_problematic_tests",
  reports: "get_product_quality_report",
  syncNow: "sync_data",
} as const;

export type Part = keyof typeof TOOL_OF;

/** Parts that are another way to REST. */
const OF_REST: readonly Part[] = ["reports", "syncNow"];

/** What the settings leave on the dashboard. */
export function offeredParts(
  settings: Pick<Settings, "enabledTools" | "disabledTools" | "apiMode">,
): ReadonlySet<Part> {
  const { callable } = selectTools(TOOLS, HIDDEN_TOOLS, settings);
  const parts = Object.keys(TOOL_OF) as Part[];
  return new Set(
    parts.filter((part) => callable.has(TOOL_OF[part]) && !(settings.apiMode === "mcp" && OF_REST.includes(part))),
  );
}
