import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import { type OpenStoreOptions, openStore, type Store } from "../../src/index.js";

/** A directory of the running test's own, removed when it ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "store-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const temporaryFile = (): string => join(temporaryDirectory(), "cache.db");

/** Opens a store (a new file, customer 1, unless told otherwise) that closes when the running test ends. */
export async function openTestStore(options: Partial<OpenStoreOptions> = {}): Promise<Store> {
  const store = await openStore({ path: temporaryFile(), customerId: 1, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** The database of a store, seen with the plain driver. */
export function openRaw(path: string): Database.Database {
  const database = new Database(path);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

export const column = (database: Database.Database, sql: string): unknown[] => database.prepare(sql).pluck().all();
