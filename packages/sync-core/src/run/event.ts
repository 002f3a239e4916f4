import { hostname } from "node:os";
import { FENCE_KEY, LAST_SYNC_COMPLETED_KEY, type SyncEventPhase, WriteFencedError } from "@testio/store";
import type { SyncLock } from "../locking/file-lock.js";
import type { SyncRequest, SyncResult } from "../types.js";
import { DEFAULT_PHASES } from "./mode.js";
import type { Run } from "./run.js";

/** What an earlier process left `running` is dead, since this one holds the lock. From here on it is also fenced off. */
export function openEvent(run: Run, { trigger = "library" }: SyncRequest, lock: SyncLock): Promise<number> {
  return run.store.write(async (tx) => {
    // Stopped since it took the lock, and woken up after somebody else had taken that: the fence is not set yet.
    if (!(await lock.isHeld())) throw new WriteFencedError(run.store.path);
    await tx.interruptSyncEvents(run.now());
    await tx.setMetadata(FENCE_KEY, lock.token);
    const { pid } = process;
    return tx.startSyncEvent({ trigger, mode: run.mode, pid, host: hostname(), startedAt: run.now() });
  });
}

/** Ends the row of a run, and remembers when everything was last synced. */
export async function closeEvent(
  run: Run,
  request: SyncRequest,
  result: SyncResult,
  phases: SyncEventPhase[],
): Promise<void> {
  const { eventId, status, phasesCompleted, errors } = result;
  if (eventId === null) return;
  const { requests, durationSeconds, warnings } = result;
  const completedAt = run.now();
  const covers = DEFAULT_PHASES.every((phase) => phasesCompleted.includes(phase));
  const error = errors.length === 0 ? null : errors.map(({ message }) => message).join("\n");
  await run.write(async (tx) => {
    const end = { status, completedAt, durationSeconds, requests, phases, warnings, error };
    await tx.endSyncEvent(eventId, { ...run.counts, ...end });
    if (status === "success" && covers && request.scope?.productIds === undefined) {
      await tx.setMetadata(LAST_SYNC_COMPLETED_KEY, completedAt.toISOString());
    }
  });
}
