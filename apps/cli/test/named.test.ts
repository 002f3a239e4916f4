import { describe, expect, it } from "vitest";
import { Workbench } from "./support/workbench.js";

async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: 2, testsPerProduct: 8, bugsPerTest: 3 });
  const [one = 0, other = 0] = simulator.truth.productIds();
  simulator.world.updateProduct(one, { name: "Web Shop" });
  simulator.world.updateProduct(other, { name: "Web Store, new" });
  await bench.run(["sync", "--bugs"]);
  return { bench, simulator, one, other };
}

/** Features and testers that are stored, with their names. */
async function stored(bench: Workbench, product: number) {
  return bench.withStore(async (store) => {
    const features = await store.listFeatures({ productId: product, limit: 100, offset: 0 });
    const users = await store.listUsers({ type: "tester", limit: 100, offset: 0 });
    const customers = await store.listUsers({ type: "customer", limit: 100, offset: 0 });
    return { features: features.rows, testers: users.rows, customers: customers.rows };
  });
}

describe("names", () => {
  it("of features do as well as ids", async () => {
    const { bench, one } = await synced();
    const [{ id, title } = { id: 0, title: "" }] = (await stored(bench, one)).features;
    const { stdout, code } = await bench.run(["show", "feature", title.toUpperCase()]);
    expect({ code, first: stdout.split("\n")[0] }).toEqual({ code: 0, first: `Feature ${id}: ${title}` });
    const json = (...flags: string[]) =>
      bench.run(["list", "bugs", "--json", ...flags]).then((run) => JSON.parse(run.stdout));
    expect((await json("--feature", title, "--product", "web shop")).filters_applied.feature_ids).toEqual([id]);
    expect((await json("--feature-ids", `${title},none`)).filters_applied.feature_ids).toEqual([id, "none"]);
    expect((await json("--feature-ids", "none")).filters_applied.feature_ids).toEqual(["none"]);
  });

  it("of people do as well, of testers where only testers are meant", async () => {
    const { bench, one } = await synced();
    const { testers, customers } = await stored(bench, one);
    const [{ id, username } = { id: 0, username: "" }] = testers;
    expect((await bench.run(["show", "user", username])).stdout).toMatch(new RegExp(`^User ${id}: ${username}\n`));
    for (const flag of ["--tester", "--user", "--reported-by", "--reported-by-user-id"]) {
      const { stdout } = await bench.run(["list", "bugs", flag, username, "--json"]);
      expect(JSON.parse(stdout).filters_applied.reported_by_user_id).toBe(id);
    }
    const { code, stderr } = await bench.run(["list", "bugs", "--tester", customers[0]?.username ?? ""]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^Error: There is no tester ".+"\. Testers are .+ See testio-mcp list users --user-type tester\.\n$/,
    );
  });

  it("that several have are answered with all of those", async () => {
    const { bench, one, other } = await synced();
    const { code, stderr } = await bench.run(["problematic", "list", "web"]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `Error: "web" is the name of 2 products: Web Shop (${one}) and Web Store, new (${other}). Name one of them in full, or by its id.\n`,
    );
    const features = await bench.run(["show", "feature", "e"]);
    expect(features.code).toBe(2);
    expect(features.stderr).toMatch(/^Error: "e" is the name of \d+ features: .+ \(\d+, Web (?:Shop|Store, new)\)/);
  });

  it("of products say what to sync, and which places to try again", async () => {
    const { bench, one, other } = await synced();
    const { stdout } = await bench.run(["sync", "--product-ids", "Web Store, new", "--dry-run", "--json"]);
    expect(JSON.parse(stdout).plan.products.map(({ product_id }: { product_id: number }) => product_id)).toEqual([
      other,
    ]);
    expect((await bench.run(["problematic", "retry", "web shop", "--json"])).stdout).toContain(`"product_id": ${one}`);
    expect((await bench.run(["sync", "--product", "nothing"])).stderr).toContain('There is no product "nothing"');
  });

  it("need something to be stored", async () => {
    const bench = new Workbench();
    bench.setToken("a-token");
    const { code, stderr } = await bench.run(["sync", "--product-ids", "shop"]);
    expect(code).toBe(2);
    expect(stderr).toContain("No product is stored yet, so they have no names here.");
    expect((await bench.run(["problematic", "retry", "shop"])).stderr).toContain("There is no database yet");
  });
});

describe("a value that is none", () => {
  it.each([
    [["list", "bugs", "--severity", "critcal"], "Did you mean critical? Valid are: critical, high"],
    [["list", "bugs", "--status", "rejeted"], "Did you mean rejected?"],
    [["list", "bugs", "--rejection-reason", "irelevant"], "Did you mean irrelevant?"],
    [["list", "tests", "--statuses", "runing"], "Did you mean running?"],
    [["list", "tests", "--start-date", "yesturday"], "which names no date. Did you mean yesterday? Write a date"],
    [["metrics", "--metrics", "bug_cout"], "Did you mean bug_count?"],
    [["metrics", "--metrics", "bug_count", "--dimensions", "produkt"], "Did you mean product?"],
    [["metrics", "--metrics", "bug_count", "--filter", "severty=low"], "Did you mean severity?"],
    [["metrics", "--metrics", "bug_count", "--sort-by", "bug_cont"], "Did you mean bug_count?"],
  ])("%j is answered with the nearest", async (argv, sentence) => {
    const { bench } = await synced();
    const { code, stderr } = await bench.run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe("all pages", () => {
  it("are one table, one CSV and one JSON object", async () => {
    const { bench, simulator } = await synced();
    bench.env.DEFAULT_PAGE_SIZE = "5";
    const all = simulator.truth.testIds();
    const json = JSON.parse((await bench.run(["list", "tests", "--all", "--json"])).stdout);
    expect(json.tests.map(({ test_id }: { test_id: number }) => test_id).sort()).toEqual([...all].sort());
    expect(json.pagination).toMatchObject({ page: 1, total: all.length, has_more: false, end_index: all.length - 1 });
    expect(json.coverage.complete).toBe(true);
    const csv = await bench.run(["list", "tests", "--all", "--csv"]);
    expect(csv.stdout.trimEnd().split("\r\n")).toHaveLength(1 + all.length);
    expect(csv.stderr).toMatch(/^16 tests · synced .+ · complete\n$/);
    const table = await bench.run(["list", "tests", "--all", "--columns", "title,status"]);
    expect(table.stdout.split("\n\n")[0]?.split("\n")).toHaveLength(1 + all.length);
    expect(table.stdout).toMatch(/\n\n16 tests · synced .+ · complete\n$/);
  });

  it("of nothing say why there is nothing", async () => {
    const { bench } = await synced();
    const { stdout } = await bench.run(["list", "tests", "--all", "--start-date", "2027-01-01"]);
    expect(stdout).toContain("No test matches. Leave out the dates to see more.");
    const { stdout: json, stderr } = await bench.run([
      "list",
      "tests",
      "--all",
      "--start-date",
      "2027-01-01",
      "--json",
    ]);
    expect(JSON.parse(json)).toMatchObject({ tests: [], pagination: { total: 0, has_more: false } });
    expect(stderr).toContain("No test matches.");
  });

  it.each(["--page", "--limit"])("go with no %s", async (flag) => {
    const { code, stderr } = await new Workbench().run(["list", "tests", "--all", flag, "2"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `Error: --all and ${flag} contradict each other. Choose one of them.\n`,
    });
  });
});
