import { type Answer, failure } from "../http/answer.js";
import type { Customer } from "../world/customer.js";
import { idList } from "./query.js";
import type { Route } from "./routes.js";

/** The answer to a request that names a product the token must not see, or a test of one; undefined when it may go on. */
export function refusal(customer: Customer, route: Route, query: URLSearchParams): Answer | undefined {
  return productsNamed(customer, route, query).some((id) => customer.products.isForbidden(id))
    ? failure(403, "Forbidden")
    : undefined;
}

function productsNamed({ tests }: Customer, { pattern, ids }: Route, query: URLSearchParams): number[] {
  const ofTests = (testIds: Iterable<number>) => [...testIds].flatMap((id) => tests.productId(id) ?? []);
  if (pattern.startsWith("/products/{id}")) return ids.slice(0, 1);
  if (pattern === "/exploratory_tests/{id}") return ofTests(ids);
  if (pattern !== "/bugs") return [];
  return [...(idList(query, "filter_product_ids") ?? []), ...ofTests(idList(query, "filter_test_cycle_ids") ?? [])];
}
