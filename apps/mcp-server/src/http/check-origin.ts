import type { MiddlewareHandler } from "hono";
import { bare } from "./allowed-hosts.js";
import { refusal } from "./refusal.js";

/**
 * Refuses requests that were made to another name than this server's, or by a page of another site: 403. Programs send no
 * `Origin`; browsers do, and a page may only ask the very host and port it came from.
 */
export function checkOrigin(hosts: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host");
    if (host === undefined || !hosts.has(hostOf(`http://${host}`))) {
      return refusal(context, 403, "host_not_allowed", {
        message: "This server is not asked under that name.",
        next: "Use the address it says it listens on, or add the name to TESTIO_HTTP_ALLOWED_HOSTS.",
      });
    }
    const origin = context.req.header("origin");
    if (origin !== undefined && !isSameHost(origin, host)) {
      return refusal(context, 403, "origin_not_allowed", {
        message: "Pages of other sites may not ask this server.",
        next: "Ask from a program, or from a page that this server itself serves.",
      });
    }
    return next();
  };
}

/** Without scheme: behind a proxy, the page is loaded over https and this server asked over http. */
function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(`http://${host}`).host;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? bare(new URL(url).hostname) : "";
}
