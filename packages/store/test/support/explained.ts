import { readerOver, writerOver } from "../../src/repositories/index.js";
import type { CustomerSql } from "../../src/sqlite/customer-sql.js";
import { openRaw, openTestStore } from "./stores.js";

/** SQL run on the plain driver, taking down how SQLite goes about each statement. */
export async function openExplained() {
  const store = await openTestStore();
  const raw = openRaw(store.path);
  const plans: string[] = [];
  const run: CustomerSql["query"] = async <Row>(statement: Parameters<CustomerSql["query"]>[0]) => {
    const values = statement.values.map((value) => (typeof value === "boolean" ? Number(value) : value));
    const steps = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement.sql}`).all(...values);
    plans.push(steps.map(({ detail }) => detail).join("\n"));
    const prepared = raw.prepare<unknown[], Row>(statement.sql);
    if (prepared.reader) return prepared.all(...values);
    prepared.run(...values);
    return [];
  };
  const db: CustomerSql = {
    customerId: 1,
    path: store.path,
    query: run,
    execute: async (statement) => (await run(statement)).length,
    postpone: async (statement) => {
      await run(statement);
    },
  };
  const explain = async (work: () => Promise<unknown>) => {
    plans.length = 0;
    await work();
    return plans.join("\n");
  };
  return { db, reader: readerOver(db), writer: writerOver(db), explain };
}

/** Of a table that can be large. */
export const FULL_SCAN = /SCAN (tests|bugs|t|q|features|f|test_features|bug_devices|problem_positions)\b/;
export const SORTING = /USE TEMP B-TREE/;
