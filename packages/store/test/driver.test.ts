import { expect, it, onTestFinished } from "vitest";
import { PrismaClient } from "../src/generated/prisma/client.js";
import { adapterOver } from "../src/sqlite/adapter.js";
import { connect } from "../src/sqlite/connection.js";
import { toRows } from "../src/sqlite/driver.js";
import { migrate } from "../src/sqlite/migrator.js";
import { sql } from "../src/sqlite/sql.js";

const MIGRATION = {
  name: "20260101000000_kinds",
  checksum: "",
  sql: `CREATE TABLE kinds (a INTEGER, b TEXT, c BOOLEAN, d DATETIME, e REAL);
    INSERT INTO kinds VALUES
      (1, 'text', 1, '2026-03-01T12:00:00.123+00:00', 1.5),
      (NULL, NULL, NULL, NULL, NULL),
      (68719476735, '', 0, '1999-12-31T23:59:59.000+00:00', -0.25);`,
};

it("reads rows in a transaction as the Prisma client reads them outside of one", async () => {
  const connection = await connect(":memory:");
  onTestFinished(() => connection.dispose());
  await migrate(connection, ":memory:", [MIGRATION], 0);
  const prisma = new PrismaClient({ adapter: adapterOver(connection) });
  onTestFinished(() => prisma.$disconnect());

  const statement = sql`SELECT * FROM kinds`;
  const own = toRows(await connection.queryRaw({ sql: statement.sql, args: [], argTypes: [] }));
  expect(own).toEqual(await prisma.$queryRaw(statement));
  expect(own[0]).toEqual({ a: 1, b: "text", c: true, d: new Date("2026-03-01T12:00:00.123Z"), e: 1.5 });
});
