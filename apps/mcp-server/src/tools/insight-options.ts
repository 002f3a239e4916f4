import type { RefreshOptions } from "@testio/insights";
import type { ToolCall } from "../define-tool.js";

/** What every question of stored data is asked with: what is due is fetched from TestIO first. */
export async function insightOptions({ context, signal, reportProgress }: ToolCall) {
  return {
    now: context.now,
    freshness: await context.freshness(),
    signal,
    staleAfterSeconds: context.settings.cacheTtlSeconds,
    onProgress: reportProgress,
  } satisfies RefreshOptions;
}
