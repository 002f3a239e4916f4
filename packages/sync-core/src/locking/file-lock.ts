import { randomUUID } from "node:crypto";
import { link, readFile, rename, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { SyncLockUnavailableError } from "../errors/sync-lock-unavailable-error.js";
import { SyncLockedError } from "../errors/sync-locked-error.js";
import { describeHolder, isStale, type LockRecord, ownLockRecord, parseLockRecord } from "./lock-record.js";

const POLL_MS = 100;
const HEARTBEAT_MS = 30_000;

/** The right to sync one database. Writes made under it carry `token` as their fence. */
export interface SyncLock {
  readonly token: string;
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
 * @throws SyncLockedError when the holder is alive after `waitMs`; the signal's reason when it is aborted.
 */
export async function acquireFileLock(path: string, options: AcquireOptions): Promise<SyncLock> {
  const token = randomUUID();
  const record = await ownLockRecord(token, options.startedAt);
  const since = performance.now();
  for (;;) {
    options.signal.throwIfAborted();
    if (await create(path, record)) return holdLock(path, token);
    const holder = await inspect(path);
    if (holder === null) continue;
    if (await isStale(holder.record, holder.heartbeatAgeMs)) {
      await remove(path, holder.text);
      continue;
    }
    const waitedMs = performance.now() - since;
    const description = describeHolder(holder.record);
    if (waitedMs >= options.waitMs) throw new SyncLockedError(description, path);
    options.onWait?.(description, waitedMs);
    await delay(POLL_MS, undefined, { signal: options.signal });
  }
}

/** Creates the lock with its whole content at once, so that nobody ever reads half of it. False when there is one. */
async function create(path: string, record: LockRecord): Promise<boolean> {
  const draft = `${path}.${record.token}`;
  const content = `${JSON.stringify(record)}\n`;
  const mode = { mode: 0o600, flag: "wx" };
  try {
    await writeFile(draft, content, mode);
    try {
      await link(draft, path);
    } catch (error) {
      // A file system without hard links: an exclusive create is nearly as good.
      if (!hasCode(error, "EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP")) throw error;
      await writeFile(path, content, mode);
    } finally {
      await unlink(draft);
    }
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw new SyncLockUnavailableError(path, codeOf(error) ?? "unknown error");
  }
}

async function inspect(
  path: string,
): Promise<{ record: LockRecord | null; text: string; heartbeatAgeMs: number } | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    return { record: parseLockRecord(text), text, heartbeatAgeMs: Date.now() - mtimeMs };
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

/**
 * Removes a stale lock. Two waiters may judge the same lock stale, and the slower one must not remove the lock that the
 * quicker one has made since: so it is moved aside first, looked at, and put back when it is not the one that was judged.
 */
async function remove(path: string, judgedText: string): Promise<void> {
  const aside = `${path}.stale-${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await readFile(aside, "utf8")) !== judgedText) {
    try {
      await link(aside, path);
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
  await unlink(aside);
}

function holdLock(path: string, token: string): SyncLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A lock that is gone is found out by the fence at the next write; here there is nothing to do about it.
    utimes(path, now, now).catch(() => clearInterval(heartbeat));
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    token,
    async release() {
      clearInterval(heartbeat);
      const current = await inspect(path);
      if (current?.record?.token !== token) return;
      await unlink(path);
    },
  };
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  const code = codeOf(error);
  return code !== null && codes.includes(code);
}
