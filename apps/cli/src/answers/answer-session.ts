import { requireToken, type Settings } from "@testio/config";
import type { RefreshOptions } from "@testio/insights";
import type { Store } from "@testio/store";
import { type Io, writeLine } from "../io.js";
import { NotStoredError } from "../not-stored-error.js";
import { plainLine } from "../output/plain-text.js";
import { refreshProgress } from "../progress/refresh-progress.js";
import { commandSettings } from "../settings.js";
import { nothingStored, withStoredData } from "../stored-data.js";

/** What questions are answered with: what is stored, brought up to date first where that is possible. */
export interface AnswerSession {
  store: Store;
  settings: Settings;
  options: RefreshOptions & { now: () => Date };
  /** Takes away the line that tells of fetching, before results are written while the session is open. */
  stopProgress: () => void;
}

const NO_TOKEN = "No TestIO API token is set (TESTIO_CUSTOMER_API_TOKEN).";

/**
 * Opens what is stored, asks, and closes it again, however that ends.
 *
 * @throws NotStoredError when there is no database yet.
 */
export async function withAnswers<T>(
  io: Io,
  envFile: string | undefined,
  ask: (session: AnswerSession) => Promise<T>,
): Promise<T> {
  const settings = commandSettings(io, envFile);
  for (const warning of settings.warnings) writeLine(io.stderr, `Warning: ${plainLine(warning)}`);
  const answered = await withStoredData(settings, async (store) => {
    const progress = await refreshProgress(io);
    const { freshness, close } = await freshnessOf(store, settings, io);
    try {
      const answer = await ask({
        store,
        settings,
        stopProgress: progress.stop,
        options: {
          now: io.now,
          freshness,
          signal: io.signal,
          staleAfterSeconds: settings.cacheTtlSeconds,
          onProgress: progress.report,
        },
      });
      io.signal.throwIfAborted();
      return { answer };
    } finally {
      progress.stop();
      await close();
    }
  });
  if (answered === null) throw new NotStoredError(nothingStored(settings).join(" "));
  return answered.answer;
}

/** Refresh on read, as the server does it; without a token, why there is none. */
async function freshnessOf(store: Store, settings: Settings, { now }: Io) {
  if (settings.apiToken === null) return { freshness: { unavailable: NO_TOKEN }, close: async () => undefined };
  const [{ createApiClient }, { createFreshness }] = await Promise.all([
    import("@testio/api-client"),
    import("@testio/sync-core"),
  ]);
  const client = createApiClient({
    baseUrl: settings.apiBaseUrl,
    token: requireToken(settings),
    maxConcurrentRequests: settings.maxConcurrentApiRequests,
    connectionPoolSize: settings.connectionPoolSize,
    timeoutMs: settings.httpTimeoutSeconds * 1000,
  });
  const { cacheTtlSeconds, featureCacheTtlSeconds, productIds: allowedProductIds } = settings;
  const freshness = createFreshness({
    client,
    store,
    settings: { cacheTtlSeconds, featureCacheTtlSeconds, allowedProductIds },
    now,
  });
  return { freshness, close: () => client.close() };
}

/** What the last line of an answer says besides age and coverage. */
export function refreshWords({ settings }: Pick<AnswerSession, "settings">): string[] {
  return settings.apiToken === null ? ["not refreshed (no token)"] : [];
}
