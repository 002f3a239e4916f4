import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Who is at the other end of the connection; behind a proxy, everybody is the proxy. */
export function addressOf(context: Context): string {
  return getConnInfo(context).remote.address ?? "unknown";
}
