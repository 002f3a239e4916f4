import { asAnswered, readList } from "../schemas/envelope.js";
import { isObject, readInteger } from "../schemas/readings.js";
import { userStoryReader } from "../schemas/user-story.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { appendList, namesNothing, parameters, positive } from "./parameters.js";

export function userStoryEndpoints({
  transport,
  drift,
}: EndpointContext): Pick<ApiClient, "listUserStories" | "listUserStoryExecutions"> {
  const read = userStoryReader(drift);
  return {
    async listUserStories({ productId, sectionId }, options = {}) {
      const path = `/products/${positive("productId", productId)}/user_stories`;
      const query = parameters({ section_id: sectionId });
      return readList(path, await transport.getJson(path, query, options.signal), "user_stories", read);
    },
    async listUserStoryExecutions({ page, perPage, order, userStoryIds, userStoryVersionIds }, options = {}) {
      if (namesNothing(userStoryIds, userStoryVersionIds)) return { items: [], unreadable: [], recordCount: 0 };
      const path = "/user_story_version_executions";
      const query = parameters({ page, per_page: perPage, order });
      appendList(query, "user_story_ids", userStoryIds);
      appendList(query, "user_story_version_ids", userStoryVersionIds);
      const json = await transport.getJson(path, query, options.signal);
      const list = readList(path, json, "user_story_version_executions", asAnswered);
      return { ...list, recordCount: recordCount(json) };
    },
  };
}

function recordCount(json: unknown): number | null {
  const meta = isObject(json) ? json.meta : null;
  return isObject(meta) ? readInteger(meta.record_count) : null;
}
