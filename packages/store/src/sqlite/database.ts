import { StoreUnavailableError } from "../errors/store-unavailable-error.js";
import { MIGRATIONS } from "../generated/migrations.js";
import type { Connections } from "./adapter.js";
import { connect, runStatement } from "./connection.js";
import type { Connection } from "./driver.js";
import { migrate, pendingMigrations } from "./migrator.js";
import { prepareFile } from "./prepare-file.js";
import { prismaReader } from "./prisma-reader.js";
import { FileReader } from "./reader.js";
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
  // Another process may be opening it at the same moment, and hold it while it takes up or writes back the log.
  const connection = await waitForLock(() => connect(path), busyTimeoutMs);
  try {
    // Before anything is changed, even the journal mode: the file may not be ours to touch.
    await waitForLock(() => pendingMigrations(connection, path, MIGRATIONS), busyTimeoutMs);
    await waitForLock(() => useWriteAheadLog(connection, path), busyTimeoutMs);
    await migrate(connection, path, MIGRATIONS, busyTimeoutMs);
    // Opened before the other is closed: whoever closes a database last writes its log back.
    return { writer: new ThreadConnection(path), reader: new FileReader(path) };
  } finally {
    await connection.dispose();
  }
}

/** Opens the database, up to date and ready: one connection that writes, in a thread of its own, and one that reads. */
export async function openDatabase(path: string, busyTimeoutMs: number): Promise<Connections> {
  if (path !== IN_MEMORY) return openFile(path, busyTimeoutMs);
  const only = withSteps(await connect(path));
  await migrate(only, path, MIGRATIONS, busyTimeoutMs);
  return { writer: only, reader: await prismaReader(only) };
}

export async function closeDatabase({ writer, reader }: Connections): Promise<void> {
  // The writer last: whoever closes a database last writes the log back, which may take its time.
  await reader.close();
  await writer.dispose();
}
