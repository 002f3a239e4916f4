import type { Settings } from "@testio/config";
import type { SyncLogEntry, SyncSettings } from "@testio/sync-core";
import type { Logger } from "../logging/logger.js";

/** The settings that the engine and refresh on read go by. */
export function syncSettings(settings: Settings): Required<SyncSettings> {
  return {
    pageSize: settings.pageSize,
    maxPages: settings.maxPages,
    featureCacheTtlSeconds: settings.featureCacheTtlSeconds,
    cacheTtlSeconds: settings.cacheTtlSeconds,
    sweepIntervalSeconds: settings.sweepIntervalSeconds,
    concurrency: settings.maxConcurrentApiRequests,
    allowedProductIds: settings.productIds,
  };
}

/** What the engine has to say to the operator, in the server's log. */
export function syncLog(log: Logger): (entry: SyncLogEntry) => void {
  return ({ level, message, error }) => log[level](error === undefined ? {} : { err: error }, message);
}
