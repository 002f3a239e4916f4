import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import type { Sandbox } from "./sandbox.js";

interface StoredEvent {
  status: string;
  trigger: string;
  pid: number;
  error: string | null;
}

/** What a program left in the database, read without any code of ours. */
export interface Stored {
  /** Ids of the living tests, ascending. */
  tests: number[];
  /** Oldest first. */
  events: StoredEvent[];
  /** Products whose test list was read to where nothing is missing. */
  completeProducts: number[];
  /** `ok`, or what SQLite found. */
  integrity: unknown;
}

export function stored(path: string): Stored {
  return reading(path, (database) => ({
    tests: database.prepare<[], number>("select id from tests where deleted_at is null order by id").pluck().all(),
    events: database.prepare<[], StoredEvent>("select status, trigger, pid, error from sync_events order by id").all(),
    completeProducts: database
      .prepare<[], number>("select product_id from sync_state where phase = 'NEW_TESTS' and completed_pass > 0")
      .pluck()
      .all(),
    integrity: database.pragma("integrity_check", { simple: true }),
  }));
}

/** Every row of the tables a sync writes, to compare. */
export function allRows(path: string): unknown {
  return reading(path, (database) => {
    const tables = ["products", "features", "tests", "sync_state", "sync_events", "sync_metadata"];
    return Object.fromEntries(tables.map((table) => [table, database.prepare(`select * from ${table}`).all()]));
  });
}

function reading<T>(path: string, read: (database: Database.Database) => T): T {
  const database = new Database(path, { readonly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** Ids that a query answers, ascending. */
export function storedIds(path: string, sql: string): number[] {
  const ids = reading(path, (database) => database.prepare<[], number>(sql).pluck().all());
  return ids.toSorted((a, b) => a - b);
}

export function statuses(path: string): string[] {
  return stored(path).events.map(({ status }) => status);
}

export function lockOf(database: string): string {
  return join(dirname(database), "sync.lock");
}

/** Nothing is missing, twice or damaged, no run counts as under way, and nobody holds the lock. */
export function expectWhole({ database, simulator }: Sandbox, context?: string): void {
  const { tests, events, integrity } = stored(database);
  expect(tests, context).toEqual(simulator.truth.testIds().toSorted((a, b) => a - b));
  expect(integrity, context).toBe("ok");
  expect(
    events.map(({ status }) => status),
    context,
  ).not.toContain("running");
  expect(existsSync(lockOf(database)), context).toBe(false);
}

/** The next sync succeeds, and then nothing is missing. */
export async function expectRecovery(sandbox: Sandbox, context?: string): Promise<void> {
  const { code, stderr } = await sandbox.run(["sync"]);
  expect(code, [context, stderr].join("\n")).toBe(0);
  expectWhole(sandbox, context);
}
