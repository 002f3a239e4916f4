import type { BackgroundSync } from "@testio/sync-core";
import type { ServerContext } from "../context/server-context.js";
import { syncRequest } from "../sync/sync-request.js";
import { syncLog } from "../sync/sync-settings.js";
import { syncProgress } from "../tools/sync-progress.js";

const NO_TOKEN =
  "No TestIO API token is set, so that nothing is synced: set TESTIO_CUSTOMER_API_TOKEN and restart the server. What is stored can be asked for.";

/** The background sync of one process. */
export interface Background {
  /** Ends what is running and plans nothing more; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Keeps the stored data fresh while the server runs, as the settings say. Loads and opens nothing before `quiet` resolves:
 * a client that has just connected waits for its first answers. What it is up to is told by `context.background`.
 */
export function runBackground(context: ServerContext, quiet: Promise<void>): Background {
  const { settings, background, log } = context;
  const wanted = settings.refreshIntervalSeconds > 0 || settings.forceInitialSync;
  if (wanted && settings.apiToken === null) {
    background.notStarted(NO_TOKEN);
    log.warn({}, NO_TOKEN);
    return { stop: () => Promise.resolve() };
  }
  background.notStarted("The server has only just started.");
  const started = quiet.then(() => start(context));
  started.catch((error: unknown) => {
    background.notStarted("It could not be started; the server's log has the details.");
    log.error({ err: error }, "The background sync could not be started.");
  });
  return {
    async stop() {
      const [outcome] = await Promise.allSettled([started]);
      if (outcome.status === "fulfilled") await outcome.value?.stop();
    },
  };
}

async function start(context: ServerContext): Promise<BackgroundSync | null> {
  const { settings, background, log } = context;
  if (context.shutdown.aborted) return null;
  const { startBackgroundSync } = await import("@testio/sync-core");
  const live = context.liveSyncs.follow();
  const sync = startBackgroundSync({
    request: async () => {
      const request = await syncRequest(context);
      return { ...request, onProgress: syncProgress(request.phases, live.report) };
    },
    intervalSeconds: settings.refreshIntervalSeconds,
    forceInitial: settings.forceInitialSync,
    onState: (state) => {
      background.update(state);
      if (state.activity !== "running") live.end();
    },
    onResult: ({ status, mode, testsDiscovered, testsUpdated, durationSeconds, warnings, errors }) =>
      log.info({ status, mode, testsDiscovered, testsUpdated, durationSeconds, warnings, errors }, "Background sync"),
    log: syncLog(log),
  });
  background.update(sync.state());
  return sync;
}
