import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { runCli } from "../src/index.js";
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
