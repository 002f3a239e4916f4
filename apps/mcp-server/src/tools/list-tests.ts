import { TEST_SORTS, TEST_STATUSES, TESTING_TYPES } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { choice, idList, usualChoices } from "../input/forgiving.js";
import { detailShape, PAGING_SYNONYMS, pageOf, pagingShape, periodShape } from "../input/paging.js";
import { SORT_ORDERS } from "../input/vocabulary.js";
import { moment, paginationSchema, trustShape } from "../output/shared.js";
import { listedTestSchema } from "../output/tests.js";

export const listTestsTool = defineTool({
  name: "list_tests",
  title: "List tests",
  description:
    "Tests (test cycles) of one, several or all products, newest end first: which are running, planned, finished or cancelled, of which testing type, and ended in which period.",
  input: z.strictObject({
    product_id: idList().describe("Default: all").optional(),
    statuses: usualChoices(TEST_STATUSES).optional(),
    testing_type: usualChoices(TESTING_TYPES).optional(),
    ...periodShape,
    sort_by: choice(TEST_SORTS).default("end_at"),
    sort_order: choice(SORT_ORDERS).default("desc"),
    ...pagingShape,
    ...detailShape,
  }),
  output: z.object({
    products: z.array(z.object({ id: z.int(), name: z.string(), type: z.string().nullable() })),
    statuses_filter: z.array(z.string()).nullable(),
    testing_type_filter: z.array(z.string()).nullable(),
    start_date: moment(),
    end_date: moment(),
    pagination: paginationSchema,
    tests: z.array(listedTestSchema),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  synonyms: { ...PAGING_SYNONYMS, product_ids: "product_id", status: "statuses", testing_types: "testing_type" },
  async handler(input, { context }) {
    const { listTests } = await import("@testio/insights");
    const query = { ...input, ...pageOf(input, context.settings) };
    return listTests(await context.store(), query, { now: context.now });
  },
});
