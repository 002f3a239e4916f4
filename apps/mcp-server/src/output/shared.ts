import * as z from "zod";

/** A point in time (ISO 8601, UTC), or unknown. */
export const moment = () => z.string().nullable();

/** How much of what an answer is about is stored. */
export const coverageSchema = z.object({
  complete: z.boolean().describe("False = something in scope is known to be missing"),
  complete_since: moment().describe("Older data than this was not fetched"),
  never_fetched: z.int().describe("Records in scope never fetched; for bugs: tests whose bugs never were"),
  stale: z.int().describe("Fetched, and older than they should be"),
  failed: z.int().describe("Could not be fetched just now, or by the latest sync"),
  problem_positions: z.int().describe("Tests that TestIO could not answer"),
  notes: z.array(z.string()),
});

/** How far an answer can be trusted; part of every answer about stored data. */
export const trustShape = {
  as_of: moment().describe("When synced (UTC)"),
  coverage: coverageSchema.describe("What is missing, stale or failed"),
};

export const paginationSchema = z.object({
  page: z.int(),
  per_page: z.int(),
  start_index: z.int().describe("Of the first row in the whole list, from 0; -1 = no rows"),
  end_index: z.int(),
  total: z.int(),
  has_more: z.boolean(),
});

export const environmentSchema = z
  .object({ id: z.int().nullable(), title: z.string().nullable(), url: z.string().nullable() })
  .nullable();

/** A share (0-1) with what it was counted from. */
export const ratioSchema = z.object({
  value: z.number().nullable().describe("Rounded to 4 decimals; null = nothing was counted, which is not 0"),
  numerator: z.number(),
  denominator: z.number(),
});
