import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { appliedMigrations, makeOldDatabase, migrationNames } from "../support/old-database.js";
import { preloading } from "../support/preload.js";
import { openSandbox, type Sandbox } from "../support/sandbox.js";
import { expectRecovery } from "../support/stored.js";

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 2, testsPerProduct: 10 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

async function dieIn({ start }: Sandbox, moment: string): Promise<void> {
  const { child, finished } = start(["sync"], { ...preloading("dies-in-migration"), DIE_AT: moment });
  const { stderr } = await finished;
  expect(child.signalCode, stderr).toBe("SIGKILL");
}

function expectIntact(path: string): void {
  const database = new Database(path, { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
}

it.each(["before its first statement", "half way", "before it is committed"])(
  "killed while a new database gets its tables, %s: nothing of them is there, and the next sync makes them",
  async (moment) => {
    const sandbox = await sandboxFor();
    await dieIn(sandbox, moment);
    expectIntact(sandbox.database);
    expect(appliedMigrations(sandbox.database)).toEqual([]);
    await expectRecovery(sandbox);
    expect(appliedMigrations(sandbox.database)).toEqual(migrationNames());
  },
);

it.each(["before its first statement", "half way", "before it is committed", "after it is committed"])(
  "killed while an older database is brought up to date, %s: all of it is done or none, and no row is lost",
  async (moment) => {
    const sandbox = await sandboxFor();
    const { simulator, database } = sandbox;
    const [productId = 0] = simulator.truth.productIds();
    const [id = 0] = simulator.truth.testIds(productId);
    makeOldDatabase(database, { id, productId });
    const before = migrationNames().slice(0, -1);
    expect(appliedMigrations(database)).toEqual(before);

    await dieIn(sandbox, moment);
    expectIntact(database);
    expect(appliedMigrations(database)).toEqual(moment === "after it is committed" ? migrationNames() : before);
    const raw = new Database(database, { readonly: true });
    expect(raw.prepare("SELECT id, title FROM tests").all()).toEqual([{ id, title: "Known for long" }]);
    raw.close();
    await expectRecovery(sandbox);
    expect(appliedMigrations(database)).toEqual(migrationNames());
  },
);
