import type { Readable, Writable } from "node:stream";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Settings } from "@testio/config";
import { runBackground } from "../background/run-background.js";
import { createContext } from "../context/server-context.js";
import { within } from "../lifetime/within.js";
import { createLogger } from "../logging/logger.js";
import { createServer } from "./create-server.js";
import { waitUntilWritten } from "./wait-until-written.js";

export interface StdioServerOptions {
  settings: Settings;
  stdin: Readable;
  /** Carries the protocol and nothing else. */
  stdout: Writable;
  /** Carries the log. */
  stderr: Writable;
  /** Aborting it ends the server as the end of `stdin` does; for SIGTERM and SIGINT. */
  signal: AbortSignal;
}

/** How long the background sync gives way to a client that never asks for the tools. */
const QUIET_AFTER_MS = 1000;

/**
 * Serves one client over standard input and output until it goes away or `signal` is aborted, and keeps the data fresh in
 * the background meanwhile. A sync that is running then is stopped, answers under way are still written, and the database is closed, all within
 * `settings.shutdownGracePeriodSeconds`.
 *
 * @returns the exit code: 0 when everything was closed in time, else 1.
 */
export async function runStdioServer({ settings, stdin, stdout, stderr, signal }: StdioServerOptions): Promise<number> {
  const log = createLogger(settings, stderr);
  const context = createContext({ settings, log });
  const server = createServer(context);
  const { gone, leave } = departure();
  stdin.once("end", leave("the client closed its end")).once("close", leave("the client closed its end"));
  // Not once: each further write to a broken pipe fails again, and an error nobody listens to ends the process.
  stdout.on("error", leave("the client no longer reads")).once("close", leave("the client no longer reads"));
  signal.addEventListener("abort", leave("the server was told to stop"), { once: true });
  server.onclose = leave("the connection was closed");
  if (signal.aborted) leave("the server was told to stop")();

  await server.connect(new StdioServerTransport(stdin, stdout));
  log.info({ customerId: settings.customerId, database: settings.localStore ? settings.dbPath : ":memory:" }, "Ready");
  const background = runBackground(context, quiet(server.toolsListed, stdout, context.shutdown));
  log.info({ reason: await gone }, "Stopping");

  const inTime = await within(settings.shutdownGracePeriodSeconds * 1000, async () => {
    // What arrived together with the end is handed to the tools first.
    await nextTurn();
    context.stop();
    await Promise.all([server.settled(), background.stop()]);
    await nextTurn();
    await waitUntilWritten(stdout);
    await server.close();
    await context.close();
  });
  if (!inTime) log.warn({}, "Not everything ended within SHUTDOWN_GRACE_PERIOD_SECONDS.");
  return inTime ? 0 : 1;
}

/** Resolves when the client has its list of tools, when it seems not to want one, or when the server ends. */
async function quiet(toolsListed: Promise<void>, stdout: Writable, shutdown: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const patience = sleep(QUIET_AFTER_MS, undefined, { signal: AbortSignal.any([timer.signal, shutdown]) });
  await Promise.race([toolsListed, patience.catch(() => undefined)]);
  timer.abort();
  // The answer itself is only written after its handler has returned.
  await nextTurn();
  await waitUntilWritten(stdout);
}

/** The end of the connection, with the first reason given for it. */
function departure(): { gone: Promise<string>; leave: (reason: string) => () => void } {
  let resolve: (reason: string) => void;
  const gone = new Promise<string>((settle) => {
    resolve = settle;
  });
  return { gone, leave: (reason) => () => resolve(reason) };
}
