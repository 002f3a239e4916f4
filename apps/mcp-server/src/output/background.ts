import * as z from "zod";
import type { BackgroundStatus } from "../background/background-status.js";
import { moment } from "./shared.js";

/** What the background sync of this server is up to, and who syncs this database right now. */
export const syncActivityShape = {
  background_sync: z
    .object({
      activity: z.enum(["not_started", "off", "waiting", "running", "paused", "stopped"]),
      reason: z.string().nullable().describe("Why it does not sync"),
      interval_seconds: z.int().nullable(),
      next_at: moment(),
      circuit_breaker: z
        .object({ opened_at: z.string(), until: z.string(), reason: z.string() })
        .nullable()
        .describe("Set while it is paused after several failures"),
      last_outcome: z.object({ status: z.string(), at: z.string(), reason: z.string().nullable() }).nullable(),
    })
    .describe("Of this server"),
  running_sync: z.object({ holder: z.string() }).nullable().describe("Who is syncing right now, in any process"),
};

export function shownBackground(status: BackgroundStatus): z.input<typeof syncActivityShape.background_sync> {
  const { activity, reason, intervalSeconds, nextAt, breaker, last } = status;
  return {
    activity,
    reason,
    interval_seconds: intervalSeconds,
    next_at: nextAt?.toISOString() ?? null,
    circuit_breaker: breaker && {
      opened_at: breaker.openedAt.toISOString(),
      until: breaker.until.toISOString(),
      reason: breaker.reason,
    },
    last_outcome: last && { status: last.status, at: last.at.toISOString(), reason: last.reason },
  };
}
