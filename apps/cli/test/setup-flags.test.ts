import { chmodSync, readFileSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { loadSettings } from "@testio/config";
import { describe, expect, it, onTestFinished } from "vitest";
import { Newcomer } from "./support/newcomer.js";
import { runProgram, startProgram } from "./support/program.js";

const modeOf = (file: string) => statSync(file).mode & 0o777;
const GIVEN = ["setup", "--token-env", "MY_TOKEN", "--yes"];

async function newcomer(): Promise<Newcomer> {
  const bench = new Newcomer();
  await bench.arrive();
  return bench;
}

function settingsOf(bench: Newcomer) {
  return loadSettings({ env: {}, homeDir: bench.homeDir, cwd: bench.cwd });
}

describe("setup by flags", () => {
  it("saves, connects and syncs, as the built program in a pipe", async () => {
    const bench = await newcomer();
    const flags =
      "--subdomain https://ACME.test.io/products/1 --customer-id 7 --products 25001,booking --refresh-interval 300";
    const argv = [...GIVEN, ...flags.split(" "), "--connect", "cursor,vscode", "--sync"];
    const { code, stdout, stderr } = await runProgram(bench, argv);
    expect({ code, stderr: stderr.match(/^(?:Error|Warning).*/gm) }).toEqual({ code: 0, stderr: null });
    expect(bench.saved()).toMatch(
      /^# Settings of testio-mcp, .+\nTESTIO_CUSTOMER_API_TOKEN=\S+\nTESTIO_CUSTOMER_NAME=acme\nTESTIO_CUSTOMER_API_BASE_URL=http\S+\nTESTIO_CUSTOMER_ID=7\nTESTIO_PRODUCT_IDS=25001,25003\nTESTIO_REFRESH_INTERVAL_SECONDS=300\n$/,
    );
    expect(modeOf(bench.envFile)).toBe(0o600);
    expect(settingsOf(bench)).toMatchObject({
      apiToken: bench.env.MY_TOKEN,
      customerName: "acme",
      customerId: 7,
      productIds: [25001, 25003],
      refreshIntervalSeconds: 300,
    });
    expect(stdout).toContain("Saved in ~/.testio-mcp.env, which only you can read.\n");
    expect(stdout).toContain("Cursor is connected: ~/.cursor/mcp.json starts testio-mcp.\n");
    expect(stdout).toMatch(/\nSync completed after .+: 2 products, .+, 10 new tests, /);
    expect(readFileSync(join(bench.homeDir, ".cursor/mcp.json"), "utf8")).not.toContain(bench.env.MY_TOKEN);
    const status = await runProgram(bench, ["status", "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({ customer_id: 7, counts: { tests: 10 } });
  });

  it("tells the outcome as JSON", async () => {
    const bench = await newcomer();
    const { code, stdout } = await bench.run([...GIVEN, "--connect", "claude-desktop", "--sync", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "success",
      file: bench.envFile,
      changed: true,
      backup: null,
      settings: { subdomain: null, customer_id: 1, product_ids: null, refresh_interval_seconds: 900, token_set: true },
      clients: [{ client: "claude-desktop", state: "connected", backup: null }],
      sync: { status: "success", tests_discovered: 15 },
      warnings: [],
      errors: [],
    });
  });

  it("takes the token from a pipe or a file", async () => {
    const piped = await newcomer();
    const { child, finished } = startProgram(piped, ["setup", "--token", "-", "--yes"]);
    child.stdin.end(`  ${piped.env.MY_TOKEN}\n`);
    expect((await finished).code).toBe(0);
    expect(settingsOf(piped).apiToken).toBe(piped.env.MY_TOKEN);

    const filed = await newcomer();
    const file = filed.write("secrets/token", `"${filed.env.MY_TOKEN}"\n`);
    expect((await filed.run(["setup", "--token-file", file, "--yes"])).code).toBe(0);
    expect(settingsOf(filed).apiToken).toBe(filed.env.MY_TOKEN);
  });

  it("changes what is given, keeps everything else, and keeps a copy", async () => {
    const bench = await newcomer();
    const before = `# mine\nLOG_LEVEL='debug' # loud\n\nexport TESTIO_CUSTOMER_API_TOKEN="${bench.env.MY_TOKEN}" # from Ann\nTESTIO_CUSTOMER_NAME=Acme Corp\nTESTIO_PRODUCT_IDS=25002\nNOT A SETTING\n`;
    bench.write(".testio-mcp.env", before, 0o644);
    chmodSync(bench.envFile, 0o644);
    const { code, stdout } = await bench.run([
      "setup",
      "--yes",
      "--products",
      "all",
      "--customer-id",
      "3",
      "--subdomain",
      "acme",
    ]);
    expect(code).toBe(0);
    expect(bench.saved().replace(/^TESTIO_CUSTOMER_API_BASE_URL=.+\n/m, "")).toBe(
      `${before.replace("TESTIO_PRODUCT_IDS=25002\n", "")}TESTIO_CUSTOMER_ID=3\nTESTIO_REFRESH_INTERVAL_SECONDS=900\n`,
    );
    expect(modeOf(bench.envFile)).toBe(0o600);
    const [backup = ""] = bench.home().filter((name) => name.startsWith(".testio-mcp.env.backup-"));
    expect(readFileSync(join(bench.homeDir, backup), "utf8")).toBe(before);
    expect(modeOf(join(bench.homeDir, backup))).toBe(0o600);
    expect(stdout).toContain(`The file as it was: ~/${backup}\n`);

    const again = await bench.run(["setup", "--yes"]);
    expect(again.stdout).toContain("says all this already. Nothing was changed.");
    expect(bench.home().filter((name) => name.includes("backup"))).toEqual([backup]);
  });

  it("shuts others out of a file that says all this already", async () => {
    const bench = await newcomer();
    await bench.run(GIVEN);
    chmodSync(bench.envFile, 0o644);
    await bench.run(["setup", "--yes"]);
    expect(modeOf(bench.envFile)).toBe(0o600);
  });

  it("follows a link, and writes the file of --env-file when there is one", async () => {
    const bench = await newcomer();
    const target = bench.write("dotfiles/testio", "LOG_LEVEL=info\n");
    symlinkSync(target, bench.envFile);
    await bench.run(GIVEN);
    expect(readlinkSync(bench.envFile)).toBe(target);
    expect(readFileSync(target, "utf8")).toMatch(/^LOG_LEVEL=info\nTESTIO_CUSTOMER_API_TOKEN=/);

    const other = bench.write("acme.env", "");
    const { stdout } = await bench.run([...GIVEN, "--env-file", other, "--customer-id", "9", "--connect", "cursor"]);
    expect(stdout).toContain("Saved in ~/acme.env");
    expect(readFileSync(other, "utf8")).toContain("TESTIO_CUSTOMER_ID=9\n");
    expect(readFileSync(target, "utf8")).not.toContain("TESTIO_CUSTOMER_ID=9");
    expect(readFileSync(join(bench.homeDir, ".cursor/mcp.json"), "utf8")).toContain(`"${other}"`);
  });

  it("mends a file with wrong values", async () => {
    const bench = await newcomer();
    bench.write(
      ".testio-mcp.env",
      "TESTIO_CUSTOMER_ID=none\nTESTIO_PRODUCT_IDS=shop\nTESTIO_CUSTOMER_API_TOKEN=Token x\n",
    );
    expect((await bench.run(["status"])).code).toBe(2);
    expect((await bench.run(GIVEN)).code).toBe(0);
    expect(settingsOf(bench)).toMatchObject({ customerId: 1, productIds: null, apiToken: bench.env.MY_TOKEN });
  });

  it("warns of what the environment says instead", async () => {
    const bench = await newcomer();
    const { code, stderr } = await bench.run(GIVEN, { env: { TESTIO_CUSTOMER_ID: "5" } });
    expect(code).toBe(0);
    expect(stderr).toBe("Warning: TESTIO_CUSTOMER_ID is set in the environment, where it wins over what was saved.\n");
  });

  it("has the exit code of a sync that failed, with the settings saved", async () => {
    const bench = new Newcomer();
    const { faults } = await bench.arrive();
    faults.add({ match: ({ path }) => path.endsWith("/exploratory_tests"), fault: { kind: "status", status: 403 } });
    const { code, stdout } = await bench.run([...GIVEN, "--sync"]);
    expect(code).not.toBe(0);
    expect(stdout).toContain("Saved in");
    expect(bench.home()).toContain(".testio-mcp.env");
  });

  it("saves nothing when the file of one client cannot be read", async () => {
    const bench = await newcomer();
    bench.write(".cursor/mcp.json", "{ nonsense");
    const { code, stderr } = await bench.run([...GIVEN, "--connect", "cursor,vscode"]);
    expect(code).toBe(1);
    expect(stderr).toContain("is not valid JSON");
    expect(bench.home()).toEqual([".cursor"]);
  });
});

describe("setup that cannot be done", () => {
  it.each([
    [
      ["setup"],
      "There is no terminal to ask at, and this is missing: the token (--token-env NAME, --token-file FILE or --token -); --yes",
    ],
    [
      ["setup", "--token-env", "MY_TOKEN"],
      "and this is missing: --yes, since nobody can be asked whether it is right.",
    ],
    [["setup", "--yes"], "With --yes, setup asks nothing, and this is missing: the token"],
    [["setup", "--yes", "--token", "s3cr3t-on-the-command-line"], "stays in the history of your shell"],
    [["setup", "--yes", "--token-env", "NOPE"], 'the environment variable "NOPE" is not set.'],
    [["setup", "--yes", "--token-env", "MY_TOKEN", "--token", "-"], "contradict each other"],
    [
      ["setup", "--yes", "--token-env", "SPACED"],
      "What --token-env leads to is no API token. It must be the token alone",
    ],
    [[...GIVEN, "--subdomain", "a.b"], '--subdomain cannot be "a.b"'],
    [[...GIVEN, "--customer-id", "0"], '--customer-id cannot be "0". It must be a whole number from 1'],
    [[...GIVEN, "--refresh-interval", "15m"], '--refresh-interval cannot be "15m".'],
    [[...GIVEN, "--base-url", "ftp://x"], '--base-url cannot be "ftp://x".'],
    [[...GIVEN, "--products", "9"], "The token cannot see product 9. It sees Lumen Home Web Shop (25001), "],
    [[...GIVEN, "--products", "nobody"], 'There is no product "nobody".'],
    [[...GIVEN, "--connect", "emacs"], 'There is no client "emacs".'],
    [[...GIVEN, "--sync", "--no-sync"], "contradict each other"],
  ])("%j is answered with a sentence and exit code 2", async (argv, sentence) => {
    const bench = await newcomer();
    const { code, stdout, stderr } = await bench.run(argv, { env: { SPACED: "two words" } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Error: .+\n$/);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/s3cr3t|two words/);
    expect(bench.home()).toEqual([]);
  });

  it("has exit code 5 when the token is refused, and saves it only with --no-check", async () => {
    const bench = await newcomer();
    bench.env.MY_TOKEN = "t0ken-of-nobody-1234567890";
    const refused = await bench.run([...GIVEN, "--json"]);
    expect(refused.code).toBe(5);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      status: "failure",
      errors: [{ kind: "ApiAuthenticationError" }],
    });
    expect(refused.stderr).toContain("Nothing was saved. With --no-check, TestIO is not asked.");
    expect(bench.home()).toEqual([]);
    expect((await bench.run([...GIVEN, "--no-check", "--products", "1,2"])).code).toBe(0);
    expect(settingsOf(bench)).toMatchObject({ apiToken: "t0ken-of-nobody-1234567890", productIds: [1, 2] });
  });

  it("says whether nobody answers, or somebody else", async () => {
    const bench = await newcomer();
    const site = createServer((_request, response) => response.setHeader("content-type", "text/html").end("<html>"));
    await new Promise<void>((listening) => site.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void site.close());
    const { port } = site.address() as AddressInfo;
    const html = await bench.run([...GIVEN, "--base-url", `http://127.0.0.1:${port}/`]);
    expect([html.code, html.stderr]).toEqual([1, expect.stringContaining("the answer is a web page, not JSON")]);
    const path = await bench.run([...GIVEN, "--base-url", `${bench.env.TESTIO_CUSTOMER_API_BASE_URL}/v9`]);
    expect([path.code, path.stderr]).toEqual([1, expect.stringContaining("Check the base URL")]);
    const nobody = await bench.run([...GIVEN, "--base-url", "http://127.0.0.1:9/"]);
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining("could not be reached")]);
    expect(bench.home()).toEqual([]);
  });

  it("leaves alone what it cannot edit, and what is no file", async () => {
    const bench = await newcomer();
    const text = 'NOTE="not closed\nTESTIO_CUSTOMER_ID=1\n';
    bench.write(".testio-mcp.env", text);
    await bench.run(GIVEN);
    expect(bench.saved().startsWith('NOTE="not closed\n')).toBe(true);

    const other = await newcomer();
    other.write(".testio-mcp.env/x", "");
    const { code, stderr } = await other.run(GIVEN);
    expect([code, stderr]).toEqual([1, expect.stringContaining("cannot be read: it is a directory.")]);
  });

  it("refuses to wait for a token at a terminal", async () => {
    const bench = await newcomer();
    const { code, stderr } = await bench.run(["setup", "--token", "-", "--yes"], { answer: Readable.from([]) });
    expect([code, stderr]).toEqual([2, expect.stringContaining("--token - reads from a pipe, and there is none.")]);
  });

  it("ends with 130 when it is interrupted while TestIO is asked, and nothing is changed", async () => {
    const bench = new Newcomer();
    const { faults, onRequest } = await bench.arrive();
    faults.add({ match: () => true, fault: { kind: "hang" } });
    const interruption = new AbortController();
    onRequest(async () => interruption.abort());
    expect((await bench.run(GIVEN, { signal: interruption.signal })).code).toBe(130);
    expect(bench.home()).toEqual([]);
  });
});
