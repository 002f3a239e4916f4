import * as z from "zod";
import { defineTool } from "../define-tool.js";
import { flag, idList } from "../input/forgiving.js";
import { SYNCS_DATA, syncOutput } from "../output/sync.js";
import { runSync } from "../sync/run-sync.js";

export const syncDataTool = defineTool({
  name: "sync_data",
  title: "Sync data from TestIO",
  description:
    "Fetches new and changed products, features and tests from TestIO into the local database. Takes seconds to minutes. For fresh data before a report; the server also syncs by itself.",
  input: z.strictObject({
    product_ids: idList().describe("Default: all").optional(),
    since: z.string().describe('Only tests that end from then on: ISO date, "90 days ago" or "all"').optional(),
    force: flag().describe("Read every test again, which also finds deleted ones; slow").default(false),
  }),
  output: syncOutput,
  annotations: SYNCS_DATA,
  synonyms: { product_id: "product_ids" },
  handler: ({ product_ids, since, force }, call) =>
    runSync("sync_data", { productIds: product_ids, since, options: { forceRefresh: force } }, call),
});
