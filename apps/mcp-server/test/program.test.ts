import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { TOOL_NAMES } from "../src/index.js";
import { connectTo, PROGRAM } from "./support/program.js";
import { environment, simulator, temporaryDirectory, unreachableUrl } from "./support/settings.js";
import { idsOf, validCalls } from "./support/world.js";

describe("the built program", () => {
  it("offers and answers every tool, and keeps secrets to itself", async () => {
    const api = await simulator();
    const { tools, call, log } = await connectTo(environment(await temporaryDirectory(), api));
    expect(tools).toEqual([...TOOL_NAMES]);
    await call("sync_data");
    // People are known from bugs, which this fetches.
    await call("list_bugs");
    const said: string[] = [];
    for (const [name, variants] of Object.entries(validCalls(await idsOf(api, call)))) {
      for (const args of variants) {
        const { isError, text } = await call(name, args);
        said.push(text);
        expect(isError, `${name} ${JSON.stringify(args)}: ${text}`).toBe(false);
      }
    }
    const everything = said.join("\n") + log();
    expect([...api.truth.secrets(), api.token].filter((secret) => everything.includes(secret))).toEqual([]);
  });

  it("answers from the database without a token and without an API", async () => {
    const api = await simulator();
    const stored = environment(await temporaryDirectory(), api);
    await (await connectTo(stored)).call("sync_data");
    const [productId = 0] = api.truth.productIds();
    const { TESTIO_CUSTOMER_API_TOKEN: _token, ...withoutToken } = stored;
    const unreachable = { ...stored, TESTIO_CUSTOMER_API_BASE_URL: await unreachableUrl() };
    for (const env of [withoutToken, unreachable]) {
      const { call } = await connectTo(env);
      expect((await call("list_tests", { product_id: productId })).data.pagination).toMatchObject({ total: 5 });
      expect((await call("health_check")).data).toMatchObject({ status: "degraded", api: { reachable: false } });
    }
    expect((await (await connectTo(withoutToken)).call("sync_data")).text).toContain("No TestIO API token is set");
  });

  it("writes nothing but the protocol to standard output, and ends when its input does", async () => {
    const env = environment(await temporaryDirectory(), await simulator());
    const { code, stdout } = await run(env, [
      {
        id: 1,
        method: "initialize",
        params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "1" } },
      },
      { method: "notifications/initialized" },
      { id: 2, method: "tools/call", params: { name: "health_check", arguments: {} } },
    ]);
    expect(code).toBe(0);
    const messages = stdout
      .trimEnd()
      .split("\n")
      .map((line): { jsonrpc: string; id: number } => JSON.parse(line));
    expect(messages.map(({ jsonrpc, id }) => [jsonrpc, id])).toEqual([
      ["2.0", 1],
      ["2.0", 2],
    ]);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("ends cleanly on %s", async (signal) => {
    const child = await launch(environment(await temporaryDirectory(), null));
    await once(child.stderr, "data");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("ends cleanly when the client stops reading", async () => {
    const child = await launch(environment(await temporaryDirectory(), null));
    await once(child.stderr, "data");
    child.stdout.destroy();
    for (const id of [1, 2, 3]) child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method: "ping" })}\n`);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("says what is wrong with its settings and exits with 2", async () => {
    const { code, stdout, stderr } = await run({ TESTIO_PAGE_SIZE: "many", TESTIO_CUSTOMER_ID: "0" }, []);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("TESTIO_PAGE_SIZE");
    expect(stderr).toContain("TESTIO_CUSTOMER_ID");
  });
});

async function launch(env: Record<string, string>) {
  const cwd = await temporaryDirectory();
  return spawn(process.execPath, [PROGRAM], { env: { ...env, HOME: cwd }, cwd });
}

/** Sends messages and the end of input at once, and collects all there is. */
async function run(env: Record<string, string>, messages: readonly object[]) {
  const child = await launch(env);
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    stderr += String(chunk);
  });
  child.stdin.on("error", () => {
    // A program that ends before it has read its input is what some tests are about.
  });
  child.stdin.end(messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join(""));
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}
