import { chmod, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { asOrdinaryUser } from "../support/ordinary-user.js";
import { preloading } from "../support/preload.js";
import { CLI, type Finished, openSandbox, type Sandbox } from "../support/sandbox.js";
import { allRows, expectRecovery, stored } from "../support/stored.js";

const SYNC = [process.execPath, CLI, "sync"];

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 3, testsPerProduct: 200 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** A sync whose files may not grow beyond that: the system refuses to write on, whoever runs it. */
function syncWithin(sandbox: Sandbox, kilobytes: number): Promise<Finished> {
  const limited = `ulimit -f ${2 * kilobytes}; exec "$@"`;
  return sandbox.startCommand(["sh", "-c", limited, "sh", ...SYNC]).finished;
}

function expectError({ code, stderr }: Finished, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr.match(/^Error: /gm)).toHaveLength(1);
  expect(code).toBe(1);
}

it("a full disk before the first byte is named, and the sync after it succeeds", async () => {
  const sandbox = await sandboxFor();
  expectError(await syncWithin(sandbox, 0), /The database .*cache\.db .* disk .* TESTIO_DB_PATH/);
  await expectRecovery(sandbox);
});

it("a full disk while the tables are made is named, and the sync after it succeeds", async () => {
  const sandbox = await sandboxFor();
  expectError(await syncWithin(sandbox, 100), /The database .*cache\.db .* disk .* TESTIO_DB_PATH/);
  await expectRecovery(sandbox);
});

it("a full disk in the middle of a sync is named, damages nothing, and the sync after it succeeds", async () => {
  const sandbox = await sandboxFor();
  expectError(await syncWithin(sandbox, 1500), /The database .*cache\.db .* disk .* TESTIO_DB_PATH/);
  const left = stored(sandbox.database);
  expect(left.integrity).toBe("ok");
  expect(left.tests.length).toBeLessThan(600);
  await expectRecovery(sandbox);
});

it("a database that SQLite calls full is named with the way out, and the sync after it succeeds", async () => {
  const sandbox = await sandboxFor();
  expectError(
    await sandbox.run(["sync"], preloading("full-database")),
    /There is no room left on the disk for the database .*cache\.db.* Free some space/,
  );
  const left = stored(sandbox.database);
  expect(left.integrity).toBe("ok");
  expect(left.tests.length).toBeLessThan(600);
  await expectRecovery(sandbox);
});

it("a database that may only be read is named, and left as it is", async () => {
  const sandbox = await sandboxFor();
  const { database, run, startCommand } = sandbox;
  expect((await run(["sync"])).code).toBe(0);
  const before = allRows(database);
  await chmod(database, 0o400);
  const { finished } = startCommand([...asOrdinaryUser(), ...SYNC]);
  expectError(
    await finished,
    /The database .*cache\.db cannot be written to.* Make it writable, or set TESTIO_DB_PATH/,
  );
  await chmod(database, 0o600);
  expect(allRows(database)).toEqual(before);
  await expectRecovery(sandbox);
});

it("a directory that may only be read is named, and the database left as it is", async () => {
  const sandbox = await sandboxFor();
  const { database, run, startCommand } = sandbox;
  expect((await run(["sync"])).code).toBe(0);
  const before = allRows(database);
  await chmod(dirname(database), 0o500);
  const { finished } = startCommand([...asOrdinaryUser(), ...SYNC]);
  expectError(
    await finished,
    /The database .*cache\.db cannot be written to.* Make it writable, or set TESTIO_DB_PATH/,
  );
  await chmod(dirname(database), 0o700);
  expect(allRows(database)).toEqual(before);
  await expectRecovery(sandbox);
});

it("a directory that turns read-only in the middle of a sync costs no more than a lock left behind", async () => {
  const sandbox = await sandboxFor();
  const { simulator, database, startCommand } = sandbox;
  const gate = holdRequests(simulator, isTestPage, 4);
  const { finished } = startCommand([...asOrdinaryUser(), ...SYNC]);
  await gate.reached;
  await chmod(dirname(database), 0o500);
  gate.open();
  const { code, stderr } = await finished;
  await chmod(dirname(database), 0o700);
  expect(code, stderr).toBe(0);
  await expectRecovery(sandbox);
});

it("something in the place of the write-ahead log is named, and the sync after it is gone succeeds", async () => {
  const sandbox = await sandboxFor();
  const { database, run } = sandbox;
  expect((await run(["sync"])).code).toBe(0);
  await mkdir(`${database}-wal`);
  expectError(await run(["sync"]), /The database .*cache\.db cannot be used: .* TESTIO_DB_PATH/);
  await rm(`${database}-wal`, { recursive: true });
  await expectRecovery(sandbox);
});
