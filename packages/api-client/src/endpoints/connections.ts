import { asAnswered, readOne } from "../schemas/envelope.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { parameters, positive } from "./parameters.js";

export function connectionEndpoints({ transport }: EndpointContext): Pick<ApiClient, "getConnection"> {
  return {
    async getConnection(id, options = {}) {
      const path = `/connections/${positive("id", id)}`;
      return readOne(path, await transport.getJson(path, parameters({}), options.signal), "connection", asAnswered);
    },
  };
}
