import * as z from "zod";
import { defineTool } from "../../define-tool.js";
import { id } from "../../input/forgiving.js";
import { SYNCS_DATA, syncOutput } from "../../output/sync.js";
import { runSync } from "../../sync/run-sync.js";

/** `sync_data` with `force` of one product, under an older name. */
export const forceSyncProductTool = defineTool({
  name: "force_sync_product",
  title: "Sync one product again",
  description: "Reads every test of one product again, as sync_data with force does.",
  input: z.strictObject({ product_id: id() }),
  output: syncOutput,
  annotations: SYNCS_DATA,
  synonyms: { product_ids: "product_id" },
  handler: ({ product_id }, call) =>
    runSync("force_sync_product", { productIds: [product_id], options: { forceRefresh: true } }, call),
});
