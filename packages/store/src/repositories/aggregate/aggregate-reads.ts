import type { CustomerSql } from "../../sqlite/customer-sql.js";
import type { AggregateDimension, AggregateOptions, FactRow, StoreReader } from "../../types.js";
import { aggregateBugs, aggregateTests, aggregateTestsAndBugs } from "./aggregate.js";
import { Columns } from "./columns/columns.js";
import { findAggregateKeys } from "./find-keys.js";
import { aggregateLabels } from "./labels.js";
import { newestTestIds } from "./newest-tests.js";

/** Groups with what their ids are called, and which ids their names have, unless nobody asks. */
async function labelled<Facts>(
  db: CustomerSql,
  dimensions: readonly AggregateDimension[],
  rows: FactRow<Facts>[],
  { labels = true }: Pick<AggregateOptions<string>, "labels">,
): Promise<FactRow<Facts>[]> {
  if (!labels) return rows;
  for (const [place, dimension] of dimensions.entries()) {
    const keys = rows.map((row) => row.keys[place] ?? { id: null, label: null });
    for (const [index, key] of (await aggregateLabels(db, dimension, keys)).entries())
      rows[index]?.keys.splice(place, 1, key);
  }
  return rows;
}

/** @param columns of this very database and customer; absent = its own */
export const aggregateReads = (db: CustomerSql, columns = new Columns(db)) =>
  ({
    aggregateTests: async (dimensions, filter, options = {}) =>
      labelled(db, dimensions, await aggregateTests(columns, dimensions, filter, options), options),
    aggregateBugs: async (dimensions, filter, options = {}) =>
      labelled(db, dimensions, await aggregateBugs(columns, dimensions, filter, options), options),
    aggregateTestsAndBugs: async (dimensions, filter, options = {}) =>
      labelled(db, dimensions, await aggregateTestsAndBugs(columns, dimensions, filter, options), options),
    aggregateLabels: (dimension, keys) => aggregateLabels(db, dimension, keys),
    findAggregateKeys: (dimension, what, limit) => findAggregateKeys(db, dimension, what, limit),
    newestTestIds: (filter, limit) => newestTestIds(columns, filter, limit),
  }) satisfies Partial<StoreReader>;
