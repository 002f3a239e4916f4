import type { SyncIssue, SyncResult } from "@testio/sync-core";
import * as z from "zod";
import type { ServerContext } from "../context/server-context.js";
import { defineTool } from "../define-tool.js";
import { ToolError } from "../errors/tool-error.js";
import { flag, idList } from "../input/forgiving.js";
import { syncProgress } from "./sync-progress.js";

export const syncDataTool = defineTool({
  name: "sync_data",
  title: "Sync data from TestIO",
  description:
    "Fetches new and changed products, features and tests from TestIO into the local database. Takes seconds to minutes.",
  input: z.strictObject({
    product_ids: idList().describe("Default: all").optional(),
    since: z.string().describe('Only tests that end from then on: ISO date, "90 days ago" or "all"').optional(),
    force: flag().describe("Read every test again; slow").default(false),
  }),
  output: z.object({
    status: z.enum(["success", "partial_failure", "failure", "cancelled"]),
    products_synced: z.int(),
    features_refreshed: z.int(),
    tests_discovered: z.int(),
    tests_updated: z.int(),
    tests_deleted: z.int(),
    requests: z.int(),
    duration_seconds: z.number(),
    warnings: z.array(z.string()),
    errors: z.array(z.string()),
  }),
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  async handler({ product_ids, since, force }, { context, signal, reportProgress }) {
    const { settings, log } = context;
    assertAllowed(product_ids, settings.productIds);
    const sinceDate = await floor(since ?? settings.syncSince, context);
    const client = await context.client();
    const store = await context.store();
    const { executeSync } = await import("@testio/sync-core");
    const result = await executeSync({
      client,
      store,
      scope: {
        ...(product_ids === undefined ? {} : { productIds: product_ids }),
        ...(sinceDate === null ? {} : { sinceDate }),
      },
      options: { forceRefresh: force },
      trigger: "mcp",
      signal,
      onProgress: syncProgress(reportProgress),
      settings: {
        pageSize: settings.pageSize,
        maxPages: settings.maxPages,
        featureCacheTtlSeconds: settings.featureCacheTtlSeconds,
        concurrency: settings.maxConcurrentApiRequests,
        allowedProductIds: settings.productIds,
      },
      log: ({ level, message, error }) => log[level]({ err: error }, message),
      now: context.now,
    });
    const answer = answerOf(result);
    if (result.status === "failure" || result.status === "cancelled") throw failed(result, answer);
    return answer;
  },
});

function assertAllowed(asked: readonly number[] | undefined, allowed: readonly number[] | null): void {
  const outside = allowed === null ? [] : (asked ?? []).filter((id) => !allowed.includes(id));
  if (allowed === null || outside.length === 0) return;
  throw new ToolError(
    "sync_data was not run.",
    `This server may not sync product ${outside.join(", ")}: TESTIO_PRODUCT_IDS limits it to ${allowed.join(", ")}.`,
    "Ask for one of those, or change that setting and restart the server.",
  );
}

async function floor(since: string | null, context: ServerContext): Promise<Date | null> {
  if (since === null) return null;
  const { parseFloor } = await import("@testio/config");
  return parseFloor(since, context.now());
}

function answerOf(result: SyncResult) {
  return {
    status: result.status,
    products_synced: result.productsSynced,
    features_refreshed: result.featuresRefreshed,
    tests_discovered: result.testsDiscovered,
    tests_updated: result.testsUpdated,
    tests_deleted: result.testsDeleted,
    requests: result.requests,
    duration_seconds: result.durationSeconds,
    warnings: result.warnings,
    errors: result.errors.map(sentence),
  };
}

function sentence({ productId, message }: SyncIssue): string {
  return productId === null || message.startsWith(`Product ${productId} `)
    ? message
    : `Product ${productId}: ${message}`;
}

function failed(result: SyncResult, answer: ReturnType<typeof answerOf>): ToolError {
  if (result.status === "cancelled") {
    return new ToolError(
      "The sync was stopped before it was done.",
      "The call was cancelled or the server is ending.",
      "Call sync_data again: it goes on where this one stopped.",
      answer,
    );
  }
  const locked = result.errors.some(({ kind }) => kind === "SyncLockedError");
  const next = locked
    ? "Wait until that sync has ended. What is stored can be asked for meanwhile."
    : "Call health_check to see what is wrong, then sync_data again. What is stored can still be asked for.";
  const reasons = [...new Set(answer.errors)];
  return new ToolError("The sync failed.", reasons.join(" ") || "No reason was recorded.", next, answer);
}
