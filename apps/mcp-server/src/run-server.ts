import type { HttpServerOptions } from "./http/run-http.js";
import type { StdioServerOptions } from "./protocol/run-stdio.js";

export type RunServerOptions = StdioServerOptions & HttpServerOptions;

/**
 * Serves as `settings.transport` says, until the client has gone or `signal` is aborted. Only what that transport needs
 * is loaded.
 *
 * @returns the exit code: 0 when everything was closed in time, else 1.
 * @throws ListenError when the address for HTTP cannot be had.
 */
export async function runServer(options: RunServerOptions): Promise<number> {
  if (options.settings.transport === "stdio") {
    const { runStdioServer } = await import("./protocol/run-stdio.js");
    return runStdioServer(options);
  }
  const { runHttpServer } = await import("./http/run-http.js");
  return runHttpServer(options);
}
