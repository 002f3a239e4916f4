import { setFlagsFromString } from "node:v8";
import { requireToken, type Settings } from "@testio/config";
import type { SyncProgressEvent, SyncResult, SyncScope } from "@testio/sync-core";
import { debugDetails } from "../failure.js";
import type { Io } from "../io.js";
import { databaseExists, databasePath } from "../settings.js";

/** A finished sync, and what `LOG_LEVEL=debug` wants to know about errors nobody expected. */
export interface SyncOutcome {
  result: SyncResult;
  details: string[];
}

export interface SyncTask {
  settings: Settings;
  scope: SyncScope;
  force: boolean;
  io: Pick<Io, "signal" | "now">;
  onProgress: (event: SyncProgressEvent) => void;
}

/**
 * Syncs once and closes everything again, however that ends. Nothing is opened before the configuration is known to be
 * complete.
 */
export async function runSync({ settings, scope, force, io, onProgress }: SyncTask): Promise<SyncOutcome> {
  const token = requireToken(settings);
  // A sync makes much short-lived garbage; by default V8 lets the heap grow to four times what is alive before it looks.
  setFlagsFromString("--heap-growing-percent=20");
  const path = databasePath(settings);
  databaseExists(path);
  const [{ createApiClient }, { openStore }, { executeSync, SyncScopeError }] = await Promise.all([
    import("@testio/api-client"),
    import("@testio/store"),
    import("@testio/sync-core"),
  ]);
  const allowed = settings.productIds;
  const outside = allowed === null ? [] : (scope.productIds ?? []).filter((id) => !allowed.includes(id));
  if (allowed !== null && outside.length > 0) throw new SyncScopeError(outside, allowed);

  const details: string[] = [];
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
      const result = await executeSync({
        client,
        store,
        scope,
        options: { forceRefresh: force },
        trigger: "cli",
        signal: io.signal,
        now: io.now,
        onProgress,
        settings: {
          pageSize: settings.pageSize,
          maxPages: settings.maxPages,
          featureCacheTtlSeconds: settings.featureCacheTtlSeconds,
          concurrency: settings.maxConcurrentApiRequests,
          allowedProductIds: allowed,
        },
        log({ message, error }) {
          if (settings.logLevel === "debug") details.push(`${message} ${debugDetails(error, [token])}`);
        },
      });
      return { result, details };
    } finally {
      await store.close();
    }
  } finally {
    await client.close();
  }
}
