import { randomUUID } from "node:crypto";
import { link, lstat, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { SyncLockUnavailableError } from "../errors/sync-lock-unavailable-error.js";
import { type LockRecord, parseLockRecord } from "./lock-record.js";
import { isProcessAlive, processIncarnation } from "./process-identity.js";
import { codeOf, hasCode, NO_HARD_LINKS } from "./system-codes.js";

/** A lock nobody touched for this long is stale even if its process id exists (it may be on another host). */
const HEARTBEAT_LIMIT_MS = 60 * 60 * 1000;
/** A file that is no lock record is left alone for this long, in case somebody is still writing it. */
const GARBAGE_GRACE_MS = 10_000;

/** A lock file as it was found. */
export interface FoundLock {
  /** Null when the text is no record, or could not be read. */
  record: LockRecord | null;
  /** False when the file belongs to somebody who keeps it from us. */
  readable: boolean;
  /** Since anybody last touched it; below 0 when the clock was set back. */
  heartbeatAgeMs: number;
  /** Differs for any two locks, and before and after a heartbeat. */
  identity: string;
}

/**
 * Looks at the lock file at `path`; null when there is none.
 *
 * @throws SyncLockUnavailableError when what lies there is no file, or the system does not let us look.
 */
export async function findLock(path: string): Promise<FoundLock | null> {
  try {
    const stats = await lstat(path, { bigint: true });
    // Not opened either: reading from a pipe that nobody writes to never ends.
    if (!stats.isFile()) throw new SyncLockUnavailableError(path, `${kindOf(stats)} lies there`, "Move it away");
    const text = await readUnlessForbidden(path);
    return {
      record: text === null ? null : parseLockRecord(text),
      readable: text !== null,
      heartbeatAgeMs: Date.now() - Number(stats.mtimeMs),
      identity: `${stats.mtimeNs} ${text}`,
    };
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw unavailable(path, error);
  }
}

function kindOf(stats: { isDirectory(): boolean; isSymbolicLink(): boolean }): string {
  if (stats.isDirectory()) return "a directory";
  return stats.isSymbolicLink() ? "a symbolic link" : "something that is no file";
}

async function readUnlessForbidden(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "EACCES", "EPERM")) return null;
    throw error;
  }
}

/**
 * Whether a lock may be taken from its holder: its process is gone (or its id now belongs to another program), or it gave
 * no heartbeat for an hour. A living sync of any length keeps it.
 */
export async function isStale({ record, readable, heartbeatAgeMs }: FoundLock): Promise<boolean> {
  if (heartbeatAgeMs > HEARTBEAT_LIMIT_MS) return true;
  if (record === null) return readable && Math.abs(heartbeatAgeMs) > GARBAGE_GRACE_MS;
  if (record.host !== hostname()) return false;
  if (!(await isProcessAlive(record.pid))) return true;
  if (record.incarnation === null) return false;
  const incarnation = await processIncarnation(record.pid);
  return incarnation !== null && incarnation !== record.incarnation;
}

export function describeHolder({ record, readable }: Pick<FoundLock, "record" | "readable">): string {
  if (!readable) return "a process of another user, who keeps the lock from being read";
  if (record === null) return "an unknown process";
  return `process ${record.pid} on ${record.host}, started ${record.started_at}`;
}

/**
 * Removes the lock at `path` if it is the one meant. Between looking and removing somebody may have put another one in
 * its place: so it is moved aside first, looked at, and put back when it is not the one.
 */
export async function removeLock(path: string, isMeant: (lock: FoundLock) => boolean): Promise<void> {
  const aside = `${path}.stale-${randomUUID()}`;
  try {
    await rename(path, aside);
    const found = await findLock(aside);
    if (found !== null && !isMeant(found)) await putBack(aside, path);
    else await unlink(aside);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw unavailable(path, error);
  }
}

/** If there is a new lock by now, the one put back is lost; its holder learns of that by the fence, as everybody who lost a lock. */
async function putBack(aside: string, path: string): Promise<void> {
  try {
    await link(aside, path);
  } catch (error) {
    if (hasCode(error, ...NO_HARD_LINKS)) return rename(aside, path);
    if (!hasCode(error, "EEXIST")) throw error;
  }
  await unlink(aside);
}

function unavailable(path: string, error: unknown): SyncLockUnavailableError {
  if (error instanceof SyncLockUnavailableError) return error;
  return new SyncLockUnavailableError(path, codeOf(error) ?? "unknown error");
}
