import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { StoreUnavailableError } from "../errors/store-unavailable-error.js";
import { MIGRATIONS } from "../generated/migrations.js";
import type { Connections } from "./adapter.js";
import { connect, runStatement } from "./connection.js";
import { migrate, pendingMigrations } from "./migrator.js";
import { prepareFile } from "./prepare-file.js";
import { waitForLock } from "./wait-for-lock.js";

export const IN_MEMORY = ":memory:";

async function useWriteAheadLog(connection: SqlDriverAdapter, path: string): Promise<void> {
  const [row] = await runStatement(connection, "PRAGMA journal_mode = WAL");
  if (row?.[0] !== "wal")
    throw new StoreUnavailableError(path, "its file system has no shared memory for SQLite's log");
}

async function openFile(path: string, busyTimeoutMs: number): Promise<Connections> {
  prepareFile(path);
  const writer = await connect(path);
  try {
    // Before anything is changed, even the journal mode: the file may not be ours to touch.
    await waitForLock(() => pendingMigrations(writer, path, MIGRATIONS), busyTimeoutMs);
    await waitForLock(() => useWriteAheadLog(writer, path), busyTimeoutMs);
    await migrate(writer, path, MIGRATIONS, busyTimeoutMs);
    return { writer, reader: await connect(path, { readOnly: true }) };
  } catch (error) {
    await writer.dispose();
    throw error;
  }
}

/** Opens the database, up to date and ready: one connection that writes, one that reads. */
export async function openDatabase(path: string, busyTimeoutMs: number): Promise<Connections> {
  if (path !== IN_MEMORY) return openFile(path, busyTimeoutMs);
  const only = await connect(path);
  await migrate(only, path, MIGRATIONS, busyTimeoutMs);
  return { writer: only, reader: only };
}

export async function closeDatabase({ writer, reader }: Connections): Promise<void> {
  if (reader !== writer) await reader.dispose();
  await writer.dispose();
}
