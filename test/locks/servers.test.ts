import { beforeEach, expect, it, onTestFinished } from "vitest";
import { connect } from "../support/every-tool.js";
import { holdRequests, isTestPage } from "../support/gate.js";
import { readLock } from "../support/lock.js";
import { CLI, openSandbox, type Sandbox, SERVER } from "../support/sandbox.js";
import { expectWhole, statuses, stored } from "../support/stored.js";
import { cli, NO_BACKGROUND } from "../support/syncers.js";

const PATIENCE = { timeout: 20_000 };

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openSandbox({ products: 3, testsPerProduct: 10 });
  onTestFinished(() => sandbox.dispose());
});

/** A server with a client; `call` answers what a tool answers. */
async function server(program: readonly string[], extra: Record<string, string> = {}) {
  const { client } = await connect(program, { ...sandbox.env, ...extra }, sandbox.home);
  onTestFinished(() => client.close());
  await client.listTools();
  const call = async (name: string) => {
    const { structuredContent, isError } = await client.callTool({ name, arguments: {} });
    expect(isError).not.toBe(true);
    return structuredContent;
  };
  return { client, call };
}

it("a server whose sync waits for another program's answers everything else meanwhile", async () => {
  expect((await sandbox.run(["sync"])).code).toBe(0);
  const gate = holdRequests(sandbox.simulator, isTestPage);
  const holder = await cli(sandbox);
  await gate.reached;

  const { client, call } = await server([SERVER], NO_BACKGROUND);
  const waits = Promise.withResolvers<void>();
  const onprogress = () => waits.resolve();
  const sync = client.callTool({ name: "sync_data", arguments: {} }, undefined, { onprogress });
  await waits.promise;
  // The gate is still closed: these are answered while `sync_data` waits, or never.
  for (let asked = 0; asked < 10; asked += 1)
    expect(await call("list_products")).toMatchObject({ products: [{}, {}, {}] });
  gate.open();
  expect(await holder.ends).toMatchObject({ failure: null });
  expect((await sync).isError).not.toBe(true);
  expectWhole(sandbox);
});

it("two servers that start together: one syncs in the background, the other leaves it to that one", async () => {
  const gate = holdRequests(sandbox.simulator, isTestPage);
  await server([CLI, "serve"]);
  await gate.reached;
  const { pid } = await readLock(sandbox.database);
  const second = await server([SERVER]);
  const skipped = {
    background_sync: { activity: "waiting", last_outcome: { status: "skipped" } },
    running_sync: { holder: expect.stringContaining(`process ${pid} on `) },
  };
  await expect.poll(() => second.call("health_check"), PATIENCE).toMatchObject(skipped);
  gate.open();
  await expect.poll(() => statuses(sandbox.database), PATIENCE).toEqual(["success"]);
  expect(stored(sandbox.database).events).toMatchObject([{ trigger: "startup", pid }]);
  expect(await second.call("list_products")).toMatchObject({ products: [{}, {}, {}] });
});

it("a nuke under a running server: it goes on answering, from what is there", async () => {
  const { call } = await server([SERVER], NO_BACKGROUND);
  expect((await sandbox.run(["sync"])).code).toBe(0);
  expect(await call("list_products")).toMatchObject({ products: [{}, {}, {}] });
  const gate = holdRequests(sandbox.simulator, ({ path }) => path === "/products");
  const { finished } = sandbox.start(["sync", "--nuke", "--yes"]);
  await gate.reached;
  expect(await call("list_products")).toMatchObject({ products: [] });
  gate.open();
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
  expect(await call("list_products")).toMatchObject({ products: [{}, {}, {}] });
  expectWhole(sandbox);
});
