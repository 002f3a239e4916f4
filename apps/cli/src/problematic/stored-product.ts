import type { ProductIdentity, StoreReader } from "@testio/store";
import { NotStoredError } from "../not-stored-error.js";

/** @throws NotStoredError when the product is not stored. */
export async function storedProduct(store: StoreReader, id: number): Promise<ProductIdentity> {
  const product = await store.getProduct(id);
  if (product !== null) return product;
  throw new NotStoredError(`Product ${id} is not stored. testio-mcp status lists those that are.`);
}
