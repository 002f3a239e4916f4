import * as z from "zod";
import { defineTool } from "../define-tool.js";
import { ToolError } from "../errors/tool-error.js";
import { flag, idList } from "../input/forgiving.js";
import { syncRequest } from "../sync/sync-request.js";
import { syncAnswer, syncFailure } from "./sync-outcome.js";
import { syncProgress } from "./sync-progress.js";

export const syncDataTool = defineTool({
  name: "sync_data",
  title: "Sync data from TestIO",
  description:
    "Fetches new and changed products, features and tests from TestIO into the local database. Takes seconds to minutes.",
  input: z.strictObject({
    product_ids: idList().describe("Default: all").optional(),
    since: z.string().describe('Only tests that end from then on: ISO date, "90 days ago" or "all"').optional(),
    force: flag().describe("Read every test again, which also finds deleted ones; slow").default(false),
  }),
  output: z.object({
    status: z.enum(["success", "partial_failure", "failure", "cancelled"]),
    mode: z.string(),
    products_synced: z.int(),
    features_refreshed: z.int(),
    tests_discovered: z.int(),
    tests_updated: z.int(),
    tests_deleted: z.int(),
    bugs_refreshed: z.int(),
    problem_positions: z.int().describe("Tests TestIO could not answer"),
    requests: z.int(),
    duration_seconds: z.number(),
    warnings: z.array(z.string()),
    errors: z.array(z.string()),
  }),
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  async handler({ product_ids, since, force }, { context, signal, reportProgress }) {
    assertAllowed(product_ids, context.settings.productIds);
    const request = await syncRequest(context, { productIds: product_ids, since });
    const { executeSync } = await import("@testio/sync-core");
    const result = await executeSync({
      ...request,
      options: { forceRefresh: force },
      trigger: "mcp",
      signal,
      onProgress: syncProgress(request.phases, reportProgress),
    });
    if (result.status === "failure" || result.status === "cancelled") {
      throw syncFailure(result, context.background.status().activity === "running");
    }
    return syncAnswer(result);
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
