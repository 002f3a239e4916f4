import type { BackgroundState } from "@testio/sync-core";
import { aboutSeconds, momentWithAge } from "../output/words.js";

/** When the next sync is due, and who runs it. */
export function nextSyncInWords(background: BackgroundState | null, now: Date): string {
  if (background === null || background.activity === "stopped") {
    return "none planned: no server is running (testio-mcp serve)";
  }
  const { pid, host, nextAt, activity, intervalSeconds } = background;
  const server = `the server with process ${pid} on ${host}`;
  if (activity === "off" || (nextAt === null && activity !== "running"))
    return `none planned: ${server} does not sync by itself`;
  if (activity === "running" || nextAt === null) return `running now, by ${server}`;
  const every = intervalSeconds > 0 ? `, every ${aboutSeconds(intervalSeconds)}` : "";
  return `${nextAt < now ? "was due " : ""}${momentWithAge(nextAt, now)}, by ${server}${every}`;
}

/** Why the background sync is paused; null when it is not. */
export function breakerInWords(background: BackgroundState | null, now: Date): string | null {
  if (background?.activity !== "paused" || background.breaker === null) return null;
  const { until, openedAt, reason } = background.breaker;
  return `since ${momentWithAge(openedAt, now)}, next try ${momentWithAge(until, now)}: ${reason}`;
}
