import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SimulatorOptions } from "@testio/simulator";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it, onTestFinished } from "vitest";
import { assertWholeSchema } from "../apps/mcp-server/test/support/answers.js";
import { type Ids, validCalls } from "../apps/mcp-server/test/support/world.js";
import { makeBigDatabase } from "../benchmarks/lib/big-database.mjs";
import { zipfTexts } from "../benchmarks/lib/texts.mjs";
import { askBoth, type BothServers, startBoth } from "./support/both-servers.js";
import { GOLDEN, idsIn, openSynced, type SyncedSandbox } from "./support/golden.js";
import { goldenCalls } from "./support/golden-calls.js";
import { INVALID_CALLS } from "./support/invalid-calls.js";
import { type Environment, openSandbox, type Sandbox } from "./support/sandbox.js";
import { stable } from "./support/stable.js";

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

/** A sandbox with nothing in it. */
async function emptySandbox(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 0 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

async function synced(options: SimulatorOptions): Promise<SyncedSandbox> {
  const opened = await openSynced(options);
  onTestFinished(() => opened.sandbox.dispose());
  return opened;
}

async function serve(sandbox: Sandbox, env: Environment = {}): Promise<BothServers> {
  const servers = await startBoth(sandbox, env);
  onTestFinished(() => servers.close());
  return servers;
}

const failed = (asked: readonly Asked[]) =>
  asked.filter(({ isError }) => isError).map(({ name, args, text }) => ({ name, args, text }));

describe("every tool, on standard input and output and over HTTP", () => {
  it("answers on an empty database, or says what is missing, and refuses what is wrong", async () => {
    const sandbox = await emptySandbox();
    const servers = await serve(sandbox, { TESTIO_CUSTOMER_API_TOKEN: "" });
    for (const { name, args, isError, text, data } of await askAll(servers, validCalls(NOBODY))) {
      const missing = /There is no (product|test|bug|feature|user) 999|1 product \(999\)|TESTIO_CUSTOMER_API_TOKEN/;
      if (isError) expect(text, name).toMatch(missing);
      else if ("coverage" in data && args.tests_limit === undefined)
        expect(data.coverage, name).toMatchObject({ complete: false });
    }
    await refuseAll(servers);
  });

  it("is asked here, in a right and in a wrong way", async () => {
    const sandbox = await emptySandbox();
    const { stdio } = await serve(sandbox);
    const { tools } = await stdio.listTools();
    const listed = tools.map(({ name }) => name);
    expect(Object.keys(validCalls(NOBODY))).toEqual(expect.arrayContaining(listed));
    expect(Object.keys(INVALID_CALLS)).toEqual(Object.keys(validCalls(NOBODY)));
    expect(new Set(goldenCalls(NOBODY).map(({ name }) => name))).toEqual(new Set(Object.keys(INVALID_CALLS)));
  });

  it("answers on a small database with everything odd in it", async () => {
    const { sandbox, env } = await synced({ products: 3, testsPerProduct: 12, quirks: true, seed: 2 });
    const servers = await serve(sandbox, env);
    const asked = await askAll(servers, validCalls(await idsIn(sandbox, servers.stdio)));
    expect(failed(asked)).toEqual([]);
    await refuseAll(servers);
  });

  it("answers on the golden database as it did before", async () => {
    const { sandbox, env } = await synced(GOLDEN);
    const servers = await serve(sandbox, env);
    const ids = await idsIn(sandbox, servers.stdio);
    const whole = new Map<string, unknown[]>();
    for (const { name, args } of goldenCalls(ids)) {
      const [answer] = await askAll(servers, { [name]: [args] });
      expect(answer?.isError, `${name}: ${answer?.text}`).toBe(false);
      whole.set(name, [
        ...(whole.get(name) ?? []),
        { asked: stable(args), answered: stable(answer?.data, sandbox.home) },
      ]);
    }
    expect(failed(await askAll(servers, validCalls(ids)))).toEqual([]);
    await refuseAll(servers);
    for (const [name, answers] of whole) {
      const file = join(import.meta.dirname, "__snapshots__", "golden", `${name}.json`);
      await expect(`${JSON.stringify(answers, null, 2)}\n`).toMatchFileSnapshot(file);
    }
  });

  it(`answers on a database of ${LARGE_TESTS.toLocaleString("en")} tests`, async () => {
    const sandbox = await emptySandbox();
    await mkdir(dirname(sandbox.database), { recursive: true });
    const size = { products: 100, testsPerProduct: LARGE_TESTS / 100, bugsPerTest: [0, 2, 1] };
    await makeBigDatabase(sandbox.database, { texts: zipfTexts(1), now: new Date(), ...size });
    const servers = await serve(sandbox, { TESTIO_CUSTOMER_API_TOKEN: "" });
    const ids = { product: 1, test: 10_100, bug: 1_000_000, feature: 100, user: 21 };
    const asked = await askAll(servers, validCalls(ids));
    for (const { name, text } of failed(asked)) {
      expect(["sync_data", "force_sync_product", "clear_cache"]).toContain(name);
      expect(text).toContain("TESTIO_CUSTOMER_API_TOKEN");
    }
    await refuseAll(servers);
  }, 120_000);
});
