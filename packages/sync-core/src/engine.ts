import { hostname } from "node:os";
import { FENCE_KEY, LAST_SYNC_COMPLETED_KEY, type SyncEventPhase } from "@testio/store";
import { describeError, isExpected } from "./errors/describe-error.js";
import { SyncScopeError } from "./errors/sync-scope-error.js";
import type { SyncLock } from "./locking/file-lock.js";
import { acquireSyncLock } from "./locking/sync-lock.js";
import { syncFeatures } from "./phases/features.js";
import { syncTests } from "./phases/new-tests.js";
import { type SyncedProducts, storedProducts, syncProducts } from "./phases/products.js";
import { reportUnfinished } from "./run/report-unfinished.js";
import { createRun, type Run } from "./run/run.js";
import type { RunnablePhase, SyncRequest, SyncResult } from "./types.js";

/** The phases of a sync, in their order, unless some of them are asked for. */
export const DEFAULT_PHASES: readonly RunnablePhase[] = ["PRODUCTS", "FEATURES", "NEW_TESTS"];
const DEFAULT_LOCK_WAIT_MS = 30_000;
const NONE: SyncedProducts = { products: [], listed: null };

/**
 * Brings the stored data of one customer up to date with TestIO.
 *
 * After any history of killed, failed and cancelled runs, the first one that ends with `success` leaves no test missing.
 * It never rejects: whatever goes wrong is in the result's `status` and `errors`.
 */
export async function executeSync(request: SyncRequest): Promise<SyncResult> {
  const started = performance.now();
  const { now = () => new Date(), signal, store, lock: { waitMs = DEFAULT_LOCK_WAIT_MS } = {} } = request;
  let lock: SyncLock;
  try {
    assertScopeAllowed(request);
    lock = await acquireSyncLock(store, {
      waitMs,
      startedAt: now(),
      signal: signal ?? new AbortController().signal,
      onWait: (holder, waitedMs) => request.onProgress?.({ type: "waiting", holder, waitedMs }),
    });
  } catch (error) {
    return unstarted(request, error, started);
  }
  const result = await runLocked(request, lock, started);
  try {
    await lock.release();
  } catch (error) {
    // The run is over and recorded; a lock that stays behind is stale as soon as this process ends.
    request.log?.({ level: "warn", message: "The sync lock could not be removed.", error });
  }
  return result;
}

async function runLocked(request: SyncRequest, lock: SyncLock, started: number): Promise<SyncResult> {
  const run = createRun(request, lock.token);
  const phases: SyncEventPhase[] = [];
  const result: SyncResult = { ...resultOf(run, started), status: "failure", eventId: null, phasesCompleted: [] };
  const finish = () => Object.assign(result, resultOf(run, started));
  try {
    result.eventId = await openEvent(run, request, lock.token);
    const { products, listed } = await runPhases(run, request, phases);
    result.status = outcome(run);
    const touched = new Set(products.map(({ id }) => id));
    await reportUnfinished(
      run,
      touched,
      phases.map(({ phase }) => phase),
      listed,
    );
  } catch (error) {
    result.status = request.signal?.aborted ? "cancelled" : "failure";
    if (result.status === "failure") run.fail(phases.at(-1)?.phase ?? null, null, error);
  }
  result.phasesCompleted = phases.filter(({ completed }) => completed).map(({ phase }) => phase);
  finish();
  if (result.eventId === null) return result;
  try {
    await closeEvent(run, request, result, phases);
  } catch (error) {
    result.status = "failure";
    run.fail(null, null, error);
    finish();
  }
  return result;
}

async function runPhases(run: Run, request: SyncRequest, log: SyncEventPhase[]): Promise<SyncedProducts> {
  const wanted = request.phases ?? DEFAULT_PHASES;
  const scope = request.scope?.productIds ?? request.settings?.allowedProductIds ?? null;
  let synced: SyncedProducts = wanted.includes("PRODUCTS") ? NONE : await storedProducts(run, scope);
  for (const phase of DEFAULT_PHASES.filter((name) => wanted.includes(name))) {
    run.signal.throwIfAborted();
    // None of the products asked for is there: nothing was done for them, and no phase may claim otherwise.
    if (phase !== "PRODUCTS" && synced.products.length === 0 && run.errors.length > 0) break;
    const since = performance.now();
    const errorsBefore = run.errors.length;
    const entry = { phase, startedAt: run.now().toISOString(), durationSeconds: 0, completed: false };
    log.push(entry);
    try {
      if (phase === "PRODUCTS") synced = await syncProducts(run, scope);
      if (phase === "FEATURES") await syncFeatures(run, synced.products);
      if (phase === "NEW_TESTS") await syncTests(run, synced.products);
      entry.completed = run.errors.length === errorsBefore;
    } finally {
      entry.durationSeconds = secondsSince(since);
    }
  }
  return synced;
}

function outcome(run: Run): SyncResult["status"] {
  if (run.errors.length > 0) return run.succeeded > 0 ? "partial_failure" : "failure";
  return run.incomplete ? "partial_failure" : "success";
}

/** What an earlier process left `running` is dead, since this one holds the lock. From here on it is also fenced off. */
function openEvent(run: Run, { trigger = "library", options }: SyncRequest, fence: string): Promise<number> {
  return run.store.write(async (tx) => {
    await tx.interruptSyncEvents(run.now());
    await tx.setMetadata(FENCE_KEY, fence);
    const { pid } = process;
    const mode = options?.forceRefresh ? "force" : "default";
    return tx.startSyncEvent({ trigger, mode, pid, host: hostname(), startedAt: run.now() });
  });
}

async function closeEvent(run: Run, request: SyncRequest, result: SyncResult, phases: SyncEventPhase[]): Promise<void> {
  const { eventId, status, phasesCompleted, errors, ...counts } = result;
  if (eventId === null) return;
  const completedAt = run.now();
  const covers = DEFAULT_PHASES.every((phase) => phasesCompleted.includes(phase));
  await run.write(async (tx) => {
    const error = errors.length === 0 ? null : errors.map(({ message }) => message).join("\n");
    await tx.endSyncEvent(eventId, { ...counts, status, completedAt, phases, error });
    if (status === "success" && covers && request.scope?.productIds === undefined) {
      await tx.setMetadata(LAST_SYNC_COMPLETED_KEY, completedAt.toISOString());
    }
  });
}

function resultOf(run: Run, started: number) {
  const { counts, warnings, errors } = run;
  return { ...counts, requests: run.requests(), durationSeconds: secondsSince(started), warnings, errors };
}

/** The result of a run that could not begin. */
function unstarted(request: SyncRequest, error: unknown, started: number): SyncResult {
  const cancelled = request.signal?.aborted ?? false;
  if (!cancelled && !isExpected(error)) request.log?.({ level: "error", message: "The sync could not start.", error });
  return {
    status: cancelled ? "cancelled" : "failure",
    eventId: null,
    phasesCompleted: [],
    productsSynced: 0,
    featuresRefreshed: 0,
    testsDiscovered: 0,
    testsUpdated: 0,
    testsDeleted: 0,
    bugsRefreshed: 0,
    requests: 0,
    durationSeconds: secondsSince(started),
    warnings: [],
    errors: cancelled ? [] : [{ phase: null, productId: null, ...describeError(error) }],
  };
}

function assertScopeAllowed({ scope, settings }: SyncRequest): void {
  const allowed = settings?.allowedProductIds ?? null;
  if (allowed === null) return;
  const outside = (scope?.productIds ?? []).filter((id) => !allowed.includes(id));
  if (outside.length > 0) throw new SyncScopeError(outside, allowed);
}

function secondsSince(moment: number): number {
  return Math.round(performance.now() - moment) / 1000;
}
