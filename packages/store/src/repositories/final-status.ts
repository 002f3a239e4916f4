import { join, sql } from "../sqlite/sql.js";
import { FINAL_TEST_STATUSES } from "../types.js";

const FINAL: ReadonlySet<unknown> = new Set(FINAL_TEST_STATUSES);

export const isFinal = (status: unknown): boolean => FINAL.has(status);

/** For `IN`: spelled out, since a subquery would keep SQLite from testing it on an index entry. */
export const FINAL_STATUSES = sql`(${join([...FINAL_TEST_STATUSES])})`;
