import type { Sql } from "./sql.js";

/**
 * Runs SQL for one customer. Repositories get this and nothing else, so that which customer they work for is decided
 * once, when the store is opened, and is no parameter of any call.
 */
export interface CustomerSql {
  readonly customerId: number;
  readonly path: string;
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Returns how many rows were written. */
  execute(statement: Sql): Promise<number>;
}
