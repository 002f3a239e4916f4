import type { SqlDriverAdapter, SqlQuery, SqlResultSet, Transaction } from "@prisma/driver-adapter-utils";
import { rollBack } from "./roll-back.js";
import { waitForLock } from "./wait-for-lock.js";

/**
 * Begins a write transaction, taking the write lock at once: Prisma's own begins deferred, and then fails with "busy"
 * in the middle when another process has written since.
 */
export async function beginWrite(connection: SqlDriverAdapter, busyTimeoutMs: number): Promise<Transaction> {
  await waitForLock(() => connection.executeScript("BEGIN IMMEDIATE"), busyTimeoutMs);
  return new WriteTransaction(connection);
}

class WriteTransaction implements Transaction {
  readonly provider = "sqlite";
  readonly adapterName: string;
  // Leaves COMMIT and ROLLBACK to us: Prisma's own runs COMMIT and forgets to roll back when that fails.
  readonly options = { usePhantomQuery: true };
  readonly #connection: SqlDriverAdapter;
  #failure: { error: unknown } | null = null;

  constructor(connection: SqlDriverAdapter) {
    this.#connection = connection;
    this.adapterName = connection.adapterName;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#unlessFailed(() => this.#connection.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#unlessFailed(() => this.#connection.executeRaw(query));
  }

  async commit(): Promise<void> {
    try {
      await this.#unlessFailed(() => this.#connection.executeScript("COMMIT"));
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  rollback(): Promise<void> {
    return rollBack(this.#connection);
  }

  /**
   * A full disk makes SQLite roll back on its own; whatever a caller who catches that error writes next would be
   * committed by itself. So the first failure ends the transaction.
   */
  async #unlessFailed<T>(run: () => Promise<T>): Promise<T> {
    if (this.#failure) throw this.#failure.error;
    try {
      return await run();
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}
