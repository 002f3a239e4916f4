import type { SyncOptions } from "@testio/sync-core";
import type { ToolCall } from "../define-tool.js";
import { ToolError } from "../errors/tool-error.js";
import { type SyncAnswer, syncAnswer, syncFailure } from "../tools/sync-outcome.js";
import { syncProgress } from "../tools/sync-progress.js";
import { type AskedFor, syncRequest } from "./sync-request.js";
import { withoutTitles } from "./without-titles.js";

interface AskedSync extends AskedFor {
  options: SyncOptions;
  /** Features are fetched however fresh they are. */
  refreshFeatures?: boolean;
}

/**
 * Syncs because a tool was asked to, and answers what came of it.
 *
 * @throws ToolError when nothing was synced, or the sync was stopped; and what {@link syncRequest} throws.
 */
export async function runSync(tool: string, asked: AskedSync, call: ToolCall): Promise<SyncAnswer> {
  const { context, signal, reportProgress, via } = call;
  assertAllowed(tool, asked.productIds, context.settings.productIds);
  const request = await syncRequest(context, asked);
  const { executeSync } = await import("@testio/sync-core");
  const live = context.liveSyncs.follow();
  const result = await executeSync({
    ...request,
    settings: { ...request.settings, ...(asked.refreshFeatures === true ? { featureCacheTtlSeconds: 0 } : {}) },
    options: asked.options,
    trigger: via,
    signal,
    onProgress: syncProgress(request.phases, (progress) => {
      live.report(progress);
      reportProgress(progress);
    }),
  }).finally(live.end);
  if (result.status === "failure" || result.status === "cancelled") {
    const failed = { ...result, ...(await withoutTitles(result, request.store)) };
    throw syncFailure(failed, context.background.status().activity === "running");
  }
  return syncAnswer(result);
}

function assertAllowed(tool: string, asked: readonly number[] | undefined, allowed: readonly number[] | null): void {
  const outside = allowed === null ? [] : (asked ?? []).filter((id) => !allowed.includes(id));
  if (allowed === null || outside.length === 0) return;
  throw new ToolError(
    `${tool} was not run.`,
    `This server may not sync product ${outside.join(", ")}: TESTIO_PRODUCT_IDS limits it to ${allowed.join(", ")}.`,
    "Ask for one of those, or change that setting and restart the server.",
    null,
    "not_allowed",
  );
}
