import type { SyncProgressEvent } from "@testio/sync-core";

/** Where a sync tells how far it is. */
export interface Progress {
  report: (event: SyncProgressEvent) => void;
  /** Leaves the terminal in order. What is reported afterwards is ignored. May be called twice. */
  stop: () => void;
}
