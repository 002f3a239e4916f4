import type { ApiClient } from "@testio/api-client";
import type { Settings } from "@testio/config";
import type { FreshnessUnavailable } from "@testio/insights";
import type { Store } from "@testio/store";
import type { Freshness } from "@testio/sync-core";
import { type BackgroundMonitor, createBackgroundMonitor } from "../background/background-status.js";
import type { Logger } from "../logging/logger.js";
import { type LiveSyncs, liveSyncs } from "../sync/live-syncs.js";
import { syncLog, syncSettings } from "../sync/sync-settings.js";
import { lazy } from "./lazy.js";
import { createToolMetrics, type ToolMetrics } from "./tool-metrics.js";

/**
 * What the tools share. One context serves any number of connections, of whatever transport, so that they share one
 * database, one API client with its concurrency limit, and one set of metrics.
 */
export interface ServerContext {
  readonly settings: Settings;
  readonly log: Logger;
  readonly toolMetrics: ToolMetrics;
  /** What the background sync is up to. */
  readonly background: BackgroundMonitor;
  /** How far the syncs of this process are. */
  readonly liveSyncs: LiveSyncs;
  /** Aborted when the server ends; long work listens to it. */
  readonly shutdown: AbortSignal;
  now(): Date;
  /** The store, opened on first use. Rejects with a store error whose message is for people. */
  store(): Promise<Store>;
  /** The API client, made on first use. Rejects with `MissingTokenError` while no token is set. */
  client(): Promise<ApiClient>;
  /** Refresh on read, shared by all calls so that they share what they fetch; without a token, why there is none. */
  freshness(): Promise<Freshness | FreshnessUnavailable>;
  /** The API client if it was ever used. */
  usedClient(): Promise<ApiClient | null>;
  /** Aborts `shutdown`; what is running ends by itself. */
  stop(): void;
  /** Stops, and closes what was opened. */
  close(): Promise<void>;
}

export interface ServerContextOptions {
  settings: Settings;
  log: Logger;
  /** Default: the system clock. */
  now?: () => Date;
}

const NO_TOKEN = "No TestIO API token is set (TESTIO_CUSTOMER_API_TOKEN).";

export function createContext({ settings, log, now = () => new Date() }: ServerContextOptions): ServerContext {
  const shutdown = new AbortController();
  const store = lazy(async () => {
    const { openStore } = await import("@testio/store");
    return openStore({ path: settings.localStore ? settings.dbPath : ":memory:", customerId: settings.customerId });
  });
  const client = lazy(async () => {
    const { requireToken } = await import("@testio/config");
    const token = requireToken(settings);
    const { createApiClient } = await import("@testio/api-client");
    return createApiClient({
      baseUrl: settings.apiBaseUrl,
      token,
      maxConcurrentRequests: settings.maxConcurrentApiRequests,
      connectionPoolSize: settings.connectionPoolSize,
      timeoutMs: settings.httpTimeoutSeconds * 1000,
      onRequest: (entry) => log.debug({ request: entry }, "TestIO API request"),
    });
  });
  const freshness = lazy(async () => {
    const { createFreshness } = await import("@testio/sync-core");
    return createFreshness({
      client: await client.get(),
      store: await store.get(),
      settings: syncSettings(settings),
      log: syncLog(log),
      now,
    });
  });
  return {
    settings,
    log,
    toolMetrics: createToolMetrics(),
    background: createBackgroundMonitor(),
    liveSyncs: liveSyncs(),
    shutdown: shutdown.signal,
    now,
    store: store.get,
    client: client.get,
    freshness: async () => (settings.apiToken === null ? { unavailable: NO_TOKEN } : freshness.get()),
    usedClient: client.peek,
    stop: () => shutdown.abort(),
    async close() {
      shutdown.abort();
      await (await client.peek())?.close();
      await (await store.peek())?.close();
    },
  };
}
