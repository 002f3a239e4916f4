import { USER_SORTS, USER_TYPES } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { choice, id, wholeNumber } from "../input/forgiving.js";
import { PAGING_SYNONYMS, pageOf, pagingShape } from "../input/paging.js";
import { SORT_ORDERS } from "../input/vocabulary.js";
import { paginationSchema, trustShape } from "../output/shared.js";
import { userShape } from "../output/users.js";
import { insightOptions } from "./insight-options.js";

export const listUsersTool = defineTool({
  name: "list_users",
  title: "List users",
  description:
    "People with their ids: testers who reported bugs and customers who created tests, who was active lately and when last.",
  input: z.strictObject({
    user_type: choice(USER_TYPES).optional(),
    days: wholeNumber(1).describe("Active in the last so many days").default(365),
    product_id: id().optional(),
    sort_by: choice(USER_SORTS).default("username"),
    sort_order: choice(SORT_ORDERS).default("asc"),
    ...pagingShape,
  }),
  output: z.object({
    filters_applied: z.object({
      user_type: z.enum(USER_TYPES).nullable(),
      days: z.int().nullable(),
      product_id: z.int().nullable(),
    }),
    pagination: paginationSchema,
    users: z.array(z.object(userShape)),
    hint: z.string().nullable().describe("What to try when nobody matches"),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  synonyms: { ...PAGING_SYNONYMS, type: "user_type", product_ids: "product_id" },
  async handler(input, call) {
    const { listUsers } = await import("@testio/insights");
    const query = { ...input, ...pageOf(input, call.context.settings) };
    return listUsers(await call.context.store(), query, await insightOptions(call));
  },
});
