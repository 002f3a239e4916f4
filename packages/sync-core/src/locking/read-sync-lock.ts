import { describeHolder, findLock, isStale } from "./lock-file.js";
import { lockPathOf } from "./sync-lock.js";

/**
 * Who holds the sync lock of a database, in words, and whether the next sync would take it from them; null when nobody
 * does. Changes nothing.
 *
 * @throws SyncLockUnavailableError when what lies in the place of the lock is no file, or the system does not let us look.
 */
export async function readSyncLock(databasePath: string): Promise<{ holder: string; stale: boolean } | null> {
  const found = await findLock(lockPathOf(databasePath));
  return found === null ? null : { holder: describeHolder(found), stale: await isStale(found) };
}
