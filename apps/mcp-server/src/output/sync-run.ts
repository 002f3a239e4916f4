import type { SyncRun } from "@testio/insights";
import * as z from "zod";
import { moment } from "./shared.js";

/** One run of the sync engine. */
export const syncRunSchema = z.object({
  id: z.int(),
  trigger: z.string(),
  mode: z.string(),
  status: z.string().describe("interrupted = its process died; what it had stored stays"),
  started_at: z.string(),
  completed_at: moment(),
  duration_seconds: z.number().nullable(),
  completed: z.boolean().describe("It did all it set out to do"),
  new_tests_count: z.int().describe("As tests_discovered"),
  products_synced: z.int(),
  features_refreshed: z.int(),
  tests_discovered: z.int(),
  tests_updated: z.int(),
  tests_deleted: z.int(),
  bugs_refreshed: z.int(),
  requests: z.int(),
  phases: z.array(
    z.object({
      phase: z.string(),
      started_at: z.string(),
      duration_seconds: z.number(),
      completed: z.boolean(),
    }),
  ),
  warnings: z.array(z.string()),
  warnings_left_out: z.int(),
  error: z.string().nullable(),
});

/** A run with what it is asked for by most. */
export function shownRun(run: SyncRun): z.input<typeof syncRunSchema> {
  return { ...run, completed: run.status === "success", new_tests_count: run.tests_discovered };
}
