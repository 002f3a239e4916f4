import type { SyncProgressEvent } from "@testio/sync-core";

/** Where a sync tells how far it is. */
export interface Progress {
  report: (event: SyncProgressEvent) => void;
  /** Leaves the terminal as it was. Nothing may be reported afterwards. */
  stop?: () => void;
}
