import { asAnswered, readList } from "../schemas/envelope.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { parameters } from "./parameters.js";

export function testTemplateEndpoints({ transport }: EndpointContext): Pick<ApiClient, "listTestTemplates"> {
  return {
    async listTestTemplates({ productId, sectionId }, options = {}) {
      const path = "/test_templates";
      const query = parameters({ product_id: productId, section_id: sectionId });
      return readList(path, await transport.getJson(path, query, options.signal), "test_templates", asAnswered);
    },
  };
}
