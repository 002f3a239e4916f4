import { hostname, networkInterfaces } from "node:os";
import { isLoopback, type Settings } from "@testio/config";

/**
 * The host names under which this server may be asked. A page on the internet can make a browser send requests to an
 * address of this machine under a name of its own (DNS rebinding); such a name is in none of these.
 */
export function allowedHosts({
  httpHost,
  httpAllowedHosts,
}: Pick<Settings, "httpHost" | "httpAllowedHosts">): Set<string> {
  const own = isLoopback(httpHost) ? [] : [httpHost, hostname(), ...(servesAll(httpHost) ? addresses() : [])];
  return new Set(["localhost", "127.0.0.1", "::1", ...own, ...(httpAllowedHosts ?? [])].map(bare));
}

function servesAll(host: string): boolean {
  return ["0.0.0.0", "::", "[::]"].includes(host);
}

function addresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}

/** A host as it is compared: in small letters, an IPv6 address without its brackets. */
export function bare(host: string): string {
  return host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
}
