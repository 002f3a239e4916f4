import { readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { lockOf } from "./stored.js";

export const HOUR_MS = 60 * 60_000;

/** What is in a lock file; it is a format that other versions of the program read. */
export interface LockContent {
  token: string;
  pid: number;
  host: string;
  started_at: string;
  incarnation: string | null;
}

export async function readLock(database: string): Promise<LockContent> {
  return JSON.parse(await readFile(lockOf(database), "utf8"));
}

/** Puts a lock there that says so; by default of a process of this machine. */
export async function writeLock(database: string, changes: Partial<LockContent>): Promise<void> {
  const content = {
    token: "another one's",
    pid: process.pid,
    host: hostname(),
    started_at: "2026-11-01T09:00:00.000Z",
  };
  await writeFile(lockOf(database), JSON.stringify({ ...content, incarnation: null, ...changes }));
}

/** Makes the lock look as if its holder had given its last sign of life that long ago. */
export async function ageLock(database: string, milliseconds: number): Promise<void> {
  const touched = new Date(Date.now() - milliseconds);
  await utimes(lockOf(database), touched, touched);
}
