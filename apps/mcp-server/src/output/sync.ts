import * as z from "zod";

/** What a sync did; see `syncAnswer`. */
export const syncOutput = z.object({
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
  notes: z.array(z.string()).optional(),
});

/** For tools that ask TestIO for data and store it. */
export const SYNCS_DATA = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true };
