import { parseFloor, type Settings } from "@testio/config";
import type { SyncScope } from "@testio/sync-core";
import { productsNamed } from "../answers/products-named.js";
import { parseIds } from "../ids.js";
import { withStoredData } from "../stored-data.js";
import { UsageError } from "../usage-error.js";

/**
 * What a command line asks to be synced: the products (ids, or names of those stored), and how far back (`--since`, else `TESTIO_SYNC_SINCE`;
 * `all` = everything).
 *
 * @throws UsageError, InvalidSinceError when an id or the date is wrong.
 */
export async function parseSyncScope(
  products: readonly string[] | undefined,
  since: string | undefined,
  settings: Settings,
  now: Date,
): Promise<SyncScope> {
  const sinceDate = parseFloor(since ?? settings.syncSince, now);
  return {
    ...(products && { productIds: await productIdsOf(products, settings) }),
    ...(sinceDate && { sinceDate }),
  };
}

/** The database is looked into for names only: there may be none yet. */
async function productIdsOf(products: readonly string[], settings: Settings): Promise<number[]> {
  if (products.every((text) => /^[\d\s,]*$/.test(text))) {
    return parseIds(products, "product", "--product-ids 598,1024");
  }
  const named = await withStoredData(settings, (store) => productsNamed(store, settings, products));
  if (named !== null) return named;
  throw new UsageError(
    "No product is stored yet, so they have no names here. Write ids, as in --product-ids 598,1024, or sync all of them first.",
  );
}
