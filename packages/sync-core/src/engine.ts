import type { SyncEventPhase, SyncMode } from "@testio/store";
import { SyncScopeError } from "./errors/sync-scope-error.js";
import type { SyncLock } from "./locking/file-lock.js";
import { acquireSyncLock } from "./locking/sync-lock.js";
import { syncBugs } from "./phases/bugs.js";
import { syncFeatures } from "./phases/features.js";
import { syncTests } from "./phases/new-tests.js";
import { type SyncedProducts, storedProducts, syncProducts } from "./phases/products.js";
import { closeEvent, openEvent } from "./run/event.js";
import { modeOf, phasesOf } from "./run/mode.js";
import { reportUnfinished } from "./run/report-unfinished.js";
import { planned, resultOf, secondsSince, unstarted } from "./run/result.js";
import { createRun, type Run } from "./run/run.js";
import type { SyncRequest, SyncResult } from "./types.js";

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
  let mode: SyncMode = "default";
  try {
    mode = modeOf(request.options);
    // Contradictions are to show before anything is done.
    phasesOf(request);
    assertScopeAllowed(request);
    if (request.options?.dryRun) return await planned(request, mode, started);
    lock = await acquireSyncLock(store, {
      waitMs,
      startedAt: now(),
      signal: signal ?? new AbortController().signal,
      onWait: (holder, waitedMs) => request.onProgress?.({ type: "waiting", holder, waitedMs }),
    });
  } catch (error) {
    return unstarted(request, mode, error, started);
  }
  const result = await runLocked(request, mode, lock, started);
  try {
    await lock.release();
  } catch (error) {
    // The run is over and recorded; a lock that stays behind is stale as soon as this process ends.
    request.log?.({ level: "warn", message: "The sync lock could not be removed.", error });
  }
  return result;
}

async function runLocked(request: SyncRequest, mode: SyncMode, lock: SyncLock, started: number): Promise<SyncResult> {
  const run = createRun(request, mode, lock.token);
  const phases: SyncEventPhase[] = [];
  const result: SyncResult = {
    ...resultOf(run, started),
    mode,
    status: "failure",
    eventId: null,
    phasesCompleted: [],
    deleted: null,
    plan: null,
  };
  const finish = () => Object.assign(result, resultOf(run, started));
  try {
    result.eventId = await openEvent(run, request, lock);
    if (mode === "nuke") {
      const scope = scopeOf(request);
      result.deleted = await run.write((tx) => tx.wipe(scope));
    }
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
  const wanted = phasesOf(request);
  const scope = scopeOf(request);
  let synced: SyncedProducts = wanted.includes("PRODUCTS") ? NONE : await storedProducts(run, scope);
  for (const phase of wanted) {
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
      if (phase === "BUGS") await syncBugs(run, synced.products);
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

/** What is synced at most: the products asked for, else those this installation may sync; null = all. */
function scopeOf({ scope, settings }: SyncRequest): readonly number[] | null {
  return scope?.productIds ?? settings?.allowedProductIds ?? null;
}

function assertScopeAllowed({ scope, settings }: SyncRequest): void {
  const allowed = settings?.allowedProductIds ?? null;
  if (allowed === null) return;
  const outside = (scope?.productIds ?? []).filter((id) => !allowed.includes(id));
  if (outside.length > 0) throw new SyncScopeError(outside, allowed);
}
