import { createServer } from "node:net";
import { Readable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { runCli } from "../src/index.js";
import { startProgram } from "./support/program.js";
import { textStream } from "./support/text-stream.js";
import { NOW, Workbench } from "./support/workbench.js";

const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};

async function serve(argv: readonly string[], env: Record<string, string>, isTTY = false) {
  const bench = new Workbench();
  const stdout = textStream();
  const stderr = textStream();
  const code = await runCli(argv, {
    stdin: Object.assign(Readable.from([Buffer.from(`${JSON.stringify(INITIALIZE)}\n`)]), { isTTY }),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { TESTIO_ENABLE_LOCAL_STORE: "false", ...env },
    homeDir: bench.homeDir,
    cwd: bench.cwd,
    signal: new AbortController().signal,
    now: () => NOW,
  });
  return bench.checked({ code, stdout: stdout.text(), stderr: stderr.text() });
}

it.each([[[]], [["serve"]], [["serve", "--log-level", "error"]], [["--log-format", "text"]]])(
  "answers an MCP client when it is started with %j, and ends when the client leaves",
  async (argv) => {
    const { code, stdout } = await serve(argv, {});
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { protocolVersion: "2025-06-18" } });
    expect(code).toBe(0);
  },
);

it("keeps warnings and hints away from stdout", async () => {
  const { stdout, stderr } = await serve(["serve"], { TESTIO_PAGESIZE: "1" }, true);
  expect(stderr).toContain("Warning: TESTIO_PAGESIZE (set in the environment) is not a setting");
  expect(stderr).toContain("an MCP client has to start it");
  expect(stdout.trim().split("\n")).toHaveLength(1);
});

it("obeys flags, which win over the environment", async () => {
  const { code, stderr } = await serve(["serve", "--connection-pool-size", "many"], {});
  expect(code).toBe(2);
  expect(stderr).toContain("--connection-pool-size must be a whole number from 1");
  const quiet = await serve(["serve", "--log-level", "error"], { LOG_LEVEL: "debug" });
  expect(quiet.stderr).toBe("");
});

it("serves over HTTP until it is interrupted", async () => {
  const bench = new Workbench();
  await bench.simulate();
  const { child, finished, said } = startProgram(bench, ["serve", "--transport", "http", "--port", "0"]);
  await said("Press Ctrl-C to stop.");
  child.kill("SIGINT");
  const { code, stdout, stderr } = await finished;
  const [, url = ""] = /MCP at (\S+)\/mcp; REST at \S+\/api, described at \S+\/docs\./.exec(stderr) ?? [];
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect({ code, stdout, stopped: stderr.includes("Stopping") }).toEqual({ code: 0, stdout: "", stopped: true });
});

it("says which port is taken, and which address needs a token", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => other.close(() => resolve())));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const taken = await serve(["serve", "--transport", "http", "--port", String(port)], {});
  expect(taken).toMatchObject({ code: 1, stdout: "" });
  expect(taken.stderr).toBe(
    `HTTP cannot be served on 127.0.0.1, port ${port}: another program uses it; stop that one, or choose another port with --port.\n`,
  );
  const open = await serve(["serve", "--transport", "http", "--host", "0.0.0.0"], {});
  expect(open).toMatchObject({ code: 2, stdout: "" });
  expect(open.stderr).toContain("TESTIO_HTTP_TOKEN must be set to serve HTTP on 0.0.0.0");
});
