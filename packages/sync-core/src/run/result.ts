import type { SyncMode } from "@testio/store";
import { describeError, isExpected } from "../errors/describe-error.js";
import { planSync } from "../plan/plan-sync.js";
import type { SyncRequest, SyncResult } from "../types.js";
import type { Run } from "./run.js";

/** What a run has come to so far. */
export function resultOf(run: Run, started: number) {
  const { counts, problemPositions, warnings, errors } = run;
  const requests = run.requests();
  return { ...counts, problemPositions, requests, durationSeconds: secondsSince(started), warnings, errors };
}

function nothingDone(mode: SyncMode, started: number): Omit<SyncResult, "status"> {
  return {
    mode,
    eventId: null,
    phasesCompleted: [],
    productsSynced: 0,
    featuresRefreshed: 0,
    testsDiscovered: 0,
    testsUpdated: 0,
    testsDeleted: 0,
    bugsRefreshed: 0,
    problemPositions: 0,
    deleted: null,
    plan: null,
    requests: 0,
    durationSeconds: secondsSince(started),
    warnings: [],
    errors: [],
  };
}

/** The result of a dry run. */
export async function planned(request: SyncRequest, mode: SyncMode, started: number): Promise<SyncResult> {
  const requestsBefore = request.client.metrics().requests;
  const plan = await planSync(request);
  const requests = request.client.metrics().requests - requestsBefore;
  return { ...nothingDone(mode, started), status: "success", plan, requests };
}

/** The result of a run that could not begin. */
export function unstarted(request: SyncRequest, mode: SyncMode, error: unknown, started: number): SyncResult {
  const cancelled = request.signal?.aborted ?? false;
  if (!cancelled && !isExpected(error)) request.log?.({ level: "error", message: "The sync could not start.", error });
  return {
    ...nothingDone(mode, started),
    status: cancelled ? "cancelled" : "failure",
    errors: cancelled ? [] : [{ phase: null, productId: null, ...describeError(error) }],
  };
}

/** @param moment of `performance.now()`. */
export function secondsSince(moment: number): number {
  return Math.round(performance.now() - moment) / 1000;
}
