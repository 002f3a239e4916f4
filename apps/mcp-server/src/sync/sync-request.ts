import { SYNC_PHASES, type SyncPhaseName } from "@testio/store";
import type { SyncRequest } from "@testio/sync-core";
import type { ServerContext } from "../context/server-context.js";
import { syncLog, syncSettings } from "./sync-settings.js";

/** What whoever asks for a sync decides; everything else follows from the settings. */
export interface AskedFor {
  /** Absent = all that `TESTIO_PRODUCT_IDS` allows. */
  productIds?: readonly number[] | undefined;
  /** A date, words for one, or `all`; absent = `TESTIO_SYNC_SINCE`. */
  since?: string | undefined;
}

/** A request to the engine, but for what differs between a tool call and the background. */
type CommonRequest = Omit<SyncRequest, "trigger" | "signal" | "lock"> & { phases: readonly SyncPhaseName[] };

/**
 * What every sync of this server has in common, whoever asks for it. Opens the database and the client if need be.
 *
 * @throws InvalidSinceError when `since` (or `TESTIO_SYNC_SINCE`) is no date; MissingTokenError; any store error.
 */
export async function syncRequest(context: ServerContext, asked: AskedFor = {}): Promise<CommonRequest> {
  const { settings } = context;
  const sinceDate = await floor(asked.since ?? settings.syncSince, context.now());
  const client = await context.client();
  const store = await context.store();
  return {
    client,
    store,
    phases: settings.syncBugs ? SYNC_PHASES : SYNC_PHASES.filter((phase) => phase !== "BUGS"),
    scope: {
      ...(asked.productIds === undefined ? {} : { productIds: asked.productIds }),
      ...(sinceDate === null ? {} : { sinceDate }),
    },
    settings: syncSettings(settings),
    log: syncLog(context.log),
    now: context.now,
  };
}

async function floor(since: string | null, now: Date): Promise<Date | null> {
  if (since === null) return null;
  const { parseFloor } = await import("@testio/config");
  return parseFloor(since, now);
}
