import type { Settings } from "@testio/config";
import type { Store } from "@testio/store";
import { idsNamed, type Named, type Naming, oneIdNamed } from "./named.js";

/** More than a product has. */
const ALL = { limit: 100_000, offset: 0 };

interface Scope extends Pick<Settings, "productIds"> {
  /** Only features of these; without them, of all products. */
  of?: readonly number[] | undefined;
}

/**
 * Ids of features that people named by id or name; see {@link idsNamed}.
 *
 * @throws UsageError when a name is none of those stored, or of several of them.
 */
export function featuresNamed(store: Store, scope: Scope, texts: readonly string[]): Promise<number[]> {
  return idsNamed(texts, features(store, scope));
}

/** The same for what takes one feature. */
export function oneFeatureNamed(store: Store, scope: Scope, text: string): Promise<number> {
  return oneIdNamed([text], features(store, scope));
}

function features(store: Store, { productIds, of }: Scope): Naming {
  return {
    noun: "feature",
    listedBy: "list features --product …",
    fetchedBy: "sync",
    async stored() {
      const products = await store.productSyncStatuses("FEATURES", of ?? productIds ?? undefined);
      const named: Named[] = [];
      for (const { id: productId, title: of } of products) {
        const { rows } = await store.listFeatures({ productId, ...ALL });
        for (const { id, title } of rows) named.push({ id, name: title, of });
      }
      return named;
    },
  };
}
