import type { BugScope, ProductSyncStatus, Store } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { day } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import type { ReportRequest } from "./request.js";

/** The products asked for, in the order asked. @throws InvalidQueryError naming all that are not stored. */
export async function productsOf(store: Store, { productIds }: ReportRequest): Promise<ProductSyncStatus[]> {
  const stored = new Map(
    (await store.productSyncStatuses("NEW_TESTS", productIds)).map((product) => [product.id, product]),
  );
  const unknown = productIds.filter((id) => !stored.has(id));
  if (unknown.length > 0) {
    throw new InvalidQueryError(
      "product_ids",
      `Not in the local database: ${count(unknown.length, "product")} (${unknown.join(", ")}). list_products shows those that are stored; sync_data fetches new ones.`,
    );
  }
  return productIds.map((id) => stored.get(id)).filter((product) => product !== undefined);
}

/** @throws InvalidQueryError naming all tests that are of other products than asked for. */
export async function checkTests(store: Store, { productIds, testIds }: ReportRequest): Promise<string[]> {
  if (testIds === null) return [];
  const stamps = await store.testStamps(testIds);
  const products = new Set(productIds);
  const others = stamps.filter(({ productId }) => !products.has(productId));
  if (others.length > 0) {
    const named = others.map(({ id, productId }) => `${id} (product ${productId})`).join(", ");
    throw new InvalidQueryError(
      "test_ids",
      `Not tests of the products asked for: ${named}. Add their products to product_ids, or leave them out of test_ids.`,
    );
  }
  const gone = stamps.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id);
  return gone.length === 0
    ? []
    : [`${count(gone.length, "test is", "tests are")} left out, deleted upstream: ${enumerate(gone)}.`];
}

/** @throws InvalidQueryError naming all tests that are not stored, after TestIO was asked for them. */
export function refuseUnknownTests(unknown: readonly number[]): void {
  if (unknown.length === 0) return;
  throw new InvalidQueryError(
    "test_ids",
    `Not in the local database: ${count(unknown.length, "test")} (${unknown.join(", ")}). list_tests shows those that are stored; sync_data fetches new ones.`,
  );
}

export function deletedProductNotes(products: readonly ProductSyncStatus[]): string[] {
  return products.flatMap(({ id, deletedAt }) =>
    deletedAt === null
      ? []
      : [`Product ${id} was deleted upstream on ${day(deletedAt)}: this is how it was last seen.`],
  );
}

/** The tests of a request, or of the same one in another period. */
export function testsOf(request: ReportRequest, period: { from: Date | null; before: Date | null } | null): BugScope {
  if (request.testIds !== null) return { testIds: request.testIds };
  return {
    productIds: request.productIds,
    ...(request.statuses === null ? {} : { testStatuses: request.statuses }),
    ...(period?.from ? { endFrom: period.from } : {}),
    ...(period?.before ? { endBefore: period.before } : {}),
  };
}
