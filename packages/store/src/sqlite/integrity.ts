import { StoreCorruptError } from "../errors/store-corrupt-error.js";
import { connect, runStatement } from "./connection.js";
import { IN_MEMORY } from "./database.js";
import type { Connection } from "./driver.js";
import { translateError } from "./translate-error.js";
import { waitForLock } from "./wait-for-lock.js";

/** What SQLite finds wrong with the tables and indexes, and FTS5 with the search index: the one check runs the other. */
async function findingsOf(connection: Connection): Promise<string[]> {
  const rows = await runStatement(connection, "PRAGMA integrity_check");
  return rows.map(([finding]) => String(finding)).filter((finding) => finding !== "ok");
}

/** @param only The connection of a database in memory, which has no other. */
export async function checkIntegrity(path: string, only: Connection, busyTimeoutMs: number): Promise<string[]> {
  if (path === IN_MEMORY) return findingsOf(only);
  try {
    // A new connection: FTS5 remembers how its index is laid out, and this check, unlike a search, does not look whether
    // another connection has changed that since. It would find damage where there is none.
    const connection = await connect(path, { readOnly: true });
    try {
      return await waitForLock(() => findingsOf(connection), busyTimeoutMs);
    } finally {
      await connection.dispose();
    }
  } catch (error) {
    const translated = translateError(error, path, busyTimeoutMs);
    // So damaged that not even the check gets through: that is its finding.
    if (translated instanceof StoreCorruptError) return [translated.message];
    throw translated;
  }
}
