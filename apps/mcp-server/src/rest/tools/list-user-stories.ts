import type { FeatureList } from "@testio/insights";
import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../../define-tool.js";
import { id } from "../../input/forgiving.js";
import { trustShape } from "../../output/shared.js";
import { insightOptions } from "../../tools/insight-options.js";

/** Not among the MCP tools: an agent sees the stories in list_features with `detail: "full"`. */
export const listUserStoriesTool = defineTool({
  name: "list_user_stories",
  title: "List user stories",
  description: "All user stories that a product's features name, or those of one feature.",
  input: z.strictObject({ product_id: id(), feature_id: id().optional() }),
  output: z.object({
    product: z.object({ id: z.int(), name: z.string(), type: z.string().nullable() }),
    total: z.int(),
    user_stories: z.array(z.object({ feature_id: z.int(), feature_title: z.string(), title: z.string() })),
    ...trustShape,
  }),
  annotations: READS_AND_REFRESHES,
  async handler({ product_id, feature_id }, call) {
    const { listFeatures } = await import("@testio/insights");
    const store = await call.context.store();
    const query = { product_id, has_user_stories: true, detail: "full", per_page: 200 } as const;
    let list = await listFeatures(store, query, await insightOptions(call));
    const { product, as_of, coverage } = list;
    const user_stories = storiesOf(list);
    while (list.pagination.has_more) {
      list = await listFeatures(store, { ...query, page: list.pagination.page + 1 }, { now: call.context.now });
      user_stories.push(...storiesOf(list));
    }
    const shown = user_stories.filter((story) => feature_id === undefined || story.feature_id === feature_id);
    return { product, total: shown.length, user_stories: shown, as_of, coverage };
  },
});

function storiesOf({ features }: FeatureList) {
  return features.flatMap(({ id: feature_id, title: feature_title, user_stories = [] }) =>
    user_stories.map((title) => ({ feature_id, feature_title, title })),
  );
}
