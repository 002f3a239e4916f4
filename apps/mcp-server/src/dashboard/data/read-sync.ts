import { LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import type { ServerContext } from "../../context/server-context.js";
import type { LiveProgress } from "../../sync/live-syncs.js";
import { findRunningSync } from "../../sync/running-sync.js";
import type { DetachedSync } from "../detached-sync.js";
import { absolute } from "../words.js";
import { type SyncView, syncView } from "./sync-view.js";

/** The sync at this moment, and which data there is. */
export interface SyncState {
  /** Another one when a sync has ended since: then what is shown of the data is out of date. */
  revision: string;
  /** When it was read, in words. */
  at: string;
  view: SyncView;
}

/** The first word of a sync comes with its first request. */
const STARTING: LiveProgress = { message: "Starting", fraction: null };

/** @throws a store error when the database cannot be read. */
export async function readSync(context: ServerContext, asked: DetachedSync): Promise<SyncState> {
  const { getSyncHistory } = await import("@testio/insights");
  const store = await context.store();
  const running = await findRunningSync(store);
  const { runs } = await getSyncHistory(store, { limit: 2 }, { now: context.now, syncRunning: running !== null });
  const completed = await store.getMetadata(LAST_SYNC_COMPLETED_KEY);
  const lastCompletedAt = completed === null ? null : new Date(completed);
  const failed = asked.failed();
  const ended = runs.find(({ status }) => status !== "running");
  const view = syncView({
    now: context.now(),
    background: context.background.status(),
    running,
    live: context.liveSyncs.current() ?? (asked.isUnderWay() ? STARTING : null),
    lastCompletedAt,
    latest: runs[0] ?? null,
    problemPositions: (await store.listProblemPositions()).length,
    failure: failed === null || (lastCompletedAt !== null && lastCompletedAt > failed.at) ? null : failed.why,
  });
  const revision = ended === undefined ? "none" : `${ended.id}-${ended.status}`;
  return { revision, at: absolute(context.now()), view };
}
