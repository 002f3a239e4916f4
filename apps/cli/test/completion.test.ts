import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runProgram } from "./support/program.js";
import { Workbench } from "./support/workbench.js";

const FILES = 3;
const NAMES = ["Web: Shop", "Büro-App", 'Anna\'s "Best", App'] as const;

async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: NAMES.length, testsPerProduct: 12, bugsPerTest: 2 });
  const products = simulator.truth.productIds();
  for (const [index, name] of NAMES.entries()) simulator.world.updateProduct(products[index] ?? 0, { name });
  await bench.run(["sync", "--bugs"]);
  return { bench, simulator, products };
}

/** What fish is offered for some words: values, and what they mean. */
async function offered(bench: Workbench, ...words: string[]) {
  const { code, stdout, stderr } = await bench.run(["__complete", "fish", ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.split("\n").slice(0, -1);
}

const valuesOf = async (bench: Workbench, ...words: string[]) =>
  (await offered(bench, ...words)).map((line) => line.split("\t")[0]);

describe("without a database", () => {
  const cases: [words: string[], expected: (string | undefined)[]][] = [
    [["sho"], ["show"]],
    [["show", "pro"], ["product"]],
    [["SH"], ["show"]],
    [["--vers"], ["--version"]],
    [["list", "bugs", "--stat"], ["--status"]],
    [["list", "bugs", "--status", "acc"], ["accepted"]],
    [["list", "bugs", "--statuses", "acc"], ["accepted"]],
    [["list", "bugs", "--status=acc"], ["--status=accepted"]],
    [["list", "bugs", "--status", "open,acc"], ["open,accepted"]],
    [["list", "bugs", "--severity", "open,high,hi"], []],
    [["list", "bugs", "--sort_by", "rep"], ["reported_at"]],
    [
      ["list", "bugs", "--sort-order", ""],
      ["asc", "desc"],
    ],
    [
      ["list", "bugs", "--detail", ""],
      ["lean", "full"],
    ],
    [["list", "bugs", "--kno"], ["--known"]],
    [["list", "bugs", "--no-kn"], ["--no-known"]],
    [["list", "bugs", "--columns", "id,tit"], ["id,title"]],
    [["list", "tests", "--start-date", "last q"], ["last quarter"]],
    [["list", "tests", "--known", ""], []],
    [["sync", "--since", "9"], ["90 days ago"]],
    [["sync", "--dry-run", "--dry"], []],
    [["metrics", "--metrics", "rejection_r"], ["rejection_rate"]],
    [["metrics", "--dimensions", "product,sev"], ["product,severity"]],
    [["metrics", "--compare", ""], ["previous_period"]],
    [["metrics", "--filter", "sever"], ["severity="]],
    [["metrics", "--filter", "severity=high,cri"], ["severity=high,critical"]],
    [["metrics", "--filter", "nonsense=x"], []],
    [["report", "--format", "m"], ["md"]],
    [
      ["serve", "--transport", ""],
      ["stdio", "http"],
    ],
    [["completion", "f"], ["fish"]],
    [["nonsense", ""], []],
    [["search", "--", "--ent"], []],
    [["show", "product", "1", ""], []],
    [["list", "bugs", "--no-such-flag=x"], []],
    [["list", "bugs", "--product", ""], []],
    [["show", "test", ""], []],
  ];

  it.each(cases)("%j becomes %j", async (words, expected) => {
    const bench = new Workbench();
    expect(await valuesOf(bench, ...words)).toEqual(expected);
    expect(readdirSync(bench.homeDir)).toEqual([]);
  });

  it("all commands are offered, with what they do, and an option that may be given once is offered once", async () => {
    const bench = new Workbench();
    const commands = await offered(bench, "");
    expect(commands).toContainEqual(expect.stringMatching(/^sync\tFetch what is new/));
    expect(commands.map((line) => line.split("\t")[0])).not.toContain("__complete");
    const options = await valuesOf(bench, "list", "bugs", "--product", "1", "--limit", "5", "-");
    expect(options).toContain("--product");
    expect(options).not.toContain("--limit");
    expect(options.slice(-2)).toEqual(["--env-file", "--help"]);
  });

  it.each([
    ["report", "--output", "x"],
    ["report", "--output=x"],
    ["--env-file", ""],
  ])("%j %j %j asks the shell for files", async (...words) => {
    expect(await new Workbench().run(["__complete", "zsh", ...words])).toEqual({ code: FILES, stdout: "", stderr: "" });
  });

  it("wrong settings are no matter for completion", async () => {
    const bench = new Workbench();
    bench.env.TESTIO_CUSTOMER_ID = "none";
    expect(await valuesOf(bench, "show", "product", "")).toEqual([]);
  });
});

describe("with a database", () => {
  it("products go by name and by id, and nothing is asked of TestIO", async () => {
    const { bench, simulator, products } = await synced();
    const before = simulator.counters.requests;
    const [shop = 0, office = 0, best = 0] = products;
    expect(await offered(bench, "list", "bugs", "--product", "")).toEqual([
      `${NAMES[2]}\tproduct ${best}`,
      `${NAMES[1]}\tproduct ${office}`,
      `${NAMES[0]}\tproduct ${shop}`,
    ]);
    expect(await valuesOf(bench, "show", "product", "web")).toEqual([NAMES[0]]);
    expect(await valuesOf(bench, "show", "product", "BU\u0308")).toEqual([NAMES[1]]);
    expect(await valuesOf(bench, "show", "product", "shop")).toEqual([NAMES[0]]);
    expect(await offered(bench, "show", "product", `${shop}`)).toEqual([`${shop}\t${NAMES[0]}`]);
    expect(await valuesOf(bench, "report", "--products", "Web: Shop,")).toEqual(["Web: Shop,Büro-App"]);
    expect(await valuesOf(bench, "metrics", "--filter", "product=we")).toEqual(["product=Web: Shop"]);
    bench.env.TESTIO_PRODUCT_IDS = `${office}`;
    expect(await valuesOf(bench, "sync", "--product-ids", "")).toEqual([NAMES[1]]);
    expect(simulator.counters.requests).toEqual(before);
  });

  it("so do features and users; tests and bugs go by id, the latest first", async () => {
    const { bench, simulator, products } = await synced();
    const [product = 0] = products;
    const [feature = 0] = simulator.truth.featureIds(product);
    expect(await valuesOf(bench, "show", "feature", `${feature}`)).toEqual([`${feature}`]);
    expect((await valuesOf(bench, "show", "feature", "")).length).toBeGreaterThan(5);
    expect((await valuesOf(bench, "show", "user", "")).length).toBeGreaterThan(3);
    const tests = await offered(bench, "show", "test", "");
    expect(tests).toHaveLength(36);
    expect(tests[0]).toMatch(/^\d+\t./);
    const [test = 0] = simulator.truth.testIds(product);
    const found = await valuesOf(bench, "list", "bugs", "--test-ids", `1,${String(test).slice(0, 5)}`);
    expect(found).toContain(`1,${test}`);
    expect(await valuesOf(bench, "show", "bug", "x")).toEqual([]);
    expect((await valuesOf(bench, "show", "bug", "1")).length).toBeGreaterThan(5);
  });

  it("that --env-file names, the built program answers as well", async () => {
    const { bench } = await synced();
    const env = { ...bench.env, TESTIO_DB_PATH: bench.dbPath };
    bench.env.TESTIO_DB_PATH = "nowhere.db";
    const none = await runProgram(bench, ["__complete", "zsh", "show", "product", "W"]);
    expect(none).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(existsSync(`${bench.cwd}/nowhere.db`)).toBe(false);
    bench.env.TESTIO_DB_PATH = env.TESTIO_DB_PATH;
    const { stdout } = await runProgram(bench, ["__complete", "zsh", "show", "product", "W"]);
    expect(stdout).toMatch(/^Web\\: Shop:product \d+\n$/);
    const line = 'testio-mcp show product "We';
    expect((await runProgram(bench, ["__complete", "bash", line, " \"'=:"])).stdout).toBe("Web: Shop\n");
  });
});

describe("the command", () => {
  it("prints the script alone, that of SHELL where none is named", async () => {
    const bench = new Workbench();
    const { stdout, stderr, code } = await bench.run(["completion"], { env: { SHELL: "/usr/bin/zsh" } });
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout).toMatch(/^#compdef testio-mcp\n/);
    expect((await bench.run(["completion", "fish"])).stdout).toContain("complete -c testio-mcp");
  });

  it("suggests the nearest shell", async () => {
    const { code, stderr } = await new Workbench().run(["completion", "bsh"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean bash? Valid: bash, zsh, fish.");
    const unknown = await new Workbench().run(["completion"], { env: { SHELL: "/bin/tcsh" } });
    expect(unknown.stderr).toContain('cannot be "tcsh"');
  });
});
