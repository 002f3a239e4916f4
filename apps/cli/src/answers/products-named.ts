import type { Settings } from "@testio/config";
import type { Store } from "@testio/store";
import { idsNamed, type Naming, oneIdNamed } from "./named.js";

type Bounds = Pick<Settings, "productIds">;

/**
 * Ids of products that people named by id or name; see {@link idsNamed}.
 *
 * @throws UsageError when a name is none of those stored, or of several of them.
 */
export function productsNamed(store: Store, settings: Bounds, texts: readonly string[]): Promise<number[]> {
  return idsNamed(texts, products(store, settings));
}

/** The same for what takes one product. */
export function oneProductNamed(store: Store, settings: Bounds, texts: readonly string[]): Promise<number> {
  return oneIdNamed(texts, products(store, settings));
}

function products(store: Store, { productIds }: Bounds): Naming {
  return {
    noun: "product",
    listedBy: "list products",
    fetchedBy: "sync",
    async stored() {
      const stored = await store.productSyncStatuses("NEW_TESTS", productIds ?? undefined);
      return stored.map(({ id, title }) => ({ id, name: title }));
    },
  };
}
