import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { beginWrite } from "./transaction.js";

export interface Connections {
  writer: SqlDriverAdapter;
  /** The same as `writer` for a database in memory, which has only one connection. */
  reader: SqlDriverAdapter;
}

/**
 * Prisma's view of our two connections: transactions go to the writer, everything outside of one to the reader, so that
 * a read never waits for, nor sees, an open transaction.
 */
export function adapterOver({ writer, reader }: Connections, busyTimeoutMs: number): SqlDriverAdapterFactory {
  const { provider, adapterName } = writer;
  const adapter: SqlDriverAdapter = {
    provider,
    adapterName,
    queryRaw: (query) => reader.queryRaw(query),
    executeRaw: (query) => reader.executeRaw(query),
    executeScript: (script) => reader.executeScript(script),
    startTransaction: () => beginWrite(writer, busyTimeoutMs),
    dispose: async () => {
      // The store closes the connections itself, also when Prisma was never used.
    },
  };
  return { provider, adapterName, connect: async () => adapter };
}
