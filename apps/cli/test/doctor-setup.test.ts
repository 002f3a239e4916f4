import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Newcomer } from "./support/newcomer.js";
import { PROGRAM } from "./support/program.js";

interface Looked {
  code: number | null;
  /** State and message of each line about a subject. */
  of: (name: string) => string[];
}

async function doctor(bench: Newcomer, env: Record<string, string> = {}): Promise<Looked> {
  const { code, stdout } = await bench.run(["doctor", "--json"], { env });
  const { checks } = JSON.parse(stdout) as { checks: { name: string; state: string; message: string }[] };
  return {
    code,
    of: (name) => checks.filter((check) => check.name === name).map(({ state, message }) => `${state}: ${message}`),
  };
}

const entry = (command: string, ...args: string[]) => JSON.stringify({ mcpServers: { testio: { command, args } } });

describe("doctor, about what setup made", () => {
  it("finds it all well", async () => {
    const bench = new Newcomer();
    await bench.arrive();
    await bench.run(["setup", "--token-env", "MY_TOKEN", "--yes", "--sync", "--connect", "cursor"]);
    const { code, of } = await doctor(bench);
    expect(code).toBe(0);
    expect(of("env file")).toEqual(["ok: ~/.testio-mcp.env sets 4 settings, and only you can read it."]);
    expect(of("assistants")).toEqual([expect.stringMatching(/^ok: Cursor starts testio-mcp .+ Restart Cursor/)]);
  });

  it("says how to begin", async () => {
    const { of } = await doctor(new Newcomer());
    expect(of("env file")).toEqual(["hint: There is no ~/.testio-mcp.env. Run testio-mcp setup to make it."]);
    expect(of("token")[0]).toContain("Run testio-mcp setup");
    expect(of("assistants")).toEqual([expect.stringContaining("ok: None is connected. testio-mcp connect connects")]);
  });

  it("tells what is wrong with the file, and shows none of it", async () => {
    const bench = new Newcomer();
    const { token } = await bench.arrive();
    bench.write(
      ".testio-mcp.env",
      `TESTIO_CUSTOMER_API_TOKEN=${token}\nTESTIO_CUSTOMER_ID=2\nabcdef-t0ken\n# fine\nTESTIO\n`,
    );
    chmodSync(bench.envFile, 0o644);
    const { of } = await doctor(bench, { TESTIO_CUSTOMER_ID: "1" });
    expect(of("env file")).toEqual([
      "hint: Others on this machine may be able to read the token in ~/.testio-mcp.env (mode 644). Run chmod 600 on it.",
      "hint: Lines 3 and 5 of ~/.testio-mcp.env are no NAME=value, and are ignored.",
      "hint: TESTIO_CUSTOMER_ID of the environment wins over ~/.testio-mcp.env, which says something else.",
    ]);
  });

  it("says so too where settings are wrong", async () => {
    const bench = new Newcomer();
    bench.write(".testio-mcp.env", "TESTIO_CUSTOMER_ID=x\noops\n");
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("settings")).toHaveLength(1);
    expect(of("env file")).toEqual(["hint: Line 2 of ~/.testio-mcp.env is no NAME=value, and is ignored."]);
  });

  it.each([
    ["a command that is gone", entry("/gone/node", PROGRAM), "there is no /gone/node any more."],
    [
      "a script that is gone",
      entry(process.execPath, "/gone/bin/testio-mcp.js"),
      "there is no /gone/bin/testio-mcp.js any more.",
    ],
    ["a command nobody finds", entry("npx-of-nobody", "-y", "testio-mcp"), "npx-of-nobody is not in the search path."],
    ["a command that fails", entry("/bin/false", PROGRAM), "its command ends with an error."],
    ["no command", JSON.stringify({ mcpServers: { testio: 1 } }), "its entry has no command."],
  ])("finds %s", async (_what, text, problem) => {
    const bench = new Newcomer();
    bench.write(".cursor/mcp.json", text);
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("assistants")).toEqual([
      `wrong: Cursor cannot start testio-mcp: ${problem} Run testio-mcp connect cursor.`,
    ]);
  });

  it("leaves others' entries to them, and mentions a file that no client can read", async () => {
    const bench = new Newcomer();
    bench.write(".cursor/mcp.json", '{"mcpServers":{"other":{"command":"/gone"}}}');
    bench.write(
      ".claude.json",
      JSON.stringify({ mcpServers: { testio: { type: "http", url: "http://127.0.0.1:8080/mcp" } } }),
    );
    bench.write(".config/Code/User/mcp.json", "{ nonsense");
    const { of } = await doctor(bench);
    expect(of("assistants")).toEqual([
      expect.stringMatching(/^ok: Claude Code starts testio-mcp/),
      expect.stringMatching(/^hint: .+mcp\.json is not valid JSON/),
    ]);
  });
});
