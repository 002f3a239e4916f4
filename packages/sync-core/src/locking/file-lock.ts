import { randomUUID } from "node:crypto";
import { type FileHandle, link, open, unlink } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { SyncLockUnavailableError } from "../errors/sync-lock-unavailable-error.js";
import { SyncLockedError } from "../errors/sync-locked-error.js";
import { describeHolder, findLock, isStale, removeLock } from "./lock-file.js";
import { type LockRecord, ownLockRecord } from "./lock-record.js";
import { codeOf, hasCode, NO_HARD_LINKS } from "./system-codes.js";

const POLL_MS = 100;
const HEARTBEAT_MS = 30_000;

/** The right to sync one database. Writes made under it carry `token` as their fence. */
export interface SyncLock {
  readonly token: string;
  /**
   * Whether nobody has taken it over. To be asked inside the transaction that stores the token as the fence: until then
   * no fence stops a process that lost the lock.
   */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

export interface AcquireOptions {
  waitMs: number;
  startedAt: Date;
  signal: AbortSignal;
  onWait?: (holder: string, waitedMs: number) => void;
}

/**
 * Takes the lock file at `path`, waiting for its holder without blocking the event loop.
 *
 * The file alone cannot stop a holder that was suspended, lost its lock and woke up: that is what the fence in the
 * database is for (`FENCE_KEY`), which every write checks in its own transaction.
 *
 * @throws SyncLockedError when the holder is alive after `waitMs`; SyncLockUnavailableError when no lock can be made
 * there; the signal's reason when it is aborted.
 */
export async function acquireFileLock(path: string, options: AcquireOptions): Promise<SyncLock> {
  const token = randomUUID();
  const record = await ownLockRecord(token, options.startedAt);
  const since = performance.now();
  for (;;) {
    options.signal.throwIfAborted();
    const found = await findLock(path);
    if (found === null) {
      const file = await create(path, record);
      if (file !== null) return holdLock(path, token, file);
      continue;
    }
    if (await isStale(found)) {
      // Of two waiters who judge the same lock stale, the slower one must not remove the lock that the quicker one has made.
      await removeLock(path, ({ identity }) => identity === found.identity);
      continue;
    }
    const waitedMs = performance.now() - since;
    const holder = describeHolder(found);
    if (waitedMs >= options.waitMs) throw new SyncLockedError(holder, path);
    options.onWait?.(holder, waitedMs);
    await delay(POLL_MS, undefined, { signal: options.signal });
  }
}

/** Makes the lock with its whole content at once, so that nobody ever reads half of it. Null when somebody was quicker. */
async function create(path: string, record: LockRecord): Promise<FileHandle | null> {
  const draft = `${path}.${record.token}`;
  try {
    const file = await openNew(draft, record);
    try {
      await link(draft, path);
      return file;
    } catch (error) {
      await file.close();
      // A file system without hard links: an exclusive create is nearly as good.
      if (!hasCode(error, ...NO_HARD_LINKS)) throw error;
      return await openNew(path, record);
    } finally {
      await unlink(draft);
    }
  } catch (error) {
    if (hasCode(error, "EEXIST")) return null;
    throw new SyncLockUnavailableError(path, codeOf(error) ?? "unknown error");
  }
}

async function openNew(path: string, record: LockRecord): Promise<FileHandle> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record)}\n`);
    return file;
  } catch (error) {
    await file.close();
    // The disk is full: nothing half-written stays behind.
    await unlink(path);
    throw error;
  }
}

function holdLock(path: string, token: string, file: FileHandle): SyncLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    // By the open file, not by its path: whoever lost the lock must not keep that of the next holder alive. A lock that is
    // lost is found out by the fence at the next write; here there is nothing to do about it.
    file.utimes(now, now).catch(() => clearInterval(heartbeat));
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const isHeld = async () => (await findLock(path))?.record?.token === token;
  return {
    token,
    isHeld,
    async release() {
      clearInterval(heartbeat);
      await file.close();
      if (await isHeld()) await removeLock(path, ({ record }) => record?.token === token);
    },
  };
}
