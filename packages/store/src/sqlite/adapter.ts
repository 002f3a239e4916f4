import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { Connection } from "./driver.js";
import type { Statement, StepConnection } from "./steps.js";

/** Runs statements outside of any transaction. */
export interface Reader {
  query<Row>(statement: Statement): Promise<Row[]>;
  /** Returns how many rows were written. */
  execute(statement: Statement): Promise<number>;
  close(): Promise<void>;
}

export interface Connections {
  writer: StepConnection;
  /** Over the connection of the writer for a database in memory, which has only one. */
  reader: Reader;
}

/** Prisma's view of a connection that is only read from. Write transactions are begun beside it: see `beginWrite`. */
export function adapterOver(connection: Connection): SqlDriverAdapterFactory {
  const { provider, adapterName } = connection;
  const adapter: SqlDriverAdapter = {
    provider,
    adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    executeScript: (script) => connection.executeScript(script),
    startTransaction: () => Promise.reject(new Error("Only a store's `write` begins transactions.")),
    dispose: async () => {
      // The store closes the connections itself, also when Prisma was never used.
    },
  };
  return { provider, adapterName, connect: async () => adapter };
}
