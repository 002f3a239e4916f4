import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Store } from "@testio/store";
import { SyncLockedError } from "../errors/sync-locked-error.js";
import { type AcquireOptions, acquireFileLock, type SyncLock } from "./file-lock.js";

const POLL_MS = 20;
const heldInMemory = new WeakMap<Store, string>();

/** Where the lock of a database file lies: `sync.lock` beside it; for a symbolic link, beside what it leads to. */
export function lockPathOf(databasePath: string): string {
  return join(dirname(realPathOf(databasePath)), "sync.lock");
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there, or not to be reached: whoever makes or reads the lock says so better.
    return path;
  }
}

/** Takes the lock for syncing `store`: a file for a database on disk; for one in memory, which no other process sees, a mark. */
export async function acquireSyncLock(store: Store, options: AcquireOptions): Promise<SyncLock> {
  if (!store.inMemory) return acquireFileLock(lockPathOf(store.path), options);
  const since = performance.now();
  for (let holder = heldInMemory.get(store); holder !== undefined; holder = heldInMemory.get(store)) {
    const waitedMs = performance.now() - since;
    const description = `this program, started ${holder}`;
    if (waitedMs >= options.waitMs) throw new SyncLockedError(description, "held in memory");
    options.onWait?.(description, waitedMs);
    await delay(POLL_MS, undefined, { signal: options.signal });
  }
  heldInMemory.set(store, options.startedAt.toISOString());
  return {
    token: randomUUID(),
    isHeld: async () => true,
    async release() {
      heldInMemory.delete(store);
    },
  };
}
