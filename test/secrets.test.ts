import { basename } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callsOf, connect } from "./support/every-tool.js";
import { filesBelow, findSecrets, rowsOf } from "./support/find-secrets.js";
import { CLI, type Finished, openSandbox, type Sandbox, SERVER } from "./support/sandbox.js";

const REFUSED_TOKEN = "refused-4d1f7ab09c";
/** Characters that URLs, JSON and SQL write in other ways, in a text that people also repeat elsewhere. */
const PASSWORD = `Zug/"Tür"+&=%'42`;
/** No secret: what the same search has to find. */
const TITLE = "A title that everybody may read";
const DEBUG = { LOG_LEVEL: "debug" };

let sandbox: Sandbox;
/** Everything that came out of the programs, by what it is. */
const output = new Map<string, Buffer>();
/** Every state in which the home was seen, by when and path. */
const files = new Map<string, Buffer>();
let codes: Record<string, number | null> = {};

function keep(name: string, { code, stdout, stderr }: Finished): void {
  codes = { ...codes, [name]: code };
  output.set(`stdout of ${name}`, Buffer.from(stdout)).set(`stderr of ${name}`, Buffer.from(stderr));
}

async function keepFiles(when: string): Promise<void> {
  for (const [path, bytes] of await filesBelow(sandbox.home)) files.set(`${basename(path)} ${when}`, bytes);
}

async function callEveryTool(program: string, args: readonly string[]): Promise<void> {
  const { simulator, home, env } = sandbox;
  const { client, stderr } = await connect(args, { ...env, ...DEBUG }, home);
  const { tools } = await client.listTools();
  for (const call of callsOf(tools, simulator)) {
    const answer = await client.callTool(call);
    output.set(`${call.name} of ${program}`, Buffer.from(JSON.stringify(answer)));
  }
  await keepFiles(`while ${program} runs`);
  await client.close();
  output.set(`stderr of ${program}`, Buffer.from(stderr()));
}

beforeAll(async () => {
  sandbox = await openSandbox({ products: 2, testsPerProduct: 60 });
  const { simulator, run } = sandbox;
  const [productId = 0] = simulator.truth.productIds();
  simulator.world.addTest(productId, { title: TITLE });
  simulator.world.addTest(productId, {
    title: `Log in with ${PASSWORD}`,
    goal_text: `The password is ${PASSWORD}`,
    test_environment: {
      id: 9,
      title: "Staging",
      url: `https://qa:${encodeURIComponent(PASSWORD)}@staging.customer.example/`,
      username: "qa+crowd@customer.example",
      password: PASSWORD,
      access: { vpn: "profile-77aa01" },
    },
  });

  const stop = simulator.onRequest(({ path }) =>
    path.endsWith("/exploratory_tests") ? keepFiles("during sync") : undefined,
  );
  keep("sync", await run(["sync"]));
  stop();
  keep("sync --force", await run(["sync", "--force", "--json", "--verbose"], DEBUG));
  keep("status", await run(["status"]));
  keep("status --json", await run(["status", "--json"], DEBUG));
  await callEveryTool("testio-mcp", [CLI, "serve"]);
  await callEveryTool("testio-mcp-server", [SERVER]);
  keep("refused", await run(["sync", "--json"], { ...DEBUG, TESTIO_CUSTOMER_API_TOKEN: REFUSED_TOKEN }));
  simulator.faults.add({ match: () => true, times: 50, fault: { kind: "html" } });
  keep("html", await run(["sync", "--verbose"], DEBUG));
  simulator.faults.clear();
  const echo = [simulator.token, ...simulator.truth.secrets()];
  simulator.faults.add({ match: () => true, fault: { kind: "non-object", value: echo } });
  keep("echo", await run(["sync", "--json"], DEBUG));
  await keepFiles("at the end");
  files.set("rows at the end", rowsOf(sandbox.database));
}, 60_000);

afterAll(() => sandbox.dispose());

it("searches runs that did what they should, and every kind of file", () => {
  expect(codes).toEqual({
    sync: 0,
    "sync --force": 0,
    status: 0,
    "status --json": 0,
    refused: 5,
    html: 1,
    echo: 1,
  });
  const names = [...files.keys()];
  for (const file of ["cache.db", "cache.db-wal", "cache.db-shm", "sync.lock"]) {
    expect(names).toContain(`${file} during sync`);
  }
  expect(names).toContain("server.log at the end");
});

it("finds what is there, in every form", () => {
  const places = findSecrets([TITLE], files);
  for (const place of ["cache.db at the end", "rows at the end"]) expect(places).toContain(`${TITLE} in ${place}`);
  expect(findSecrets([TITLE], output)).toContain(`${TITLE} in list_tests of testio-mcp`);
  for (const around of ["", "a", "ab"]) {
    const header = Buffer.from(`${around}${PASSWORD}${around}`).toString("base64");
    expect(findSecrets([PASSWORD], new Map([["header", Buffer.from(header)]]))).not.toEqual([]);
  }
  expect(findSecrets([PASSWORD], new Map([["url", Buffer.from(encodeURIComponent(PASSWORD))]]))).toHaveLength(1);
});

it("finds no credential of the customer and no token in anything that was written or said", () => {
  const { token, truth } = sandbox.simulator;
  const secrets = [...truth.secrets(), "profile-77aa01", token, REFUSED_TOKEN];
  expect(secrets).toContain(PASSWORD);
  expect(secrets.length).toBeGreaterThan(15);
  expect(findSecrets(secrets, output)).toEqual([]);
  expect(findSecrets(secrets, files)).toEqual([]);
});
