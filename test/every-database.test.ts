import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { SimulatorOptions } from "@testio/simulator";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it, onTestFinished } from "vitest";
import { answerOf, assertWholeSchema } from "../apps/mcp-server/test/support/answers.js";
import { type Ids, validCalls } from "../apps/mcp-server/test/support/world.js";
import { makeBigDatabase } from "../benchmarks/lib/big-database.mjs";
import { zipfTexts } from "../benchmarks/lib/texts.mjs";
import { askBoth, type BothServers, startBoth } from "./support/both-servers.js";
import { goldenCalls } from "./support/golden-calls.js";
import { INVALID_CALLS } from "./support/invalid-calls.js";
import { startingAt } from "./support/preload.js";
import { openSandbox, type Sandbox } from "./support/sandbox.js";
import { stable } from "./support/stable.js";

/** The last day of the simulated customer's data. */
const NOW = new Date("2026-06-30T12:00:00.000Z");
const MOST_TOKENS = 25_000;
/** A sentence or three; a whole answer's worth of them helps nobody. */
const MOST_ERROR_TOKENS = 600;
const STACK = /\n\s+at |node_modules|file:\/\/|\.[cm]?[jt]s:\d/;
const NOBODY: Ids = { product: 999, test: 999, bug: 999, feature: 999, user: 999 };

/** `LARGE_TESTS=100000` makes it as large as is promised to be answered about; a fifth of that takes a third of the time. */
const { LARGE_TESTS: LARGE = "20000" } = process.env;
const LARGE_TESTS = Number(LARGE);

interface Asked {
  name: string;
  args: Record<string, unknown>;
  isError: boolean;
  text: string;
  data: Record<string, unknown>;
}

/** Asks both servers everything; what they answer is the same, fits its schema and is bounded. */
async function askAll(servers: BothServers, calls: Readonly<Record<string, readonly object[]>>): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const [name, variants] of Object.entries(calls)) {
    for (const variant of variants) {
      const args = { ...variant };
      const { stdio, http } = await askBoth(servers, name, args);
      const about = `${name} ${JSON.stringify(args)}`;
      expect(http.isError, `${about}: ${http.text}`).toBe(stdio.isError);
      expect(stable(http.data), about).toEqual(stable(stdio.data));
      if (stdio.isError) expect(http.text, about).toBe(stdio.text);
      else for (const { data } of [stdio, http]) assertWholeSchema(name, data);
      const most = stdio.isError ? MOST_ERROR_TOKENS : MOST_TOKENS;
      expect(countTokens(stdio.text), about).toBeLessThanOrEqual(most);
      asked.push({ name, args, ...stdio });
    }
  }
  return asked;
}

async function refuseAll(servers: BothServers): Promise<void> {
  for (const [name, variants] of Object.entries(INVALID_CALLS)) {
    for (const [args, said] of variants) {
      const about = `${name} ${JSON.stringify(args)}`;
      const { stdio, http } = await askBoth(servers, name, args);
      expect(stdio.isError, `${about}: ${stdio.text.slice(0, 300)}`).toBe(true);
      // `answerOf` has seen to it that it says what happened, why, and what to do.
      expect(stdio.text, about).toMatch(said);
      expect(stdio.text, about).not.toMatch(STACK);
      expect(countTokens(stdio.text), about).toBeLessThanOrEqual(MOST_ERROR_TOKENS);
      expect(http.text, about).toBe(stdio.text);
    }
  }
  expect(servers.stderr()).not.toMatch(/unhandled|uncaught/i);
}

async function sandboxWith(options: SimulatorOptions): Promise<Sandbox> {
  const sandbox = await openSandbox(options);
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** A sandbox whose database holds all that the simulated customer has, bugs included. */
async function synced(options: SimulatorOptions, env: Readonly<Record<string, string>>): Promise<Sandbox> {
  const sandbox = await sandboxWith({ ...options, now: NOW });
  const { code, stderr } = await sandbox.run(["sync"], env);
  expect(code, stderr).toBe(0);
  return sandbox;
}

/** Ids of things that are stored, of a test with bugs; the person is the first by name. */
async function idsIn({ simulator: { truth } }: Sandbox, client: Client): Promise<Ids> {
  const test = truth.testIds().find((id) => truth.bugIds(id).length > 1) ?? 0;
  const call = { name: "list_users", arguments: { days: 36_500, user_type: "tester", per_page: 1 } };
  const { data } = answerOf(await client.callTool(call));
  const [user] = data.users as { id: number }[];
  const product = Number(truth.test(test)?.product_id ?? truth.productIds()[0]);
  return {
    product,
    test,
    bug: truth.bugIds(test)[0] ?? 0,
    feature: truth.featureIds(product)[0] ?? 0,
    user: user?.id ?? 0,
  };
}

const failed = (asked: readonly Asked[]) =>
  asked.filter(({ isError }) => isError).map(({ name, args, text }) => ({ name, args, text }));

describe("every tool, on standard input and output and over HTTP", () => {
  it("answers on an empty database, or says what is missing, and refuses what is wrong", async () => {
    const sandbox = await sandboxWith({ products: 0 });
    const servers = await startBoth(sandbox, { TESTIO_CUSTOMER_API_TOKEN: "" });
    for (const { name, args, isError, text, data } of await askAll(servers, validCalls(NOBODY))) {
      const missing = /There is no (product|test|bug|feature|user) 999|1 product \(999\)|TESTIO_CUSTOMER_API_TOKEN/;
      if (isError) expect(text, name).toMatch(missing);
      else if ("coverage" in data && args.tests_limit === undefined)
        expect(data.coverage, name).toMatchObject({ complete: false });
    }
    await refuseAll(servers);
  });

  it("is asked here, in a right and in a wrong way", async () => {
    const sandbox = await sandboxWith({ products: 0 });
    const { stdio } = await startBoth(sandbox);
    const { tools } = await stdio.listTools();
    const listed = tools.map(({ name }) => name);
    expect(Object.keys(validCalls(NOBODY))).toEqual(expect.arrayContaining(listed));
    expect(Object.keys(INVALID_CALLS)).toEqual(Object.keys(validCalls(NOBODY)));
    expect(new Set(goldenCalls(NOBODY).map(({ name }) => name))).toEqual(new Set(Object.keys(INVALID_CALLS)));
  });

  it("answers on a small database with everything odd in it", async () => {
    const clock = { ...startingAt(NOW), TESTIO_SYNC_BUGS: "true" };
    const sandbox = await synced({ products: 3, testsPerProduct: 12, quirks: true, seed: 2 }, clock);
    const servers = await startBoth(sandbox, clock);
    const asked = await askAll(servers, validCalls(await idsIn(sandbox, servers.stdio)));
    expect(failed(asked)).toEqual([]);
    await refuseAll(servers);
  });

  it("answers on the golden database as it did before", async () => {
    const clock = { ...startingAt(NOW), TESTIO_SYNC_BUGS: "true" };
    const golden = { seed: 4, products: 4, testsPerProduct: [40, 60, 25, 0], bugsPerTest: 5 };
    const sandbox = await synced(golden, clock);
    const servers = await startBoth(sandbox, clock);
    const ids = await idsIn(sandbox, servers.stdio);
    const whole = new Map<string, unknown[]>();
    for (const { name, args } of goldenCalls(ids)) {
      const [answer] = await askAll(servers, { [name]: [args] });
      expect(answer?.isError, `${name}: ${answer?.text}`).toBe(false);
      whole.set(name, [...(whole.get(name) ?? []), { asked: stable(args), answered: stable(answer?.data) }]);
    }
    expect(failed(await askAll(servers, validCalls(ids)))).toEqual([]);
    await refuseAll(servers);
    for (const [name, answers] of whole) {
      const file = join(import.meta.dirname, "__snapshots__", "golden", `${name}.json`);
      await expect(`${JSON.stringify(answers, null, 2)}\n`).toMatchFileSnapshot(file);
    }
  });

  it(`answers on a database of ${LARGE_TESTS.toLocaleString("en")} tests`, async () => {
    const sandbox = await sandboxWith({ products: 0 });
    await mkdir(dirname(sandbox.database), { recursive: true });
    const size = { products: 100, testsPerProduct: LARGE_TESTS / 100, bugsPerTest: [0, 2, 1] };
    await makeBigDatabase(sandbox.database, { texts: zipfTexts(1), now: new Date(), ...size });
    const servers = await startBoth(sandbox, { TESTIO_CUSTOMER_API_TOKEN: "" });
    const ids = { product: 1, test: 10_100, bug: 1_000_000, feature: 100, user: 21 };
    const asked = await askAll(servers, validCalls(ids));
    for (const { name, text } of failed(asked)) {
      expect(["sync_data", "force_sync_product", "clear_cache"]).toContain(name);
      expect(text).toContain("TESTIO_CUSTOMER_API_TOKEN");
    }
    await refuseAll(servers);
  }, 120_000);
});
