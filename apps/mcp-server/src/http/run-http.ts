import type { Writable } from "node:stream";
import type { Settings } from "@testio/config";
import { runBackground } from "../background/run-background.js";
import { createContext } from "../context/server-context.js";
import { detachedSync } from "../dashboard/detached-sync.js";
import { within } from "../lifetime/within.js";
import { createLogger } from "../logging/logger.js";
import { mcpSessions } from "../protocol/mcp-sessions.js";
import { httpApp } from "./app.js";
import { listen } from "./listen.js";

export interface HttpServerOptions {
  settings: Settings;
  /** Carries the log. */
  stderr: Writable;
  /** Aborting it ends the server; for SIGTERM and SIGINT. */
  signal: AbortSignal;
  /** Called once it answers, with its address, such as `http://127.0.0.1:8080`. */
  onListening?: (url: string) => void;
}

const LOOK_FOR_IDLE_SESSIONS_MS = 60_000;

/**
 * Serves many clients over HTTP until `signal` is aborted: MCP (Streamable HTTP) at `/mcp` and REST at `/api`, as
 * `settings.apiMode` says, and one background sync for all of them. Then what is under way is stopped and answered, and
 * the database closed, within `settings.shutdownGracePeriodSeconds`.
 *
 * @returns the exit code: 0 when everything was closed in time, else 1.
 * @throws ListenError when the address cannot be had; nothing runs then.
 */
export async function runHttpServer({ settings, stderr, signal, onListening }: HttpServerOptions): Promise<number> {
  const log = createLogger(settings, stderr);
  const context = createContext({ settings, log });
  const sessions = mcpSessions(context);
  const syncs = detachedSync(context);
  const socket = await listen(httpApp(context, sessions, syncs), settings.httpHost, settings.httpPort);
  log.info({ url: socket.url, apiMode: settings.apiMode, customerId: settings.customerId }, "Listening");
  onListening?.(socket.url);
  const background = runBackground(context, Promise.resolve());
  const tidying = setInterval(() => {
    sessions.expire().catch((error: unknown) => log.warn({ err: error }, "An idle session could not be ended"));
  }, LOOK_FOR_IDLE_SESSIONS_MS);

  await aborted(signal);
  log.info({}, "Stopping");
  clearInterval(tidying);
  const inTime = await within(settings.shutdownGracePeriodSeconds * 1000, async () => {
    context.stop();
    const answered = socket.close();
    await Promise.all([sessions.close(), background.stop(), syncs.settled()]);
    await answered;
    await context.close();
  });
  socket.abandon();
  if (!inTime) log.warn({}, "Not everything ended within SHUTDOWN_GRACE_PERIOD_SECONDS.");
  return inTime ? 0 : 1;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
