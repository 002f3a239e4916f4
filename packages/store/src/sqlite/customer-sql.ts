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
  /**
   * For statements of which nobody needs to know how many rows they wrote: they may run as late as with the next statement
   * that is waited for, or the commit, and share its way to the writing thread. If they fail, that one does.
   */
  postpone(statement: Sql): Promise<void>;
}
