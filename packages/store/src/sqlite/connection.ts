import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { Connection } from "./driver.js";

/** Long enough for SQLite's own short locks (recovery after a crash), short enough not to be noticed. */
const BUSY_TIMEOUT_MS = 25;
const WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;
/** Writing the log back waits for the disk. SQLite's own 1,000 pages mean every third page of a first sync. */
const WAL_PAGES_BEFORE_WRITING_BACK = 8000;

/** Opens one connection to a file that exists, or to a new database in memory, with the settings every one of ours has. */
export async function connect(path: string, { readOnly = false } = {}): Promise<Connection> {
  const connection = await new PrismaBetterSqlite3({
    url: path,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  }).connect();
  try {
    await connection.executeScript(`
      PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
      PRAGMA foreign_keys = ON;
      PRAGMA synchronous = NORMAL;
      PRAGMA journal_size_limit = ${WAL_SIZE_LIMIT_BYTES};
      PRAGMA query_only = ${readOnly ? "ON" : "OFF"};
    `);
    return connection;
  } catch (error) {
    await connection.dispose();
    throw error;
  }
}

/** A connection for writing much. */
export async function connectWriter(path: string): Promise<Connection> {
  const connection = await connect(path);
  await connection.executeScript(`PRAGMA wal_autocheckpoint = ${WAL_PAGES_BEFORE_WRITING_BACK}`);
  return connection;
}

type Value = string | number | null;

/** Runs one statement on a bare connection, beside Prisma: for the migrator and for pragmas. */
export async function runStatement(connection: Connection, sql: string, values: Value[] = []): Promise<Value[][]> {
  const result = await connection.queryRaw({
    sql,
    args: values,
    argTypes: values.map((value) => ({ scalarType: typeof value === "number" ? "int" : "string", arity: "scalar" })),
  });
  return result.rows.map((row) =>
    row.map((value) => (typeof value === "number" || value === null ? value : String(value))),
  );
}
