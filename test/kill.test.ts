import { createInterface } from "node:readline";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { openSandbox, type Sandbox } from "./support/sandbox.js";
import { expectWhole, stored } from "./support/stored.js";

const KILLS = 20;

/** When a run is killed: as the API sees its nth request, or as it tells its nth step (most of them written pages). */
interface Moment {
  counted: "request" | "step";
  nth: number;
}

const moments = fc.record<Moment>({
  counted: fc.constantFrom("request", "step"),
  nth: fc.integer({ min: 1, max: 45 }),
});

/** Runs one sync, kills it at the moment unless it ends earlier, and tells whether it was killed. */
async function syncUntil({ simulator, start }: Sandbox, { counted, nth }: Moment): Promise<boolean> {
  const { child, finished } = start(["sync", "--verbose"], { LOG_LEVEL: "debug" });
  let seen = 0;
  const count = () => {
    seen += 1;
    if (seen === nth) child.kill("SIGKILL");
  };
  const forget = counted === "request" ? simulator.onRequest(count) : () => undefined;
  if (counted === "step") createInterface({ input: child.stderr }).on("line", count);
  const { code, stderr } = await finished;
  forget();
  if (code !== null) expect(code, stderr).toBe(0);
  return code === null;
}

it(`loses no test when it is killed ${KILLS} times`, async () => {
  const seed = Date.now() % 2 ** 31;
  const planned = fc.sample(moments, { seed, numRuns: 10 * KILLS });
  const sandbox = await openSandbox({ products: 5, testsPerProduct: 1000, latencyMs: 15 });
  onTestFinished(() => sandbox.dispose());
  const { simulator, run, database } = sandbox;
  const context = `put the seed ${seed} in place of the clock to repeat this`;

  let kills = 0;
  for (const moment of planned) {
    if (await syncUntil(sandbox, moment)) kills += 1;
    if (kills === KILLS) break;
    // More for some products than for others, so that known tests stand at every distance from the top.
    simulator.truth.productIds().forEach((id, index) => {
      for (let added = 0; added < index * 4; added += 1) simulator.world.addTest(id);
    });
  }
  expect(kills, context).toBe(KILLS);

  const last = await run(["sync"]);
  expect(last.code, `${context}\n${last.stderr}`).toBe(0);
  expectWhole(sandbox, context);
  const { events } = stored(database);
  const statuses = events.map(({ status }) => status);
  expect(statuses.filter((status) => status === "interrupted").length, context).toBeGreaterThan(KILLS / 2);
  expect(new Set(statuses), context).toEqual(new Set(["interrupted", "success"]));

  const again = await run(["sync", "--json"]);
  expect(again.code, `${context}\n${again.stderr}`).toBe(0);
  expect(JSON.parse(again.stdout), context).toMatchObject({ tests_discovered: 0, tests_deleted: 0 });
  expectWhole(sandbox, context);
}, 240_000);
