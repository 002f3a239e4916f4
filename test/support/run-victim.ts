import { fileURLToPath } from "node:url";
import type { SyncRequest, SyncResult } from "@testio/sync-core";
import type { RunningProgram, Sandbox } from "./sandbox.js";

const VICTIM = fileURLToPath(new URL("./victim.ts", import.meta.url));

/** Where a victim stops, and what it was told to do. */
export interface VictimPlan {
  database: string;
  request: Pick<SyncRequest, "phases" | "options" | "lock">;
  busyTimeoutMs?: number;
  stop?: StopAt;
}

/** A moment inside a sync. */
export interface StopAt {
  /** E.g. `client.listTests`, `store.write`, or, inside a write transaction, `tx.upsertTests`. */
  call: string;
  moment: "before" | "after";
  /** Which of these calls, from 1. */
  nth: number;
  /** Counts only the writes of a state that ends a pass over a test list. */
  completing?: boolean;
  signal: "SIGKILL" | "SIGSTOP";
}

/** Starts a program that syncs the sandbox's database through the libraries, 10 tests a page. */
export function startVictim(sandbox: Sandbox, plan: Omit<VictimPlan, "database">): RunningProgram {
  const whole: VictimPlan = { ...plan, database: sandbox.database };
  return sandbox.startCommand([process.execPath, VICTIM, JSON.stringify(whole)]);
}

/** Runs a victim to its end. Null when the signal ended it, as it should. */
export async function runVictim(sandbox: Sandbox, plan: Omit<VictimPlan, "database">): Promise<SyncResult | null> {
  const { code, stdout, stderr } = await startVictim(sandbox, plan).finished;
  if (code === null) return null;
  if (code !== 0) throw new Error(`The victim failed on its own:\n${stderr}`);
  return JSON.parse(stdout);
}
