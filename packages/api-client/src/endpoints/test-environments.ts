import { readList, readOne } from "../schemas/envelope.js";
import { environmentReader } from "../schemas/environment.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { parameters, positive } from "./parameters.js";

export function testEnvironmentEndpoints({
  transport,
  drift,
}: EndpointContext): Pick<ApiClient, "listTestEnvironments" | "getTestEnvironment"> {
  const read = environmentReader(drift);
  return {
    async listTestEnvironments(productId, options = {}) {
      const path = `/products/${positive("productId", productId)}/test_environments`;
      return readList(path, await transport.getJson(path, parameters({}), options.signal), "test_environments", read);
    },
    async getTestEnvironment(productId, id, options = {}) {
      const path = `/products/${positive("productId", productId)}/test_environments/${positive("id", id)}`;
      return readOne(path, await transport.getJson(path, parameters({}), options.signal), "test_environment", read);
    },
  };
}
