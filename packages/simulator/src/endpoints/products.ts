import { list, notFound, one } from "../http/answer.js";
import type { Endpoint } from "./context.js";
import { idArray } from "./query.js";

export const listProducts: Endpoint = ({ customer, query }) => {
  const wanted = idArray(query, "filter[product_ids][]");
  const plans = customer.products.all().filter((plan) => !wanted || wanted.has(plan.id));
  return list(
    "products",
    plans.map((plan) => plan.record),
  );
};

export const getProduct: Endpoint = ({ customer, ids: [id = Number.NaN] }) => {
  const plan = customer.products.get(id);
  return plan ? one("product", plan.record) : notFound("Product");
};
