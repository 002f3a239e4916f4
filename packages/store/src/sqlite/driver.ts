import {
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";

/** One connection to SQLite, in this thread or another. Transactions are ours: see `beginWrite`. */
export type Connection = Omit<SqlDriverAdapter, "startTransaction" | "getConnectionInfo">;

/** The rows as `$queryRaw` of the Prisma client answers them, but for whole numbers, which are numbers whatever their size. */
export function toRows<Row>({ columnNames, columnTypes, rows }: SqlResultSet): Row[] {
  return rows.map((row) => {
    const entries = columnNames.map((name, index) => [name, toValue(row[index], columnTypes[index])]);
    return Object.fromEntries(entries);
  });
}

function toValue(value: unknown, type: ColumnType | undefined): unknown {
  if (value === null) return null;
  if (type === ColumnTypeEnum.DateTime) return new Date(String(value));
  if (type === ColumnTypeEnum.Boolean) return value === true || Number(value) === 1;
  return value;
}
