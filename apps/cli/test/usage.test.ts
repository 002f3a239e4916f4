import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packageVersion } from "../src/version.js";
import { allCommands } from "./support/all-commands.js";
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

  it.each(allCommands())("has two examples at least for $path", async ({ path, command }) => {
    const { code, stdout } = await new Workbench().run([...path, "--help"]);
    expect(code).toBe(0);
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
    for (const [example] of command.examples)
      expect(stdout).toContain(`\n  ${example.replaceAll("$0", "testio-mcp")}\n`);
  });

  it("lists the commands of a group", async () => {
    const { stdout } = await new Workbench().run(["problematic", "--help"]);
    expect(stdout).toMatch(/^testio-mcp problematic <command> \[options\]\n/);
    for (const command of ["list [product]", "map-tests <event>", "retry <product>", "clear"]) {
      expect(stdout).toContain(`testio-mcp problematic ${command}`);
    }
  });

  it("prints the version of the package", async () => {
    expect(await new Workbench().run(["--version"])).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: "" });
  });
});

const wrongUsages: [argv: string[], sentence: string][] = [
  [["synk"], 'Unknown command "synk". Did you mean sync?'],
  [
    ["frobnicate"],
    'Unknown command "frobnicate". Commands are serve, sync, status, list, show, search, metrics, report, problematic, setup, connect, doctor, completion.',
  ],
  [["sync", "--forse"], "Unknown option --forse. Did you mean --force? See testio-mcp sync --help."],
  [["sync", "--prduct-ids", "1"], "Did you mean --product-ids?"],
  [["status", "--since", "yesterday"], "Unknown option --since."],
  [["sync", "-x"], "Unknown option -x."],
  [["--json"], "--json needs a command, as in testio-mcp sync --json."],
  [["status", "please"], '"please" is one argument too many.'],
  [["problematic"], "testio-mcp problematic needs one of its commands: list, map-tests, retry, clear."],
  [["problematic", "lst"], 'Unknown command "problematic lst". Did you mean problematic list?'],
  [["problematic", "map-test", "1", "2"], "Did you mean problematic map-tests?"],
  [["problematic", "frobnicate"], "Commands are list, map-tests, retry, clear. See testio-mcp problematic --help."],
  [["problematic", "list", "--jsn"], "Did you mean --json? See testio-mcp problematic list --help."],
  [["problematic", "list", "5", "6"], '"6" is one argument too many.'],
  [["problematic", "retry"], "testio-mcp problematic retry needs <product>."],
  [["doctr"], "Did you mean doctor?"],
  [["lst"], "Did you mean list?"],
  [["lst", "bugs", "--all"], 'Error: Unknown command "lst". Did you mean list? '],
  [["bugs"], 'Unknown command "bugs". Did you mean list bugs? See testio-mcp --help.'],
  [["product", "598"], 'Unknown command "product". Did you mean show product? See testio-mcp --help.'],
  [["version"], "Did you mean --version?"],
  [["list"], "testio-mcp list needs one of its commands: products, tests, bugs, features, users."],
  [["list", "bgs"], 'Unknown command "list bgs". Did you mean list bugs?'],
  [["list", "bugs", "--sevrity", "high"], "Did you mean --severity? See testio-mcp list bugs --help."],
  [["list", "bugs", "--per-pge", "5"], "Did you mean --per-page?"],
  [["list", "bugs", "please"], '"please" is one argument too many.'],
  [["metrics"], "testio-mcp metrics needs --metrics. See testio-mcp metrics --help."],
  [["show", "test"], "testio-mcp show test needs <test>."],
  [["serve", "--transport", "htp"], 'but it is "htp"; it was set on the command line. Did you mean http?'],
  [["list", "users", "--user-type", "testr"], "Did you mean tester? Valid: tester, customer."],
  [["list", "bugs", "--sort-by", "sevrity"], "Did you mean severity?"],
  [["search", "x", "--entities", "bgu"], "Did you mean bug?"],
  [["report", "--products", "1", "--format", "htm"], "Did you mean html?"],
  [["completion", "zs"], "Did you mean zsh?"],
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
