import { TEST_SORTS, TEST_STATUSES } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { choice, choices, id, wholeNumber } from "../input/forgiving.js";
import { SORT_ORDERS, TESTING_TYPES } from "../input/vocabulary.js";
import { environmentSchema, moment, paginationSchema, trustShape } from "../output/shared.js";

export const listTestsTool = defineTool({
  name: "list_tests",
  title: "List tests of a product",
  description:
    "Tests of one product, newest end first, from the local database. list_products has the product ids; get_test_status has all about one test.",
  input: z.strictObject({
    product_id: id(),
    statuses: choices(TEST_STATUSES).describe("Default: all").optional(),
    testing_type: choices(TESTING_TYPES).describe("Default: all").optional(),
    sort_by: choice(TEST_SORTS).default("end_at"),
    sort_order: choice(SORT_ORDERS).default("desc"),
    page: wholeNumber(1).default(1),
    per_page: wholeNumber(1, 200).describe("Default 100").optional(),
  }),
  output: z.object({
    product: z.object({ id: z.int(), name: z.string(), type: z.string().nullable() }),
    statuses_filter: z.array(z.string()).nullable(),
    testing_type_filter: z.array(z.string()).nullable(),
    pagination: paginationSchema,
    tests: z.array(
      z.object({
        test_id: z.int(),
        title: z.string(),
        goal: z.string().nullable().describe("Cut after 300 characters"),
        status: z.string(),
        review_status: z.string().nullable(),
        testing_type: z.string().nullable(),
        duration: z.string().nullable(),
        starts_at: moment(),
        ends_at: moment(),
        test_environment: environmentSchema,
      }),
    ),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  async handler(input, { context }) {
    const { listTests } = await import("@testio/insights");
    const query = { ...input, per_page: input.per_page ?? context.settings.defaultPageSize };
    return listTests(await context.store(), query);
  },
});
