import { readList, readOne } from "../schemas/envelope.js";
import { testReader } from "../schemas/test.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { parameters, positive } from "./parameters.js";

export function testEndpoints({ transport, drift }: EndpointContext): Pick<ApiClient, "listTests" | "getTest"> {
  const read = testReader(drift);
  return {
    async listTests({ productId, page, perPage }, options = {}) {
      const path = `/products/${positive("productId", productId)}/exploratory_tests`;
      const query = parameters({ page, per_page: perPage });
      return readList(path, await transport.getJson(path, query, options.signal), "exploratory_tests", read);
    },
    async getTest(id, { includeUserStories = false } = {}, options = {}) {
      const path = `/exploratory_tests/${positive("id", id)}`;
      const query = parameters({ "includes[]": includeUserStories ? "user_stories" : undefined });
      return readOne(path, await transport.getJson(path, query, options.signal), "exploratory_test", read);
    },
  };
}
