import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { PROGRAM } from "./support/program.js";
import { openTerminal } from "./support/pseudo-terminal.js";
import { Workbench } from "./support/workbench.js";

const FILES = {
  "claude-desktop": [".config/Claude/claude_desktop_config.json", "mcpServers"],
  "claude-code": [".claude.json", "mcpServers"],
  cursor: [".cursor/mcp.json", "mcpServers"],
  vscode: [".config/Code/User/mcp.json", "servers"],
} as const;

const CURSOR = `{
    "mcpServers": {
        "other": { "command":   "x", "env": { "KEY": "0ther-s3cret" } } // mine
    }
}
`;

function place(bench: Workbench, path: string, text: string | Buffer, mode = 0o644): string {
  const file = join(bench.homeDir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const modeOf = (file: string) => statSync(file).mode & 0o777;
const backupsOf = (file: string) =>
  readdirSync(dirname(file))
    .filter((name) => name.includes(".backup-"))
    .map((name) => join(dirname(file), name));

describe("connect", () => {
  it.each(Object.entries(FILES))("makes the file of %s, once, and takes it back", async (client, [path, section]) => {
    const bench = new Workbench();
    bench.setToken("t0ken-that-must-not-appear-1234");
    const file = join(bench.homeDir, path);
    const made = await bench.run(["connect", client, "--yes"]);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toContain(`is connected: ~/${path} starts testio-mcp.`);
    const { testio } = JSON.parse(readFileSync(file, "utf8"))[section];
    expect(testio).toMatchObject({ command: process.execPath, args: [PROGRAM, "serve"] });
    expect(testio.type).toBe(client === "claude-desktop" ? undefined : "stdio");
    expect(readFileSync(file, "utf8")).not.toContain("t0ken");
    expect(modeOf(file)).toBe(0o600);

    const again = await bench.run(["connect", client, "--yes", "--json"]);
    expect(JSON.parse(again.stdout)).toEqual({ client, state: "unchanged", file, backup: null });
    expect(backupsOf(file)).toEqual([]);

    const removed = await bench.run(["connect", client, "--remove", "--yes", "--json"]);
    expect(JSON.parse(removed.stdout)).toMatchObject({ client, state: "removed" });
    expect(existsSync(file)).toBe(false);
    const absent = await bench.run(["connect", client, "--remove", "--yes"]);
    expect(absent.stdout).toContain("does not exist");
  });

  it("names a command that starts the server without a search path, as applications with a window do", async () => {
    const bench = new Workbench();
    await bench.run(["connect", "cursor", "--yes"]);
    const { testio } = JSON.parse(readFileSync(join(bench.homeDir, ".cursor/mcp.json"), "utf8")).mcpServers;
    const server = spawn(testio.command, testio.args, { cwd: bench.cwd, env: { HOME: bench.homeDir } });
    onTestFinished(() => void server.kill("SIGKILL"));
    const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } };
    server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
    const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
    expect(JSON.parse(String(value))).toMatchObject({ id: 1, result: { serverInfo: {} } });
  });

  it("adds to a file what is shown, keeps a copy, and gives back every byte", async () => {
    const bench = new Workbench();
    const file = place(bench, ".cursor/mcp.json", CURSOR, 0o640);
    const { code, stderr, stdout } = await bench.run(["connect", "cursor"], { answer: "yes\n" });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^~\/\.cursor\/mcp\.json\n\+ {9}"testio": \{\n(?:\+ .+\n)+Write this to .+mcp\.json\? Type yes/,
    );
    expect(stderr).not.toContain("s3cret");
    expect(readFileSync(file, "utf8").replace(/,( \/\/ mine)\n[\s\S]*?\n {8}\}\n/, "$1\n")).toBe(CURSOR);
    expect(modeOf(file)).toBe(0o640);
    const [backup = ""] = backupsOf(file);
    expect(readFileSync(backup, "utf8")).toBe(CURSOR);
    expect(modeOf(backup)).toBe(0o600);
    expect(stdout).toContain(`The file as it was: ~/.cursor/${backup.slice(backup.indexOf("mcp.json"))}`);

    await bench.run(["connect", "cursor", "--remove", "--yes"]);
    expect(readFileSync(file, "utf8")).toBe(CURSOR);
    expect(modeOf(file)).toBe(0o640);
  });

  it.each([
    ["an empty file", ""],
    ["an empty object", "{ }"],
    ["an empty section", '{\n  "mcpServers": {\n  }\n}'],
    ["one line", '{"a":1,"mcpServers":{"o":{}}}'],
    ["Windows line ends and a byte order mark", '\uFEFF{\r\n\t"theme": "ä"\r\n}\r\n'],
    ["no line end at the end", '{\n "a": [1,\n 2]}'],
  ])("gives back %s byte for byte", async (_what, text) => {
    const bench = new Workbench();
    const file = place(bench, ".claude.json", text);
    expect((await bench.run(["connect", "claude-code", "--yes"])).code).toBe(0);
    expect(JSON.parse(readFileSync(file, "utf8").replace("\uFEFF", "")).mcpServers.testio).toBeDefined();
    expect((await bench.run(["connect", "claude-code", "--remove", "--yes"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("takes out only its own when the file was changed since", async () => {
    const bench = new Workbench();
    const file = place(bench, ".cursor/mcp.json", CURSOR);
    await bench.run(["connect", "cursor", "--yes"]);
    writeFileSync(file, readFileSync(file, "utf8").replace('"x"', '"y"'));
    await bench.run(["connect", "cursor", "--remove", "--yes"]);
    expect(readFileSync(file, "utf8")).toBe(CURSOR.replace('"x"', '"y"'));
  });

  it("changes its own entry and keeps what was added to it", async () => {
    const bench = new Workbench();
    const file = place(bench, ".cursor/mcp.json", '{"mcpServers":{"testio":{"command":"gone","env":{"A":"b"}}}}');
    const { stderr } = await bench.run(["connect", "cursor", "--yes", "--command", "npx -y testio-mcp"]);
    expect(stderr).toMatch(/\n- ….*gone.*…\n\+ ….*npx/);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      mcpServers: { testio: { type: "stdio", command: "npx", args: ["-y", "testio-mcp"], env: { A: "b" } } },
    });
  });

  it("follows a link to the file of somebody's dotfiles, and leaves the link", async () => {
    const bench = new Workbench();
    const target = place(bench, "dotfiles/cursor.json", CURSOR);
    mkdirSync(join(bench.homeDir, ".cursor"));
    const link = join(bench.homeDir, ".cursor/mcp.json");
    symlinkSync(target, link);
    await bench.run(["connect", "cursor", "--yes"]);
    expect(readlinkSync(link)).toBe(target);
    expect(readFileSync(target, "utf8")).toContain("testio");
    expect(backupsOf(link)).toHaveLength(1);
    expect(backupsOf(target)).toEqual([]);
    await bench.run(["connect", "cursor", "--remove", "--yes"]);
    expect(readFileSync(target, "utf8")).toBe(CURSOR);
  });

  it.each([
    ["not JSON", "{ nonsense", /is not valid JSON: .+ in line 1, column 3\. It is left as it is/],
    ["no object", "[1]", /does not hold a JSON object/],
    ["no UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), /is not a text in UTF-8, so it is left alone/],
  ])("never writes over a file that is %s", async (_what, content, sentence) => {
    const bench = new Workbench();
    const file = place(bench, ".cursor/mcp.json", content);
    for (const flags of [[], ["--remove"]]) {
      const { code, stderr } = await bench.run(["connect", "cursor", "--yes", ...flags]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Error: /);
      expect(stderr).toMatch(sentence);
      expect(stderr).toContain(file);
    }
    expect(readFileSync(file)).toEqual(Buffer.from(content));
    expect(backupsOf(file)).toEqual([]);
  });

  it("says so when there is a directory, or a link that leads nowhere", async () => {
    const bench = new Workbench();
    mkdirSync(join(bench.homeDir, ".cursor/mcp.json"), { recursive: true });
    expect((await bench.run(["connect", "cursor", "--yes"])).stderr).toContain("cannot be read: it is a directory.");
    symlinkSync(join(bench.homeDir, "nowhere"), join(bench.homeDir, ".claude.json"));
    const { code, stderr } = await bench.run(["connect", "claude-code", "--yes"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("is a link that leads nowhere")]);
  });

  it("prints what it would write, and writes nothing", async () => {
    const bench = new Workbench();
    const { code, stdout } = await bench.run(["connect", "vscode", "--print", "--command", "npx -y testio-mcp"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      servers: { testio: { type: "stdio", command: "npx", args: ["-y", "testio-mcp"] } },
    });
    expect(readdirSync(bench.homeDir)).toEqual([]);
  });

  it("writes the file of a project", async () => {
    const bench = new Workbench();
    for (const client of ["claude-code", "cursor", "vscode"]) {
      expect((await bench.run(["connect", client, "--project", "--yes"])).code).toBe(0);
    }
    expect(readdirSync(bench.cwd).sort()).toEqual([".cursor", ".mcp.json", ".vscode"]);
    expect(readdirSync(bench.homeDir)).toEqual([]);
  });

  it("tells the server which settings file to read, if it was told itself", async () => {
    const bench = new Workbench();
    const file = place(bench, "acme.env", "");
    const { stdout } = await bench.run(["connect", "cursor", "--print", "--env-file", file]);
    expect(JSON.parse(stdout).mcpServers.testio.args).toEqual([PROGRAM, "serve", "--env-file", file]);
  });

  it.each([
    [["connect"], "testio-mcp connect needs <client>."],
    [["connect", "claude"], 'There is no client "claude".'],
    [["connect", "claude-desktop", "--project", "--yes"], "Claude Desktop has no file per project."],
    [["connect", "cursor"], "there is no terminal to ask at whether that is meant. Add --yes if it is."],
    [["connect", "cursor", "--yes", "--command", "'x"], "--command is no command line."],
    [["connect", "cursor", "--yes", "--remove", "--command", "x"], "Choose one of them."],
  ])("answers %j with a sentence and exit code 2", async (argv, sentence) => {
    const bench = new Workbench();
    const { code, stderr } = await bench.run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(readdirSync(bench.homeDir)).toEqual([]);
  });

  it("takes anything but yes for a no", async () => {
    const bench = new Workbench();
    const { code, stderr } = await bench.run(["connect", "cursor"], { answer: "n\n" });
    expect(code).toBe(1);
    expect(stderr).toContain("Error: Nothing was changed, since the answer was not yes.");
    expect(readdirSync(bench.homeDir)).toEqual([]);
  });

  it("as the built program on a terminal, Ctrl-C at the question leaves with 130 and changes nothing", async () => {
    const bench = new Workbench();
    const { next, type, finished } = openTerminal(bench, ["connect", "cursor"]);
    await next("Type yes to go on: ");
    type("\u0003");
    expect((await finished).code).toBe(130);
    expect(readdirSync(bench.homeDir)).toEqual([]);
  });
});
