import { readList, readOne } from "../schemas/envelope.js";
import { productReader } from "../schemas/product.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { appendList, namesNothing, parameters, positive } from "./parameters.js";

export function productEndpoints({
  transport,
  drift,
}: EndpointContext): Pick<ApiClient, "listProducts" | "getProduct"> {
  const read = productReader(drift);
  return {
    async listProducts(query = {}, options = {}) {
      if (namesNothing(query.productIds)) return { items: [], unreadable: [] };
      const path = "/products";
      const filter = appendList(parameters({}), "filter[product_ids]", query.productIds);
      return readList(path, await transport.getJson(path, filter, options.signal), "products", read);
    },
    async getProduct(id, options = {}) {
      const path = `/products/${positive("id", id)}`;
      return readOne(path, await transport.getJson(path, parameters({}), options.signal), "product", read);
    },
  };
}
