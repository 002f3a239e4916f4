import { StoreUnavailableError } from "../errors/store-unavailable-error.js";
import { MIGRATIONS } from "../generated/migrations.js";
import type { Connections } from "./adapter.js";
import { connect, runStatement } from "./connection.js";
import type { Connection } from "./driver.js";
import { migrate, pendingMigrations } from "./migrator.js";
import { prepareFile } from "./prepare-file.js";
import { withSteps } from "./steps.js";
import { ThreadConnection } from "./thread-connection.js";
import { waitForLock } from "./wait-for-lock.js";

export const IN_MEMORY = ":memory:";

async function useWriteAheadLog(connection: Connection, path: string): Promise<void> {
  const [row] = await runStatement(connection, "PRAGMA journal_mode = WAL");
  if (row?.[0] !== "wal")
    throw new StoreUnavailableError(path, "its file system has no shared memory for SQLite's log");
}

async function openFile(path: string, busyTimeoutMs: number): Promise<Connections> {
  prepareFile(path);
  const reader = await connect(path);
  try {
    // Before anything is changed, even the journal mode: the file may not be ours to touch.
    await waitForLock(() => pendingMigrations(reader, path, MIGRATIONS), busyTimeoutMs);
    await waitForLock(() => useWriteAheadLog(reader, path), busyTimeoutMs);
    await migrate(reader, path, MIGRATIONS, busyTimeoutMs);
    await reader.executeScript("PRAGMA query_only = ON");
    return { writer: new ThreadConnection(path), reader };
  } catch (error) {
    await reader.dispose();
    throw error;
  }
}

/** Opens the database, up to date and ready: one connection that writes, in a thread of its own, and one that reads. */
export async function openDatabase(path: string, busyTimeoutMs: number): Promise<Connections> {
  if (path !== IN_MEMORY) return openFile(path, busyTimeoutMs);
  const only = withSteps(await connect(path));
  await migrate(only, path, MIGRATIONS, busyTimeoutMs);
  return { writer: only, reader: only };
}

export async function closeDatabase({ writer, reader }: Connections): Promise<void> {
  // The writer last: whoever closes a database last writes the log back, which may take its time.
  if (reader !== writer) await reader.dispose();
  await writer.dispose();
}
