import { PRODUCT_SORTS } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { choice, choices } from "../input/forgiving.js";
import { detailShape, PAGING_SYNONYMS, pageOf, pagingShape } from "../input/paging.js";
import { PRODUCT_TYPES, SORT_ORDERS } from "../input/vocabulary.js";
import { moment, paginationSchema, trustShape } from "../output/shared.js";

const countOrUnknown = () => z.int().nullable().describe("Null = never fetched");

export const listProductsTool = defineTool({
  name: "list_products",
  title: "List products",
  description:
    "The customer's products (websites, apps) with their ids, types, counts of tests and features, and when each was last tested. Start here: it turns the name of a product into its id.",
  input: z.strictObject({
    search: z.string().describe("Part of the name").optional(),
    product_type: choices(PRODUCT_TYPES).optional(),
    sort_by: choice(PRODUCT_SORTS).default("title"),
    sort_order: choice(SORT_ORDERS).default("asc"),
    ...pagingShape,
    ...detailShape,
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
        description: z.string().nullable().describe("Cut after 200 characters unless detail is full"),
        test_count: countOrUnknown(),
        feature_count: countOrUnknown(),
        tests_last_30_days: countOrUnknown().describe("Tests that were run and ended then; null = never fetched"),
        tests_last_90_days: countOrUnknown(),
        last_test_end_at: moment(),
        tests_synced_at: moment(),
      }),
    ),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  synonyms: { ...PAGING_SYNONYMS, name: "search", query: "search", type: "product_type" },
  async handler(input, { context }) {
    const { listProducts } = await import("@testio/insights");
    const { settings, now } = context;
    const query = { ...input, ...pageOf(input, settings), product_ids: settings.productIds ?? undefined };
    return listProducts(await context.store(), query, { now });
  },
});
