import { isLoopback } from "./loopback.js";
import type { Settings } from "./types.js";

/** Refuses to serve other machines without a token, in a sentence. */
export function openToOthers({
  transport,
  httpHost,
  httpToken,
}: Pick<Settings, "transport" | "httpHost" | "httpToken">): string[] {
  if (transport !== "http" || httpToken !== null || isLoopback(httpHost)) return [];
  return [
    `TESTIO_HTTP_TOKEN must be set to serve HTTP on ${httpHost}, where other machines can reach it; without it, use 127.0.0.1.`,
  ];
}
