import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { SimulatorOptions } from "@testio/simulator";
import { expect } from "vitest";
import { answerOf } from "../../apps/mcp-server/test/support/answers.js";
import type { Ids } from "../../apps/mcp-server/test/support/world.js";
import { startingAt } from "./preload.js";
import { type Environment, openSandbox, type Sandbox } from "./sandbox.js";

/** The last day of the simulated customer's data. */
const NOW = new Date("2026-06-30T12:00:00.000Z");

export const GOLDEN: SimulatorOptions = { seed: 4, products: 4, testsPerProduct: [40, 60, 25, 0], bugsPerTest: 5 };

export interface SyncedSandbox {
  sandbox: Sandbox;
  /** For every program that is to ask: it is the same day for all of them. */
  env: Environment;
}

/** A sandbox whose database holds all that the simulated customer has, bugs included, on the last day of its data. */
export async function openSynced(options: SimulatorOptions): Promise<SyncedSandbox> {
  const sandbox = await openSandbox({ ...options, now: NOW });
  const env = { ...startingAt(NOW), TESTIO_SYNC_BUGS: "true" };
  const { code, stderr } = await sandbox.run(["sync"], env);
  expect(code, stderr).toBe(0);
  return { sandbox, env };
}

/** Ids of things that are stored, of a test with bugs; the person is the first tester by name. */
export async function idsIn({ simulator: { truth } }: Sandbox, client: Client): Promise<Ids> {
  const test = truth.testIds().find((id) => truth.bugIds(id).length > 1) ?? 0;
  const product = truth.productIds().find((id) => truth.testIds(id).includes(test)) ?? 0;
  const call = { name: "list_users", arguments: { days: 36_500, user_type: "tester", per_page: 1 } };
  const { data } = answerOf(await client.callTool(call));
  const [user] = data.users as { id: number }[];
  return {
    product,
    test,
    bug: truth.bugIds(test)[0] ?? 0,
    feature: truth.featureIds(product)[0] ?? 0,
    user: user?.id ?? 0,
  };
}
