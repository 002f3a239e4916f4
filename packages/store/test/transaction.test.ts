import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../src/sqlite/database.js";
import { beginWrite } from "../src/sqlite/transaction.js";
import { column, openRaw, temporaryFile } from "./support/stores.js";

async function openWriter() {
  const path = temporaryFile();
  const { writer, reader } = await openDatabase(path, 1000);
  onTestFinished(async () => {
    await reader.dispose();
    await writer.dispose();
  });
  return { writer, raw: openRaw(path) };
}

const statement = (sql: string) => ({ sql, args: [], argTypes: [] });

describe("a write transaction", () => {
  it("is rolled back when its commit fails, and leaves the connection ready for the next", async () => {
    const { writer, raw } = await openWriter();
    const failing = await beginWrite(writer, 1000);
    await writer.executeScript("PRAGMA defer_foreign_keys = ON");
    await failing.executeRaw(
      statement("INSERT INTO test_platforms VALUES (1, 404, 0, NULL, NULL, NULL, NULL, NULL, '[]')"),
    );
    await expect(failing.commit()).rejects.toThrow();

    const next = await beginWrite(writer, 1000);
    await next.executeRaw(statement("INSERT INTO sync_metadata VALUES (1, 'key', 'value')"));
    await next.commit();
    expect(column(raw, "SELECT count(*) FROM test_platforms")).toEqual([0]);
    expect(column(raw, "SELECT value FROM sync_metadata")).toEqual(["value"]);
  });

  it("can be rolled back after SQLite has done so by itself", async () => {
    const { writer } = await openWriter();
    const transaction = await beginWrite(writer, 1000);
    await writer.executeScript("ROLLBACK");
    await transaction.rollback();
    await (await beginWrite(writer, 1000)).rollback();
  });
});
