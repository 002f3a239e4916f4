import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Environment, type Finished, openSandbox, type Sandbox } from "./support/sandbox.js";

const REFUSED = { TESTIO_CUSTOMER_API_TOKEN: "refused-4d1f7ab09c" };
const NO_TOOLS: Environment = { ENABLED_TOOLS: "list_tests", DISABLED_TOOLS: "list_products" };

/** Wrong from the start: exit code 2, and nobody touches the database. */
const usage: [what: string, argv: readonly string[], env: Environment, sentence: RegExp][] = [
  [
    "no token",
    ["sync"],
    { TESTIO_CUSTOMER_API_TOKEN: "" },
    /No TestIO API token is set\. Run testio-mcp setup, put the line/,
  ],
  ["a name that no product has", ["sync", "--product-ids", "cinema"], {}, /There is no product "cinema"\./],
  ["an id that is not allowed", ["sync", "--product-ids", "7"], { TESTIO_PRODUCT_IDS: "8" }, /7 is outside .*\(8\)\./],
  ["a nonsense date", ["sync", "--since", "soonish"], {}, /"soonish" is not a date .* such as 2026-01-31/],
  ["a future date", ["sync", "--since", "2199-01-01"], {}, /"2199-01-01" is in the future\./],
  ["an unknown flag", ["sync", "--forse"], {}, /Unknown option --forse\. Did you mean --force\?/],
  ["an unknown command", ["statsu"], {}, /Unknown command "statsu"\. Did you mean status\?/],
  ["a flag of another command", ["status", "--force"], {}, /Unknown option --force\./],
  ["a setting out of its range", ["sync"], { TESTIO_PAGE_SIZE: "501" }, /TESTIO_PAGE_SIZE must be .* 1 to 500/],
  ["two settings that exclude each other", ["serve"], NO_TOOLS, /ENABLED_TOOLS .*DISABLED_TOOLS .*keep one of them/],
  [
    "an address that is no URL",
    ["sync"],
    { TESTIO_CUSTOMER_API_BASE_URL: "api.test.io" },
    /must be an http or https URL/,
  ],
];

let sandbox: Sandbox;
let synced: string;

beforeAll(async () => {
  sandbox = await openSandbox({ products: 2, testsPerProduct: 20 });
  expect(await sandbox.run(["sync"])).toMatchObject({ code: 0 });
  synced = join(sandbox.home, "synced.db");
  await cp(sandbox.database, synced);
});

afterEach(async () => {
  sandbox.simulator.faults.clear();
  await cp(synced, sandbox.database);
});

afterAll(() => sandbox.dispose());

function rowsOfTests(path: string): unknown[] {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare("select * from tests order by id").all();
  } finally {
    database.close();
  }
}

/** An address on this machine at which nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}/customer/v2`;
}

function expectHelp({ code, stdout, stderr }: Finished, expected: number, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr.match(/^Error: /gm)).toHaveLength(1);
  expect(stdout + stderr).not.toMatch(/\n\s+at /);
  expect(code).toBe(expected);
}

describe("wrong usage and configuration", () => {
  it.each(usage)("%s: exit code 2, one sentence, the database is not touched", async (_what, argv, env, sentence) => {
    expectHelp(await sandbox.run(argv, env), 2, sentence);
    expect(await readFile(sandbox.database)).toEqual(await readFile(synced));
  });

  it.each(["sync", "status"])("a directory where %s looks for the database: exit code 2", async (command) => {
    const finished = await sandbox.run([command], { TESTIO_DB_PATH: sandbox.home });
    expectHelp(finished, 2, /TESTIO_DB_PATH must be a file, but .* is a directory\. Add a file name/);
  });

  it.each(["sync", "status"])(
    "garbage where %s looks for the database: exit code 1, left as it is",
    async (command) => {
      const path = join(sandbox.home, "garbage", "cache.db");
      const garbage = Buffer.from("This is a diary, not a database.\n".repeat(1000));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, garbage);
      expectHelp(
        await sandbox.run([command], { TESTIO_DB_PATH: path }),
        1,
        /cache\.db is damaged or not a SQLite database\..* Move it away/,
      );
      expect(await readFile(path)).toEqual(garbage);
    },
  );
});

describe("a sync that fails leaves the stored tests alone", () => {
  it.each<[what: string, argv: readonly string[], env: () => Environment | Promise<Environment>, code: number, RegExp]>(
    [
      ["a refused token", ["sync"], () => REFUSED, 5, /TestIO refused the token \(401\)\. Check that/],
      [
        "a product that does not exist",
        ["sync", "--product-ids", "9"],
        () => ({}),
        1,
        /Product 9 is not among .* Check/,
      ],
      [
        "a host that refuses connections",
        ["sync", "--force"],
        async () => ({ TESTIO_CUSTOMER_API_BASE_URL: await closedPort() }),
        1,
        /127\.0\.0\.1:\d+ could not be reached .*refuses connections/,
      ],
      [
        "a web page in place of an answer",
        ["sync", "--force"],
        () => {
          sandbox.simulator.faults.add({ match: () => true, fault: { kind: "html" } });
          return {};
        },
        1,
        /the answer is a web page, not JSON/,
      ],
    ],
  )("%s", async (_what, argv, env, code, sentence) => {
    expectHelp(await sandbox.run(argv, await env()), code, sentence);
    expect(rowsOfTests(sandbox.database)).toEqual(rowsOfTests(synced));
  });
});
