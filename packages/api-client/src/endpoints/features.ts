import { readList } from "../schemas/envelope.js";
import { featureReader } from "../schemas/feature.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { parameters, positive } from "./parameters.js";

export function featureEndpoints({ transport, drift }: EndpointContext): Pick<ApiClient, "listFeatures"> {
  const read = featureReader(drift);
  return {
    async listFeatures({ productId, sectionId }, options = {}) {
      const product = `/products/${positive("productId", productId)}`;
      const path =
        sectionId === undefined
          ? `${product}/features`
          : `${product}/sections/${positive("sectionId", sectionId)}/features`;
      return readList(path, await transport.getJson(path, parameters({}), options.signal), "features", read);
    },
  };
}
