import { hostname } from "node:os";
import { processIncarnation } from "./process-identity.js";

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
  const { token, pid, host, started_at, incarnation }: Partial<Record<keyof LockRecord, unknown>> = value;
  if (typeof token !== "string" || typeof host !== "string" || typeof started_at !== "string") return null;
  // Ids below 1 name groups of processes, which always exist.
  if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid < 1) return null;
  return { token, pid, host, started_at, incarnation: typeof incarnation === "string" ? incarnation : null };
}
