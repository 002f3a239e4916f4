import { readFile } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { openSandbox } from "../support/sandbox.js";
import { expectWhole, lockOf, statuses } from "../support/stored.js";
import { cli, type Syncer, serve, standalone } from "../support/syncers.js";

const TESTS = 120;

async function oneAfterTheOther(first: Syncer, second: Syncer): Promise<void> {
  const sandbox = await openSandbox({ products: 3, testsPerProduct: TESTS / 3 });
  onTestFinished(() => sandbox.dispose());
  const { simulator, database } = sandbox;
  const gate = holdRequests(simulator, isTestPage);

  const holder = await first(sandbox);
  await gate.reached;
  const { pid, host } = JSON.parse(await readFile(lockOf(database), "utf8"));
  const waiter = await second(sandbox);
  expect(await waiter.waits).toContain(`process ${pid} on ${host}, started `);
  // A sync's first request is for the products.
  expect(simulator.counters.byEndpoint).toMatchObject({ "/products": 1 });
  gate.open();

  expect(await holder.ends).toEqual({ failure: null, testsDiscovered: TESTS });
  expect(await waiter.ends).toEqual({ failure: null, testsDiscovered: 0 });
  expect(statuses(database)).toEqual(["success", "success"]);
  expectWhole(sandbox);
}

it("two command lines at once: the second waits for the first, naming it", () => oneAfterTheOther(cli, cli));
it("a command line while a server syncs waits for it", () => oneAfterTheOther(serve, cli));
it("a server while a command line syncs waits for it", () => oneAfterTheOther(cli, serve));
it("two servers at once: the second waits for the first, naming it", () => oneAfterTheOther(serve, standalone));
