import { parseFloor, type Settings } from "@testio/config";
import type { SyncScope } from "@testio/sync-core";
import { UsageError } from "../usage-error.js";

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
    ...(productIds && { productIds: parseIds(productIds) }),
    ...(sinceDate && { sinceDate }),
  };
}

function parseIds(texts: readonly string[]): number[] {
  const parts = texts.flatMap((text) => text.split(",")).map((part) => part.trim());
  const ids = parts.filter((part) => part !== "").map((part) => parseId(part));
  if (ids.length === 0) throw new UsageError("--product-ids needs at least one id, as in --product-ids 598,1024.");
  return [...new Set(ids)];
}

function parseId(part: string): number {
  const id = Number(part);
  if (/^\d+$/.test(part) && Number.isSafeInteger(id) && id > 0) return id;
  throw new UsageError(
    `${JSON.stringify(part)} is not a product id. Ids are whole numbers, as in --product-ids 598,1024; see testio-mcp status.`,
  );
}
