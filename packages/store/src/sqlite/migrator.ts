import { randomUUID } from "node:crypto";
import { StoreCorruptError } from "../errors/store-corrupt-error.js";
import { StoreForeignError } from "../errors/store-foreign-error.js";
import { StoreNewerError } from "../errors/store-newer-error.js";
import { runStatement } from "./connection.js";
import type { Connection } from "./driver.js";
import { rollBack } from "./roll-back.js";
import { toTimestamp } from "./timestamp.js";
import { waitForLock } from "./wait-for-lock.js";

export interface Migration {
  name: string;
  /** sha256 of `sql`, in hex. */
  checksum: string;
  sql: string;
}

// The layout of Prisma's own migration engine, so that its tools understand our databases.
const MIGRATIONS_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                  TEXT PRIMARY KEY NOT NULL,
    "checksum"            TEXT NOT NULL,
    "finished_at"         DATETIME,
    "migration_name"      TEXT NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      DATETIME,
    "started_at"          DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** The migrations the database lacks. Reads only, and throws as {@link migrate} does. */
export async function pendingMigrations(
  connection: Connection,
  path: string,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const tables = await runStatement(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
  const names = new Set(tables.map(([name]) => name));
  if (!names.has("_prisma_migrations")) {
    if (names.size > 0) throw new StoreForeignError(path);
    return [...migrations];
  }
  const rows = await runStatement(
    connection,
    'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Set(rows.map(([name]) => String(name)));
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new StoreNewerError(path, unknown);
  return migrations.filter(({ name }) => !applied.has(name));
}

async function applyAll(connection: Connection, path: string, migrations: readonly Migration[]): Promise<void> {
  await connection.executeScript(MIGRATIONS_TABLE);
  for (const { name, checksum, sql } of migrations) {
    await connection.executeScript(sql);
    const now = toTimestamp(new Date());
    await runStatement(
      connection,
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
      [randomUUID(), checksum, name, now, now],
    );
  }
  const violations = await runStatement(connection, "PRAGMA foreign_key_check");
  if (violations.length > 0) throw new StoreCorruptError(path);
}

/**
 * Brings the database up to `migrations`: all of them, or, if one fails or the process dies, none. Safe when several
 * processes do it at once.
 *
 * @throws {StoreNewerError} when it holds migrations we do not know.
 * @throws {StoreForeignError} when it holds tables, but none of ours.
 */
export async function migrate(
  connection: Connection,
  path: string,
  migrations: readonly Migration[],
  busyTimeoutMs: number,
): Promise<void> {
  const pending = () => pendingMigrations(connection, path, migrations);
  if ((await waitForLock(pending, busyTimeoutMs)).length === 0) return;

  // A migration may rebuild a table others refer to. SQLite ignores this pragma inside a transaction.
  await connection.executeScript("PRAGMA foreign_keys = OFF");
  try {
    await waitForLock(() => connection.executeScript("BEGIN IMMEDIATE"), busyTimeoutMs);
    try {
      // Asked again, now that nobody else can write: another process may have been faster.
      await applyAll(connection, path, await pending());
      await connection.executeScript("COMMIT");
    } catch (error) {
      await rollBack(connection);
      throw error;
    }
  } finally {
    await connection.executeScript("PRAGMA foreign_keys = ON");
  }
}
