import { AsyncLocalStorage } from "node:async_hooks";
import { WriteFencedError } from "../errors/write-fenced-error.js";
import { readerOver, writerOver } from "../repositories/index.js";
import { metadataSql } from "../repositories/metadata.js";
import { sizeOnDisk } from "../repositories/statistics.js";
import { FENCE_KEY, type OpenStoreOptions, type Store, type StoreWriter } from "../types.js";
import type { Connections, Reader } from "./adapter.js";
import { compact } from "./compact.js";
import type { CustomerSql } from "./customer-sql.js";
import { closeDatabase, IN_MEMORY, openDatabase } from "./database.js";
import { toRows } from "./driver.js";
import { checkId, MAX_CUSTOMER_ID } from "./id-range.js";
import { checkIntegrity } from "./integrity.js";
import { Queue } from "./queue.js";
import type { Sql } from "./sql.js";
import type { Statement } from "./steps.js";
import { beforeTimeout, beginWrite, beginWriteWith, type WriteTransaction } from "./transaction.js";
import { translateError } from "./translate-error.js";
import { waitForLock } from "./wait-for-lock.js";

const DEFAULT_BUSY_TIMEOUT_MS = 15_000;
/** A transaction is as long as its work; this only ends one whose work never does. */
const TRANSACTION_TIMEOUT_MS = 10 * 60_000;
interface Binding {
  customerId: number;
  path: string;
  busyTimeoutMs: number;
}

/** Statements outside of any transaction. */
function readingSql(reader: Reader, { customerId, path, busyTimeoutMs }: Binding): CustomerSql {
  const run = async <T>(statement: () => Promise<T>): Promise<T> => {
    try {
      // Reads wait for no writer, but SQLite does lock them out for moments, e.g. while it recovers after a crash.
      return await waitForLock(statement, busyTimeoutMs);
    } catch (error) {
      throw translateError(error, path, busyTimeoutMs);
    }
  };
  return {
    customerId,
    path,
    query: <Row>(statement: Sql) => run(() => reader.query<Row>(withArgs(statement))),
    execute: (statement) => run(() => reader.execute(withArgs(statement))),
    postpone: async (statement) => {
      await run(() => reader.execute(withArgs(statement)));
    },
  };
}

/**
 * Statements of a write transaction, which has every lock it needs. They go to the driver as they are: all of them are SQL,
 * and the Prisma client would interpret each of their thousands of values first.
 */
function writingSql(tx: WriteTransaction, { customerId, path, busyTimeoutMs }: Binding): CustomerSql {
  const run = async <T>(statement: () => Promise<T>): Promise<T> => {
    try {
      return await statement();
    } catch (error) {
      throw translateError(error, path, busyTimeoutMs);
    }
  };
  return {
    customerId,
    path,
    query: <Row>(statement: Sql) => run(async () => toRows<Row>(await tx.queryRaw(withArgs(statement)))),
    execute: (statement) => run(() => tx.executeRaw(withArgs(statement))),
    postpone: (statement) => run(() => tx.postpone(withArgs(statement))),
  };
}

const withArgs = ({ sql, values }: Sql): Statement => ({ sql, args: values });

/** A store over connections that are open already; it closes them with itself. */
export function storeOver(connections: Connections, binding: Binding): Store {
  const { path, customerId, busyTimeoutMs } = binding;
  const inMemory = path === IN_MEMORY;
  const writes = new Queue({ blocking: inMemory });
  const insideWrite = new AsyncLocalStorage<{ running: boolean }>();

  /** @param readsFence Whether to answer the fence that is stored as well. */
  async function begin(readsFence: boolean): Promise<{ tx: WriteTransaction; stored: string | null }> {
    const { writer } = connections;
    if (!readsFence) return { tx: await beginWrite(writer, busyTimeoutMs), stored: null };
    const statement = withArgs(metadataSql(customerId, FENCE_KEY));
    const { tx, answer } = await beginWriteWith(writer, busyTimeoutMs, statement);
    return { tx, stored: toRows<{ value: string }>(answer)[0]?.value ?? null };
  }

  async function transaction<T>(work: (tx: StoreWriter) => Promise<T>, fence: string | undefined): Promise<T> {
    const { tx, stored } = await begin(fence !== undefined);
    try {
      if (fence !== undefined && stored !== fence) throw new WriteFencedError(path);
      const result = await beforeTimeout(work(writerOver(writingSql(tx, binding))), TRANSACTION_TIMEOUT_MS);
      await tx.commit();
      return result;
    } catch (error) {
      await tx.rollback();
      throw error;
    }
  }

  async function queued<T>(task: () => Promise<T>): Promise<T> {
    if (insideWrite.getStore()?.running) {
      throw new Error("A write cannot wait for another one of the same store inside of it: use its tx.");
    }
    // What a task leaves running in the background may write again once the task itself has ended.
    const self = { running: true };
    const ended = () => {
      self.running = false;
    };
    try {
      return await writes.add(() => insideWrite.run(self, task).finally(ended));
    } catch (error) {
      throw translateError(error, path, busyTimeoutMs);
    }
  }

  return {
    ...readerOver(readingSql(connections.reader, binding)),
    customerId,
    path,
    inMemory,
    checkIntegrity: () => checkIntegrity(path, connections.writer, busyTimeoutMs),
    write: (work, options) => queued(() => transaction(work, options?.fence)),
    compact: ({ force = false } = {}) =>
      queued(async () => {
        const before = sizeOnDisk(path);
        const compacted = await compact(connections.writer, force, busyTimeoutMs);
        return { compacted, bytesFreed: compacted ? Math.max(0, before - sizeOnDisk(path)) : 0 };
      }),
    close: async () => {
      await writes.idle();
      await closeDatabase(connections);
    },
  };
}

export async function openSqliteStore(options: OpenStoreOptions): Promise<Store> {
  const { path, customerId, busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS } = options;
  checkId(path, "customer", customerId, MAX_CUSTOMER_ID);
  try {
    return storeOver(await openDatabase(path, busyTimeoutMs), { path, customerId, busyTimeoutMs });
  } catch (error) {
    throw translateError(error, path, busyTimeoutMs);
  }
}
