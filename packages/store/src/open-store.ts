import type { OpenStoreOptions, Store } from "./types.js";

/**
 * Opens the store of one customer, making the database or bringing it up to date first. Safe when several processes
 * do it at once. Nothing is ever deleted or overwritten to make it work.
 *
 * @throws {StoreNewerError} a newer version of the program has opened the database.
 * @throws {StoreForeignError} it is another program's database.
 * @throws {StoreCorruptError} it is damaged, or not a database.
 * @throws {StoreReadOnlyError} it cannot be written to.
 * @throws {StoreFullError} the disk is full.
 * @throws {StoreLockedError} another process kept it locked for longer than `busyTimeoutMs`.
 * @throws {StoreUnavailableError} it cannot be reached or made.
 * @throws {StoreIdOutOfRangeError} the customer id is not a whole number from 0 to 16,777,215.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  // Prisma takes some 50 ms to load; a program that only might need the store should not pay for it.
  const { openSqliteStore } = await import("./sqlite/sqlite-store.js");
  return openSqliteStore(options);
}
