import { PRODUCT_SORTS } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { choice, choices, wholeNumber } from "../input/forgiving.js";
import { PRODUCT_TYPES, SORT_ORDERS } from "../input/vocabulary.js";
import { moment, paginationSchema, trustShape } from "../output/shared.js";

const countOrUnknown = () => z.int().nullable().describe("null = never fetched");

export const listProductsTool = defineTool({
  name: "list_products",
  title: "List products",
  description:
    "Products with their ids, types and counts of tests and features, from the local database. Start here to find a product id.",
  input: z.strictObject({
    search: z.string().describe("Part of the title").optional(),
    product_type: choices(PRODUCT_TYPES).optional(),
    sort_by: choice(PRODUCT_SORTS).default("title"),
    sort_order: choice(SORT_ORDERS).default("asc"),
    page: wholeNumber(1).default(1),
    per_page: wholeNumber(1, 200).describe("Default 100").optional(),
  }),
  output: z.object({
    filters_applied: z.object({
      search: z.string().nullable(),
      product_type: z.array(z.string()).nullable(),
      product_ids: z.array(z.int()).nullable().describe("The products this server is limited to; null = all"),
    }),
    pagination: paginationSchema,
    products: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        type: z.string().nullable(),
        description: z.string().nullable(),
        test_count: countOrUnknown(),
        feature_count: countOrUnknown(),
        tests_last_30_days: countOrUnknown(),
        tests_last_90_days: countOrUnknown(),
        last_test_end_at: moment(),
        tests_synced_at: moment(),
      }),
    ),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  async handler(input, { context }) {
    const { listProducts } = await import("@testio/insights");
    const { productIds, defaultPageSize } = context.settings;
    const query = { ...input, product_ids: productIds ?? undefined, per_page: input.per_page ?? defaultPageSize };
    return listProducts(await context.store(), query, { now: context.now });
  },
});
