import { runStatement } from "./connection.js";
import type { Connection } from "./driver.js";
import { waitForLock } from "./wait-for-lock.js";

const WORTHWHILE_FRACTION = 0.25;
const WORTHWHILE_BYTES = 10 * 1024 * 1024;

async function pragma(connection: Connection, name: string): Promise<number> {
  const [row] = await runStatement(connection, `PRAGMA ${name}`);
  return Number(row?.[0]);
}

/** Whether a `VACUUM` would give back enough to be worth rewriting the whole file. */
export function isWorthwhile(space: { pages: number; freePages: number; pageSize: number }): boolean {
  return space.freePages > space.pages * WORTHWHILE_FRACTION && space.freePages * space.pageSize > WORTHWHILE_BYTES;
}

/**
 * Rewrites the database without its free pages. Readers go on meanwhile; writers wait until it is done.
 *
 * @returns whether it did.
 */
export async function compact(connection: Connection, force: boolean, busyTimeoutMs: number): Promise<boolean> {
  const pages = await pragma(connection, "page_count");
  const freePages = await pragma(connection, "freelist_count");
  const pageSize = await pragma(connection, "page_size");
  if (!force && !isWorthwhile({ pages, freePages, pageSize })) return false;
  await waitForLock(() => connection.executeScript("VACUUM"), busyTimeoutMs);
  // The file shrinks only once the log is written back. Not an error if a reader elsewhere delays that.
  await runStatement(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
  return true;
}
