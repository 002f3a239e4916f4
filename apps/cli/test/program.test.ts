import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { packageVersion } from "../src/version.js";
import { holdTestLists } from "./support/hold.js";
import { runProgram, startProgram } from "./support/program.js";
import { Workbench } from "./support/workbench.js";

describe("the built program", () => {
  it("prints its version", async () => {
    const finished = await runProgram(new Workbench(), ["--version"]);
    expect(finished).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: "" });
  });

  it("syncs, and shows what it stored", async () => {
    const bench = new Workbench();
    await bench.simulate();
    expect((await runProgram(bench, ["sync"])).code).toBe(0);
    const { code, stdout } = await runProgram(bench, ["status", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { tests: 60 } });
  });

  it.each([
    [["sync"], 2, "No TestIO API token is set."],
    [["synk"], 2, "Did you mean sync?"],
    [["serve", "--log-level", "loud"], 2, "--log-level must be one of debug, info, warn, error"],
  ])("answers %j with exit code %i", async (argv, code, sentence) => {
    const finished = await runProgram(new Workbench(), argv);
    expect(finished.stderr).toContain(sentence);
    expect(finished.code).toBe(code);
  });

  it("fails with a sentence when the file of --env-file is missing", async () => {
    // Node itself looks for this flag in everything behind the script, and ends with a message and a code of its own.
    const { code, stdout, stderr } = await runProgram(new Workbench(), ["status", "--env-file", "missing.env"]);
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^.*missing\.env.* (?:not found|does not exist).*\n$/);
  });

  it("has exit code 5 when the token is refused", async () => {
    const bench = new Workbench();
    await bench.simulate();
    bench.setToken("t0ken-of-nobody-1234567890");
    expect((await runProgram(bench, ["sync"])).code).toBe(5);
  });

  it("ends an interrupted sync in order: exit code 130, event `cancelled`", async () => {
    const bench = new Workbench();
    const hold = holdTestLists(await bench.simulate());
    const { child, finished } = startProgram(bench, ["sync"]);
    await hold.reached;
    child.kill("SIGINT");
    const { code, stdout } = await finished;
    hold.release();
    expect(code).toBe(130);
    expect(stdout).toContain("Sync interrupted");
    const [event] = await bench.withStore((store) => store.listSyncEvents(1));
    expect(event?.status).toBe("cancelled");
  });

  it("lets a second sync wait for the first one", async () => {
    const bench = new Workbench();
    const hold = holdTestLists(await bench.simulate());
    const first = startProgram(bench, ["sync"]);
    await hold.reached;
    const second = startProgram(bench, ["sync"]);
    await second.said("Waiting for another sync to end");
    hold.release();
    const codes = (await Promise.all([first.finished, second.finished])).map(({ code }) => code);
    expect(codes).toEqual([0, 0]);
    const statuses = (await bench.withStore((store) => store.listSyncEvents(5))).map(({ status }) => status);
    expect(statuses).toEqual(["success", "success"]);
  });

  it("is quiet when nobody reads its output any more", async () => {
    const bench = new Workbench();
    const { child, finished } = startProgram(bench, ["status", "--json"]);
    child.stdout.destroy();
    const { stderr } = await finished;
    expect(stderr).toBe("");
  });

  it("serves MCP when it is started without a command, and ends with its input", async () => {
    const bench = new Workbench();
    const { child, finished } = startProgram(bench, []);
    const clientInfo = { name: "test", version: "1" };
    const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value } = await answers.next();
    expect(JSON.parse(String(value))).toMatchObject({ id: 1, result: { serverInfo: { name: expect.any(String) } } });
    child.stdin.end();
    expect((await finished).code).toBe(0);
  });
});
