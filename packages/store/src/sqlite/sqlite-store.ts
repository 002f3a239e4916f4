import { AsyncLocalStorage } from "node:async_hooks";
import { WriteFencedError } from "../errors/write-fenced-error.js";
import { PrismaClient } from "../generated/prisma/client.js";
import { readerOver, writerOver } from "../repositories/index.js";
import { getMetadata } from "../repositories/metadata.js";
import { sizeOnDisk } from "../repositories/statistics.js";
import { FENCE_KEY, type OpenStoreOptions, type Store, type StoreWriter } from "../types.js";
import { adapterOver, type Connections } from "./adapter.js";
import { compact } from "./compact.js";
import type { CustomerSql } from "./customer-sql.js";
import { closeDatabase, IN_MEMORY, openDatabase } from "./database.js";
import { checkId, MAX_CUSTOMER_ID } from "./id-range.js";
import { checkIntegrity } from "./integrity.js";
import { Queue } from "./queue.js";
import { translateError } from "./translate-error.js";
import { waitForLock } from "./wait-for-lock.js";

const DEFAULT_BUSY_TIMEOUT_MS = 15_000;
/** A transaction is as long as its work; this only ends one whose work never does. */
const TRANSACTION_TIMEOUT_MS = 10 * 60_000;

type RawClient = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

interface Binding {
  customerId: number;
  path: string;
  busyTimeoutMs: number;
}

/** @param waitMs How long a statement waits for a lock; not at all in a transaction, which has every lock it needs. */
function customerSql(client: RawClient, { customerId, path, busyTimeoutMs }: Binding, waitMs: number): CustomerSql {
  const run = async <T>(statement: () => Promise<T>): Promise<T> => {
    try {
      // Reads wait for no writer, but SQLite does lock them out for moments, e.g. while it recovers after a crash.
      return await waitForLock(statement, waitMs);
    } catch (error) {
      throw translateError(error, path, busyTimeoutMs);
    }
  };
  return {
    customerId,
    path,
    query: <Row>(statement: Parameters<CustomerSql["query"]>[0]) => run(async () => client.$queryRaw<Row[]>(statement)),
    execute: (statement) => run(async () => client.$executeRaw(statement)),
  };
}

/** A store over connections that are open already; it closes them with itself. */
export function storeOver(connections: Connections, binding: Binding): Store {
  const { path, customerId, busyTimeoutMs } = binding;
  const prisma = new PrismaClient({ adapter: adapterOver(connections, busyTimeoutMs) });
  const writes = new Queue();
  const insideWrite = new AsyncLocalStorage<{ running: boolean }>();
  const limits = { timeout: TRANSACTION_TIMEOUT_MS, maxWait: busyTimeoutMs + TRANSACTION_TIMEOUT_MS };

  async function transaction<T>(work: (tx: StoreWriter) => Promise<T>, fence: string | undefined): Promise<T> {
    return prisma.$transaction(async (client) => {
      const db = customerSql(client, binding, 0);
      if (fence !== undefined && (await getMetadata(db, FENCE_KEY)) !== fence) throw new WriteFencedError(path);
      return work(writerOver(db));
    }, limits);
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
    ...readerOver(customerSql(prisma, binding, busyTimeoutMs)),
    customerId,
    path,
    inMemory: path === IN_MEMORY,
    checkIntegrity: () => checkIntegrity(path, connections.reader, busyTimeoutMs),
    write: (work, options) => queued(() => transaction(work, options?.fence)),
    compact: ({ force = false } = {}) =>
      queued(async () => {
        const before = sizeOnDisk(path);
        const compacted = await compact(connections.writer, force, busyTimeoutMs);
        return { compacted, bytesFreed: compacted ? Math.max(0, before - sizeOnDisk(path)) : 0 };
      }),
    close: async () => {
      await writes.idle();
      await prisma.$disconnect();
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
