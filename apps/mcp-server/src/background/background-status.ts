import type { BackgroundState } from "@testio/sync-core";

/** What the background sync of this process is up to. */
export interface BackgroundStatus {
  /** `not_started`: nothing was planned yet, or this process does not sync by itself; `reason` says which. */
  activity: BackgroundState["activity"] | "not_started";
  /** Why it is not waiting or running, in words; null when it is. */
  reason: string | null;
  intervalSeconds: number | null;
  nextAt: Date | null;
  breaker: BackgroundState["breaker"];
  last: BackgroundState["last"];
}

/** Where whoever runs the background sync leaves its status, and tools find it. */
export interface BackgroundMonitor {
  status(): BackgroundStatus;
  update(state: BackgroundState): void;
  /** It is not going to sync, and why. */
  notStarted(reason: string): void;
}

export function createBackgroundMonitor(): BackgroundMonitor {
  let status = idle("This process does not sync in the background.");
  return {
    status: () => status,
    update({ activity, intervalSeconds, nextAt, breaker, last }) {
      status = { activity, reason: reasonFor(activity, breaker), intervalSeconds, nextAt, breaker, last };
    },
    notStarted(reason) {
      status = idle(reason);
    },
  };
}

function idle(reason: string): BackgroundStatus {
  return { activity: "not_started", reason, intervalSeconds: null, nextAt: null, breaker: null, last: null };
}

function reasonFor(activity: BackgroundState["activity"], breaker: BackgroundState["breaker"]): string | null {
  switch (activity) {
    case "off":
      return "TESTIO_REFRESH_INTERVAL_SECONDS is 0.";
    case "paused":
      return breaker === null ? null : `Paused after several failures: ${breaker.reason}`;
    case "stopped":
      return "The server is ending.";
    case "waiting":
    case "running":
      return null;
  }
}
