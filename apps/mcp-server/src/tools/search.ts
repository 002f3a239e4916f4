import { SEARCH_ENTITIES } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { choice, choices, idList, wholeNumber } from "../input/forgiving.js";
import { pagingShape, periodShape } from "../input/paging.js";
import { SEARCH_MODES } from "../input/vocabulary.js";
import { moment, trustShape } from "../output/shared.js";

const entity = z.enum(SEARCH_ENTITIES);

export const searchTool = defineTool({
  name: "search",
  title: "Search",
  description:
    "Full-text search: finds products, features, tests, bugs (with steps and comments) and people whose title or text mentions words, best first, with snippets.",
  input: z.strictObject({
    query: z.string().describe('Words that all must occur; "a phrase"; login*'),
    entities: choices(SEARCH_ENTITIES, { user_story: "feature", tester: "user", person: "user" }).optional(),
    product_ids: idList().optional(),
    ...periodShape,
    match_mode: choice(SEARCH_MODES).describe("raw = FTS5 syntax").default("simple"),
    ...pagingShape,
    per_page: wholeNumber(1, 200).default(20),
  }),
  output: z.object({
    query: z.string(),
    sanitized_query: z.string().nullable().describe("As understood, if not as written"),
    match_mode: z.enum(SEARCH_MODES),
    matched: z.enum(["all", "any"]).describe("any: nothing has all of the words"),
    filters_applied: z.object({
      entities: z.array(entity),
      product_ids: z.array(z.int()).nullable(),
      start_date: z.string().nullable(),
      end_date: z.string().nullable(),
    }),
    pagination: z.object({
      page: z.int(),
      per_page: z.int(),
      total: z.int().nullable().describe("Null = more match than were looked at"),
      has_more: z.boolean(),
    }),
    notes: z.array(z.string()),
    results: z.array(
      z.object({
        rank: z.int(),
        entity_type: entity,
        entity_id: z.int(),
        title: z.string(),
        snippet: z.string(),
        product_id: z.int().nullable(),
        date: moment().describe("When the test ends or the bug was reported"),
        score: z.number().nullable().describe("Higher is better; null = by recency"),
      }),
    ),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  synonyms: {
    limit: "per_page",
    page_size: "per_page",
    q: "query",
    text: "query",
    entity: "entities",
    entity_types: "entities",
    product_id: "product_ids",
  },
  async handler(input, { context }) {
    const { search } = await import("@testio/insights");
    return search(await context.store(), input, { now: context.now });
  },
});
