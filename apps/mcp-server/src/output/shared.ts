import * as z from "zod";

const moment = () => z.string().nullable();

/** How far an answer can be trusted; part of every answer about stored data. */
export const trustShape = {
  as_of: moment().describe("When the data in scope was last synced (UTC); null = never"),
  coverage: z
    .object({
      complete: z.boolean().describe("False = something in scope is known to be missing"),
      complete_since: moment().describe("Older data than this was not fetched"),
      notes: z.array(z.string()),
    })
    .describe("What in scope was never fetched, is unfinished, or failed"),
};

export const paginationSchema = z.object({
  page: z.int(),
  per_page: z.int(),
  start_index: z.int(),
  end_index: z.int(),
  total: z.int(),
  has_more: z.boolean(),
});

export const environmentSchema = z
  .object({ id: z.int().nullable(), title: z.string().nullable(), url: z.string().nullable() })
  .nullable();

export { moment };
