import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../src/sqlite/database.js";
import { beforeTimeout, beginWrite } from "../src/sqlite/transaction.js";
import { column, openRaw, temporaryFile } from "./support/stores.js";

async function openWriter() {
  const path = temporaryFile();
  const { writer, reader } = await openDatabase(path, 1000);
  onTestFinished(async () => {
    await reader.close();
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

  it("fails with its commit when a statement that nobody waited for fails, and writes none of it", async () => {
    const { writer, raw } = await openWriter();
    const failing = await beginWrite(writer, 1000);
    await failing.postpone(statement("INSERT INTO sync_metadata VALUES (1, 'key', 'value')"));
    await failing.postpone(statement("INSERT INTO sync_metadata VALUES (1, 'key', 'again')"));
    await expect(failing.commit()).rejects.toThrow();
    await expect(failing.queryRaw(statement("SELECT 1"))).rejects.toThrow();
    expect(column(raw, "SELECT count(*) FROM sync_metadata")).toEqual([0]);
    await (await beginWrite(writer, 1000)).rollback();
  });

  it("sees what was postponed, and keeps no more of it than some pages", async () => {
    const { writer, raw } = await openWriter();
    const transaction = await beginWrite(writer, 1000);
    const keys = Array.from({ length: 6000 }, (_, index) => `key ${index}`);
    for (const key of keys)
      await transaction.postpone({ sql: "INSERT INTO sync_metadata VALUES (1, ?, ?)", args: [key, "x"] });
    const { rows } = await transaction.queryRaw(statement("SELECT count(*) FROM sync_metadata"));
    expect(rows).toEqual([[6000]]);
    await transaction.commit();
    expect(column(raw, "SELECT count(*) FROM sync_metadata")).toEqual([6000]);
  });

  it("takes no statement once it has ended", async () => {
    const { writer, raw } = await openWriter();
    const ended = await beginWrite(writer, 1000);
    await ended.commit();
    const next = await beginWrite(writer, 1000);
    await expect(ended.executeRaw(statement("INSERT INTO sync_metadata VALUES (1, 'key', 'late')"))).rejects.toThrow(
      "ended",
    );
    await next.commit();
    expect(column(raw, "SELECT count(*) FROM sync_metadata")).toEqual([0]);
  });

  it("ends when its work takes longer than agreed", async () => {
    const never = new Promise(() => undefined);
    await expect(beforeTimeout(never, 5)).rejects.toThrow("5 ms");
    expect(await beforeTimeout(Promise.resolve(1), 5)).toBe(1);
  });

  it("can be rolled back after SQLite has done so by itself", async () => {
    const { writer } = await openWriter();
    const transaction = await beginWrite(writer, 1000);
    await writer.executeScript("ROLLBACK");
    await transaction.rollback();
    await (await beginWrite(writer, 1000)).rollback();
  });
});
