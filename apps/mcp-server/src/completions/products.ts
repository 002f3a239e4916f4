import type { ServerContext } from "../context/server-context.js";

/** More than a client shows. */
const MOST_VALUES = 100;
const PAGE = 200;

export interface Completion {
  values: string[];
  total: number;
  hasMore: boolean;
}

/** What a product may be completed to. */
export type ProductField = "id" | "name";

/**
 * Products whose id begins with what was typed, or whose name has it in it. Completed to ids, or to names; what begins with
 * a digit is taken for an id.
 */
export async function completeProduct(typed: string, field: ProductField, context: ServerContext): Promise<Completion> {
  const { listProducts } = await import("@testio/insights");
  const isId = /^\d+$/.test(typed);
  const query = {
    per_page: PAGE,
    ...(isId ? {} : { search: typed }),
    ...(context.settings.productIds === null ? {} : { product_ids: context.settings.productIds }),
  };
  const { products, pagination } = await listProducts(await context.store(), query, { now: context.now });
  const matching = products.filter(({ id }) => !isId || String(id).startsWith(typed));
  const values = matching.map(({ id, name }) => (field === "id" || isId ? String(id) : name));
  return {
    values: values.slice(0, MOST_VALUES),
    total: isId ? matching.length : pagination.total,
    hasMore: values.length > MOST_VALUES || pagination.has_more,
  };
}
