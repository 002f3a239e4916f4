import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packageVersion } from "../src/version.js";
import { Workbench } from "./support/workbench.js";

describe("help and version", () => {
  it("lists every command, and the exit code is 0", async () => {
    const { code, stdout, stderr } = await new Workbench().run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const command of ["serve", "sync", "status", "--env-file"]) expect(stdout).toContain(command);
  });

  it("explains one command", async () => {
    const { code, stdout } = await new Workbench().run(["sync", "--help"]);
    expect(code).toBe(0);
    for (const option of ["--product-ids", "--since", "--force", "--json", "--verbose"])
      expect(stdout).toContain(option);
  });

  it("prints the version of the package", async () => {
    expect(await new Workbench().run(["--version"])).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: "" });
  });
});

const wrongUsages: [argv: string[], sentence: string][] = [
  [["synk"], 'Unknown command "synk". Did you mean sync?'],
  [["frobnicate"], 'Unknown command "frobnicate". Commands are serve, sync, status.'],
  [["sync", "--forse"], "Unknown option --forse. Did you mean --force? See testio-mcp sync --help."],
  [["sync", "--product-id", "1"], "Did you mean --product-ids?"],
  [["status", "--since", "yesterday"], "Unknown option --since."],
  [["sync", "-x"], "Unknown option -x."],
  [["--json"], "--json needs a command: testio-mcp sync --json or testio-mcp status --json."],
  [["status", "please"], '"please" is one argument too many.'],
  [["sync", "--since"], "--since needs a value."],
  [["sync", "--since", "2026-01-01", "--since", "2026-02-01"], "--since is given more than once."],
  [["sync", "--env-file"], "--env-file needs a value."],
];

describe("wrong usage", () => {
  it.each(wrongUsages)("answers %j with a sentence and exit code 2", async (argv, sentence) => {
    const bench = new Workbench();
    const { code, stdout, stderr } = await bench.run(argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Error: .+\n$/);
    expect(stderr).toContain(sentence);
    if (!argv.includes("--json")) expect(stdout).toBe("");
    expect(existsSync(bench.dbPath)).toBe(false);
  });

  it("is an object on stdout too, with --json", async () => {
    const { code, stdout } = await new Workbench().run(["sync", "--forse", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "failure",
      errors: [{ kind: "UsageError", message: expect.stringContaining("--force") }],
    });
  });
});
