import { hostname } from "node:os";
import { isProcessAlive, processIncarnation } from "./process-identity.js";

/** A lock nobody touched for this long is stale even if its process id exists (it may be on another host). */
const HEARTBEAT_LIMIT_MS = 60 * 60 * 1000;
/** A file that is no lock record is left alone for this long, in case somebody is still writing it. */
const UNREADABLE_GRACE_MS = 10_000;

/** What `sync.lock` holds. */
export interface LockRecord {
  token: string;
  pid: number;
  host: string;
  started_at: string;
  /** See `processIncarnation`. */
  incarnation: string | null;
}

export async function ownLockRecord(token: string, startedAt: Date): Promise<LockRecord> {
  return {
    token,
    pid: process.pid,
    host: hostname(),
    started_at: startedAt.toISOString(),
    incarnation: await processIncarnation(process.pid),
  };
}

/** The record in a lock file's text; null when the text is none. */
export function parseLockRecord(text: string): LockRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const record = value as Partial<LockRecord>;
  const { token, pid, host, started_at } = record;
  if (typeof token !== "string" || typeof pid !== "number" || typeof host !== "string") return null;
  if (typeof started_at !== "string") return null;
  return { token, pid, host, started_at, incarnation: record.incarnation ?? null };
}

/**
 * Whether a lock may be taken from its holder: its process is gone (or its id now belongs to another program), or it gave
 * no heartbeat for an hour. A living sync of any length keeps it.
 */
export async function isStale(record: LockRecord | null, heartbeatAgeMs: number): Promise<boolean> {
  if (record === null) return heartbeatAgeMs > UNREADABLE_GRACE_MS;
  if (heartbeatAgeMs > HEARTBEAT_LIMIT_MS) return true;
  if (record.host !== hostname()) return false;
  if (!isProcessAlive(record.pid)) return true;
  if (record.incarnation === null) return false;
  const incarnation = await processIncarnation(record.pid);
  return incarnation !== null && incarnation !== record.incarnation;
}

export function describeHolder(record: LockRecord | null): string {
  if (record === null) return "an unknown process";
  return `process ${record.pid} on ${record.host}, started ${record.started_at}`;
}
