import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { Connection } from "./driver.js";
import type { StepConnection } from "./steps.js";

export interface Connections {
  writer: StepConnection;
  /** The same as `writer` for a database in memory, which has only one connection. */
  reader: Connection;
}

/** Prisma's view of the connection that reads. Write transactions are begun beside it: see `beginWrite`. */
export function adapterOver(reader: Connection): SqlDriverAdapterFactory {
  const { provider, adapterName } = reader;
  const adapter: SqlDriverAdapter = {
    provider,
    adapterName,
    queryRaw: (query) => reader.queryRaw(query),
    executeRaw: (query) => reader.executeRaw(query),
    executeScript: (script) => reader.executeScript(script),
    startTransaction: () => Promise.reject(new Error("Only a store's `write` begins transactions.")),
    dispose: async () => {
      // The store closes the connections itself, also when Prisma was never used.
    },
  };
  return { provider, adapterName, connect: async () => adapter };
}
