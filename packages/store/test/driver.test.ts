import { expect, it, onTestFinished } from "vitest";
import { PrismaClient } from "../src/generated/prisma/client.js";
import { adapterOver } from "../src/sqlite/adapter.js";
import { connect } from "../src/sqlite/connection.js";
import { toRows } from "../src/sqlite/driver.js";
import { migrate } from "../src/sqlite/migrator.js";
import { FileReader } from "../src/sqlite/reader.js";
import { sql } from "../src/sqlite/sql.js";
import { openRaw, temporaryFile } from "./support/stores.js";

const MIGRATION = {
  name: "20260101000000_kinds",
  checksum: "",
  sql: `CREATE TABLE kinds (a INTEGER, b TEXT, c BOOLEAN, d DATETIME, e REAL);
    INSERT INTO kinds VALUES
      (1, 'text', 1, '2026-03-01T12:00:00.123+00:00', 1.5),
      (NULL, NULL, NULL, NULL, NULL),
      (68719476735, '', 0, '1999-12-31T23:59:59.000+00:00', -0.25);`,
};

async function openKinds() {
  const path = temporaryFile();
  openRaw(path);
  const connection = await connect(path);
  onTestFinished(() => connection.dispose());
  await migrate(connection, path, [MIGRATION], 0);
  const reader = new FileReader(path);
  onTestFinished(() => reader.close());
  return { connection, reader };
}

/** What is computed, the client takes for a number of any size. */
const asNumber = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);

it("reads rows, in a transaction or not, as the Prisma client reads them", async () => {
  const { connection, reader } = await openKinds();
  const prisma = new PrismaClient({ adapter: adapterOver(connection) });
  onTestFinished(() => prisma.$disconnect());

  const statement = sql`SELECT *, a + 1 AS next, count(*) OVER () AS total FROM kinds WHERE ${true} = 1 ORDER BY rowid`;
  const { sql: text, values: args } = statement;
  const argTypes = args.map(() => ({ scalarType: "unknown" as const, arity: "scalar" as const }));
  const own = await reader.query<Record<string, unknown>>({ sql: text, args });
  expect(own).toEqual(toRows(await connection.queryRaw({ sql: text, args, argTypes })));
  const throughClient = await prisma.$queryRawUnsafe<Record<string, unknown>[]>(text, ...args);
  expect(own).toEqual(throughClient.map((row) => ({ ...row, next: asNumber(row.next), total: asNumber(row.total) })));
  expect(own[0]).toMatchObject({ a: 1, b: "text", c: true, d: new Date("2026-03-01T12:00:00.123Z"), e: 1.5 });
});

it("goes on with the statements it has prepared when a table has changed since", async () => {
  const { connection, reader } = await openKinds();
  const count = () => reader.query<{ rows: number }>({ sql: "SELECT count(*) AS rows FROM kinds", args: [] });
  expect(await count()).toEqual([{ rows: 3 }]);
  await connection.executeScript("ALTER TABLE kinds ADD COLUMN f TEXT; DELETE FROM kinds WHERE a IS NULL");
  expect(await count()).toEqual([{ rows: 2 }]);
});

it("prepares as many different statements as may come", async () => {
  const { reader } = await openKinds();
  for (let turn = 0; turn < 250; turn += 1) {
    const number = turn % 2 === 0 ? 0 : turn;
    const [row] = await reader.query<{ number: number }>({ sql: `SELECT ${number} AS number`, args: [] });
    expect(row).toEqual({ number });
  }
});

it("writes nothing", async () => {
  const { reader } = await openKinds();
  await expect(reader.execute({ sql: "DELETE FROM kinds", args: [] })).rejects.toThrow(/readonly/);
});
