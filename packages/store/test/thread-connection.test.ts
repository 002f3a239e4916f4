import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { MessageChannel, type Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, runStatement } from "../src/sqlite/connection.js";
import { prepareFile } from "../src/sqlite/prepare-file.js";
import { serveConnection } from "../src/sqlite/serve-connection.js";
import { ThreadConnection } from "../src/sqlite/thread-connection.js";
import type { ThreadAnswer } from "../src/sqlite/thread-messages.js";
import { translateError } from "../src/sqlite/translate-error.js";
import { failureOf } from "./support/failure.js";
import { listing, test } from "./support/fixtures.js";
import { column, openRaw, openTestStore, temporaryFile } from "./support/stores.js";

function startedThreads(): Worker[] {
  const workers: Worker[] = [];
  const note = (worker: Worker) => workers.push(worker);
  process.on("worker", note);
  onTestFinished(() => {
    process.off("worker", note);
  });
  return workers;
}

function openThread(): { connection: ThreadConnection; path: string } {
  const path = temporaryFile();
  prepareFile(path);
  const connection = new ThreadConnection(path);
  onTestFinished(() => connection.dispose());
  return { connection, path };
}

describe("the writing thread", () => {
  it("starts with the first write, not before", async () => {
    const workers = startedThreads();
    const store = await openTestStore();
    await store.stats();
    expect(workers).toHaveLength(0);
    await store.write((tx) => tx.setMetadata("key", "1"));
    await store.write((tx) => tx.setMetadata("key", "2"));
    expect(workers).toHaveLength(1);
    expect(await store.getMetadata("key")).toBe("2");
  });

  it("ends when the store is closed, and leaves no log behind", async () => {
    const workers = startedThreads();
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests([test(1)], listing()));
    await store.close();
    expect(workers.map(({ threadId }) => threadId)).toEqual([-1]);
    expect(readdirSync(dirname(store.path))).toEqual(["cache.db"]);
  });

  it("is not started by a write after the store was closed", async () => {
    const workers = startedThreads();
    const store = await openTestStore();
    await Promise.all([store.close(), store.close()]);
    const error = await failureOf(store.write((tx) => tx.setMetadata("key", "late")));
    expect(error).toMatchObject({ name: "StoreUnavailableError", message: expect.stringContaining("closed") });
    expect(workers).toEqual([]);
  });

  it("answers rows, counts and scripts", async () => {
    const { connection } = openThread();
    await connection.executeScript("CREATE TABLE t (a INTEGER, b TEXT)");
    const insert = { sql: "INSERT INTO t VALUES (?, ?), (2, NULL)", args: [1, "x"], argTypes: [] };
    expect(await connection.executeRaw(insert)).toBe(2);
    expect(await runStatement(connection, "SELECT a, b FROM t ORDER BY a")).toEqual([
      [1, "x"],
      [2, null],
    ]);
  });

  it("hands errors over with what tells them apart", async () => {
    const { connection, path } = openThread();
    await connection.executeScript("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    const raw = openRaw(path);
    raw.exec("BEGIN IMMEDIATE");
    const busy = await failureOf(connection.executeScript("BEGIN IMMEDIATE"));
    expect(translateError(busy, path, 7)).toMatchObject({ name: "StoreLockedError" });
    raw.exec("ROLLBACK");
    await connection.executeScript("PRAGMA query_only = ON");
    const readOnly = await failureOf(connection.executeScript("INSERT INTO t VALUES (1)"));
    expect(translateError(readOnly, path, 7)).toMatchObject({ name: "StoreReadOnlyError" });
  });

  it("says so when the file is not there, and opens it once it is", async () => {
    const path = temporaryFile();
    const connection = new ThreadConnection(path);
    onTestFinished(() => connection.dispose());
    const error = await failureOf(connection.executeScript("SELECT 1"));
    expect(translateError(error, path, 0)).toMatchObject({ name: "StoreUnavailableError" });
    prepareFile(path);
    await connection.executeScript("CREATE TABLE t (a)");
    expect(column(openRaw(path), "SELECT name FROM sqlite_master")).toEqual(["t"]);
  });

  it("runs steps in their order until one fails", async () => {
    const { connection, path } = openThread();
    const script = (text: string) => ({ call: "executeScript" as const, script: text });
    const steps = [script("CREATE TABLE a (x)"), script("no SQL"), script("CREATE TABLE b (x)")];
    await expect(connection.run(steps)).rejects.toThrow();
    expect(column(openRaw(path), "SELECT name FROM sqlite_master")).toEqual(["a"]);
  });

  it("takes what it was writing with it when it dies, and nothing is written from then on", async () => {
    const workers = startedThreads();
    const store = await openTestStore();
    await store.write((tx) => tx.setMetadata("key", "kept"));
    const dying = store.write(async (tx) => {
      await tx.setMetadata("key", "lost");
      await workers[0]?.terminate();
      await tx.deleteMetadata("key");
    });
    const unavailable = { name: "StoreUnavailableError", message: expect.stringContaining(store.path) };
    expect(await failureOf(dying)).toMatchObject(unavailable);
    expect(await failureOf(store.write((tx) => tx.setMetadata("key", "late")))).toMatchObject(unavailable);
    expect(await store.getMetadata("key")).toBe("kept");
  });
});

describe("what runs in the thread", () => {
  it("serves one request after another, and ends when told to", async () => {
    const path = temporaryFile();
    prepareFile(path);
    const { port1, port2 } = new MessageChannel();
    const answers: ThreadAnswer[] = [];
    const closed = new Promise((resolve) => port1.on("close", resolve));
    port1.on("message", (answer: ThreadAnswer) => answers.push(answer));
    serveConnection(port2, path);
    const query = { call: "queryRaw" as const, statement: { sql: "SELECT x FROM t", args: [] } };
    const insert = { call: "executeRaw" as const, statement: { sql: "INSERT INTO t VALUES (?)", args: [5] } };
    port1.postMessage({ id: 1, steps: [{ call: "executeScript", script: "CREATE TABLE t (x INTEGER)" }, insert] });
    port1.postMessage({ id: 2, steps: [query] });
    port1.postMessage({ id: 3, steps: [{ call: "executeScript", script: "no SQL" }] });
    port1.postMessage({ id: 4, steps: null });
    await closed;
    expect(answers).toMatchObject([
      { id: 1, value: 1 },
      { id: 2, value: { rows: [[5]] } },
      { id: 3, failure: { kind: "driver", cause: { originalCode: "SQLITE_ERROR" } } },
      { id: 4, value: undefined },
    ]);
    const again = await connect(path);
    expect(await runStatement(again, "SELECT x FROM t")).toEqual([[5]]);
    await again.dispose();
  });
});
