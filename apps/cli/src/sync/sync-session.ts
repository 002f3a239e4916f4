import { requireToken, type Settings } from "@testio/config";
import type { Store } from "@testio/store";
import type { SyncProgressEvent, SyncRequest, SyncResult } from "@testio/sync-core";
import { debugDetails } from "../failure.js";
import type { Io } from "../io.js";
import { databaseExists, databasePath } from "../settings.js";

/** A finished sync, and what `LOG_LEVEL=debug` wants to know about errors nobody expected. */
export interface SyncOutcome {
  result: SyncResult;
  details: string[];
}

/** What is asked of the engine; everything else comes from the settings. */
type SyncTask = Pick<SyncRequest, "phases" | "scope" | "options"> & {
  onProgress: (event: SyncProgressEvent) => void;
};

/** An open database and a client, to sync with. */
export interface SyncSession {
  store: Store;
  execute: (task: SyncTask) => Promise<SyncOutcome>;
}

/**
 * Opens what a sync needs and closes it again, however that ends. Nothing is opened before the configuration and the scope
 * are known to be good.
 *
 * @param productIds the products asked for, if any
 * @param readOnly nothing will be written: a database that does not exist is not made
 */
export async function withSyncSession<T>(
  {
    settings,
    io,
    productIds = [],
    readOnly = false,
  }: {
    settings: Settings;
    io: Pick<Io, "signal" | "now">;
    productIds?: readonly number[] | undefined;
    readOnly?: boolean;
  },
  work: (session: SyncSession) => Promise<T>,
): Promise<T> {
  const token = requireToken(settings);
  const file = databasePath(settings);
  const path = databaseExists(file) || !readOnly ? file : ":memory:";
  const [{ createApiClient }, { openStore }, { executeSync, SyncScopeError }] = await Promise.all([
    import("@testio/api-client"),
    import("@testio/store"),
    import("@testio/sync-core"),
  ]);
  const allowed = settings.productIds;
  const outside = allowed === null ? [] : productIds.filter((id) => !allowed.includes(id));
  if (allowed !== null && outside.length > 0) throw new SyncScopeError(outside, allowed);

  const client = createApiClient({
    baseUrl: settings.apiBaseUrl,
    token,
    maxConcurrentRequests: settings.maxConcurrentApiRequests,
    connectionPoolSize: settings.connectionPoolSize,
    timeoutMs: settings.httpTimeoutSeconds * 1000,
  });
  try {
    const store = await openStore({ path, customerId: settings.customerId });
    try {
      return await work({
        store,
        async execute(task) {
          const details: string[] = [];
          const result = await executeSync({
            ...task,
            client,
            store,
            trigger: "cli",
            signal: io.signal,
            now: io.now,
            settings: engineSettings(settings),
            log({ message, error }) {
              if (settings.logLevel === "debug") details.push(`${message} ${debugDetails(error, [token])}`);
            },
          });
          return { result, details };
        },
      });
    } finally {
      await store.close();
    }
  } finally {
    await client.close();
  }
}

function engineSettings(settings: Settings): NonNullable<SyncRequest["settings"]> {
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
