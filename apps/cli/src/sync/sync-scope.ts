import { parseFloor, type Settings } from "@testio/config";
import type { SyncScope } from "@testio/sync-core";
import { parseIds } from "../ids.js";

/**
 * What a command line asks to be synced: the products, and how far back (`--since`, else `TESTIO_SYNC_SINCE`;
 * `all` = everything).
 *
 * @throws UsageError, InvalidSinceError when an id or the date is wrong.
 */
export function parseSyncScope(
  productIds: readonly string[] | undefined,
  since: string | undefined,
  settings: Pick<Settings, "syncSince">,
  now: Date,
): SyncScope {
  const sinceDate = parseFloor(since ?? settings.syncSince, now);
  return {
    ...(productIds && { productIds: parseIds(productIds, "product", "--product-ids 598,1024") }),
    ...(sinceDate && { sinceDate }),
  };
}
