import { describe, expect, it } from "vitest";
import { Workbench } from "./support/workbench.js";

/** A synced customer with two products, the bugs of which were not fetched. */
async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate();
  const [first = 0, second = 0] = simulator.truth.productIds();
  simulator.world.updateProduct(first, { name: "Web Shop" });
  simulator.world.updateProduct(second, { name: "Shop App, beta" });
  await bench.run(["sync", "--no-bugs"]);
  return { bench, simulator, first, second };
}

function withoutToken({ env }: Workbench): void {
  delete env.TESTIO_CUSTOMER_API_TOKEN;
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split("\n").at(-1);
}

describe("list products", () => {
  it("is a table with age and coverage on its last line", async () => {
    const { bench, first, second } = await synced();
    const { code, stdout, stderr } = await bench.run(["list", "products"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Id +Name +Type +Test count +Last test end at /);
    expect(stdout).toMatch(new RegExp(`^${second} +Shop App, beta +\\w+ +30 `, "m"));
    expect(stdout.indexOf("Shop App")).toBeLessThan(stdout.indexOf(String(first)));
    expect(lastLine(stdout)).toBe("2 products · synced just now · complete");
  });

  it("is the library's answer with --json, and the last line goes to stderr", async () => {
    const { bench, first } = await synced();
    const { stdout, stderr } = await bench.run(["list", "products", "--search", "web", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      filters_applied: { search: "web", product_type: null, product_ids: null },
      pagination: { total: 1 },
      products: [{ id: first, name: "Web Shop", test_count: 30 }],
      coverage: { complete: true },
    });
    expect(stderr).toBe("1 product · synced just now · complete\n");
  });

  it("shows no others than TESTIO_PRODUCT_IDS allows", async () => {
    const { bench, first } = await synced();
    const { stdout } = await bench.run(["list", "products"], { env: { TESTIO_PRODUCT_IDS: String(first) } });
    expect(lastLine(stdout)).toMatch(/^1 product · /);
  });

  it("says why there is none", async () => {
    const { bench } = await synced();
    const { stdout } = await bench.run(["list", "products", "--search", "zeppelin"]);
    expect(stdout).toMatch(/^No product matches\. testio-mcp list products shows all of them\.\n\n0 products · /);
    const empty = new Workbench();
    await empty.withStore(() => Promise.resolve());
    withoutToken(empty);
    expect((await empty.run(["list", "products"])).stdout).toMatch(
      /^No products stored yet: testio-mcp sync\n\nNote: Products were never fetched: run testio-mcp sync\.\n0 products · /,
    );
  });

  it("does not make a database", async () => {
    const bench = new Workbench();
    const { code, stdout, stderr } = await bench.run(["list", "products"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      `Error: There is no database yet at ${bench.dbPath}. Run testio-mcp setup: it asks for your token, and fetches your data.\n`,
    );
  });
});

describe("list tests", () => {
  it("takes names and ids of products, and underscores in flags", async () => {
    const { bench, simulator, first, second } = await synced();
    const ids = async (...flags: string[]) => {
      const { stdout } = await bench.run(["list", "tests", "--json", "--limit", "200", ...flags]);
      const { tests } = JSON.parse(stdout) as { tests: { test_id: number }[] };
      return tests.map(({ test_id }) => test_id).sort((a, b) => a - b);
    };
    const ofFirst = [...simulator.truth.testIds(first)].sort((a, b) => a - b);
    const ofSecond = [...simulator.truth.testIds(second)].sort((a, b) => a - b);
    expect(await ids("--product", "web shop")).toEqual(ofFirst);
    expect(await ids("--product_id", String(first))).toEqual(ofFirst);
    expect(await ids("--product", "Shop App, beta")).toEqual(ofSecond);
    expect(await ids("--products", `web,${second}`)).toEqual([...ofFirst, ...ofSecond]);
    expect(await ids("--product", "web", "--product-ids", String(second))).toHaveLength(60);
    expect(await ids("--start_date", "2026-04-01", "--end_date", "2026-06-30", "--statuses", "all")).not.toHaveLength(
      60,
    );
  });

  it("refuses names that are none or several, with the candidates and exit code 2", async () => {
    const { bench, first, second } = await synced();
    const wrong = async (name: string) => bench.run(["list", "tests", "--product", name]);
    expect(await wrong("shop")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `Error: "shop" is the name of 2 products: Web Shop (${first}) and Shop App, beta (${second}). Name one of them in full, or by its id.\n`,
    });
    expect(await wrong("Wep Shop")).toMatchObject({
      code: 2,
      stderr: `Error: There is no product "Wep Shop". Products are Web Shop (${first}) and Shop App, beta (${second}). See testio-mcp list products.\n`,
    });
    expect(await wrong("77")).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no product 77") });
    expect(await wrong(",")).toMatchObject({ code: 2, stderr: "Error: There is no product: write an id or a name.\n" });
  });

  it("pages, sorts, and says when there is no such page", async () => {
    const { bench } = await synced();
    const { stdout } = await bench.run(["list", "tests", "--per-page", "7", "--page", "2", "--sort-by", "title"]);
    expect(lastLine(stdout)).toBe("8-14 of 60 tests (--page 3 for more) · synced just now · complete");
    const past = await bench.run(["list", "tests", "--limit", "7", "--page", "20"]);
    expect(past.stdout).toMatch(/^There is no page 20: the list has 9 pages\.\n/);
  });

  it("prints CSV with whole times, and texts with --detail full", async () => {
    const { bench } = await synced();
    const { stdout, stderr } = await bench.run(["list", "tests", "--limit", "2", "--csv", "--detail", "full"]);
    const [header, row] = stdout.split("\r\n");
    expect(header).toBe(
      "test_id,title,status,ends_at,testing_type,product_id,starts_at,review_status,duration,test_environment,bugs_synced_at,goal",
    );
    expect(row).toMatch(/^\d+,.*,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z,/);
    expect(stderr).toBe("2 of 60 tests (--page 2 for more) · synced just now · complete\n");
    const chosen = await bench.run(["list", "tests", "--limit", "1", "--csv", "--columns", "id,goal"]);
    expect(chosen.stdout).toMatch(/^test_id,goal\r\n\d+,\S/);
  });

  it("refuses what it cannot understand, with exit code 2", async () => {
    const { bench } = await synced();
    const wrong: [flags: string[], sentence: RegExp][] = [
      [["--statuses", "runing"], /^Error: .*"runing".*running/],
      [["--sort-by", "titel"], /^Error: --sort-by cannot be "titel"\. Did you mean title\? Valid: end_at, /],
      [["--limit", "201"], /^Error: --limit cannot be "201": it takes a whole number from 1 to 200\./],
      [["--page", "0"], /^Error: --page cannot be "0": it takes a whole number from 1\./],
      [["--start-date", "whenever"], /^Error: --start-date is "whenever", which names no date/],
      [["--columns", "nonsense"], /^Error: --columns: there is no column "nonsense"\. Columns are test_id, /],
      [["--json", "--csv"], /^Error: --json and --csv contradict each other/],
      [["--json", "--columns", "id"], /^Error: --columns and --json contradict each other/],
      [["--detail", "all"], /^Error: --detail cannot be "all"/],
      [
        ["--prodct", "1"],
        /^Error: Unknown option --prodct\. Did you mean --product\? See testio-mcp list tests --help\./,
      ],
    ];
    for (const [flags, sentence] of wrong) {
      const { code, stderr } = await bench.run(["list", "tests", ...flags]);
      expect(stderr).toMatch(sentence);
      expect(code).toBe(2);
    }
  });

  it("says why there is none, and what to do", async () => {
    const { bench, simulator } = await synced();
    expect((await bench.run(["list", "tests", "--start-date", "1999", "--statuses", "running"])).stdout).toMatch(
      /^No test matches\. Leave out --statuses or the dates to see more\.\n/,
    );
    const added = simulator.world.addProduct({ name: "Brand new" });
    await bench.run(["sync", "--since", "2026-06-29"]);
    const none = await bench.run(["list", "tests", "--product", String(added)]);
    expect(none.stdout).toMatch(/^There are no tests\. testio-mcp sync fetches new ones\.\n/);
  });
});

describe("list bugs", () => {
  it("fetches what is due first, as the server does", async () => {
    const { bench, simulator, first } = await synced();
    const [test = 0] = simulator.truth.testIds(first).filter((id) => simulator.truth.bugIds(id).length > 0);
    const { stdout, stderr } = await bench.run(["list", "bugs", "--test-ids", `${test}`, "--json"]);
    const { bugs } = JSON.parse(stdout) as { bugs: { id: number }[] };
    expect(bugs.map(({ id }) => id).sort()).toEqual([...simulator.truth.bugIds(test)].sort());
    expect(stderr).toMatch(/^\d+ bugs? · synced just now · complete\n$/);
  });

  it("answers what is stored without a token, says so, and what to do", async () => {
    const { bench, simulator, first } = await synced();
    withoutToken(bench);
    const tests = simulator.truth.testIds(first).slice(0, 12);
    const { code, stdout } = await bench.run(["list", "bugs", "--test-ids", tests.join(",")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No bugs stored for these 12 tests yet: testio-mcp sync --bugs\n\nNote: /);
    expect(stdout).toContain("No TestIO API token is set (TESTIO_CUSTOMER_API_TOKEN).");
    expect(lastLine(stdout)).toMatch(/^0 bugs · not refreshed \(no token\) · .+ · incomplete, 12 never fetched/);
    const open = await bench.run(["list", "bugs", "--product", "Web Shop", "--status", "open", "--csv"]);
    expect(open.stdout).toMatch(/^id,title,[^\n]*\r\n$/);
    expect(open.stderr).toMatch(
      /^No bug that is stored matches, and none are stored for 30 tests yet: testio-mcp sync /,
    );
    const ofProduct = await bench.run(["list", "bugs", "--product", "Web Shop"]);
    expect(ofProduct.stdout).toMatch(
      new RegExp(`^No bugs stored for these 30 tests yet: testio-mcp sync --bugs --product-ids ${first}\n`),
    );
  });

  it("narrows down by the filters of the tool", async () => {
    const { bench, simulator, first } = await synced();
    const [test = 0] = simulator.truth.testIds(first);
    simulator.world.addBug(test, { title: "=HYPERLINK(\u001b[31m)", severity: "critical", status: "forwarded" });
    await bench.run(["sync", "--bugs"]);
    const only = ["list", "bugs", "--product", "web", "--status", "open", "--severity", "critical", "--no-known"];
    const { stdout } = await bench.run([...only, "--test_id", `${test}`]);
    expect(stdout).toMatch(/^\d+ +=HYPERLINK\(\) +critical +forwarded /m);
    expect(stdout).not.toContain("\u001b");
    const csv = await bench.run([...only, "--test-ids", `${test}`, "--csv", "--columns", "title,steps"]);
    expect(csv.stdout).toContain("\r\n'=HYPERLINK(),");
    const full = await bench.run(["list", "bugs", "--test-ids", `${test}`, "--detail", "full", "--csv"]);
    expect(full.stdout).toMatch(/^id,title,.*,reported_by,found_on,.*,steps,expected_result,actual_result\r\n\d+,/);
    expect(full.stdout).toContain(",Web Shop,");
    const none = await bench.run([...only, "--exported", "--found-platform", "Plan 9", "--feature-ids", "none"]);
    expect(none.stdout).toMatch(/^No bug matches\. Leave out --feature-ids or --severity or --status or --known or /);
    expect((await bench.run(["list", "bugs", "--severity", "major"])).stderr).toMatch(/"major".*critical/);
    expect((await bench.run(["list", "bugs", "--reported-by-user-id", "99999"])).stderr).toBe(
      "Error: There is no user 99999 in the local database. testio-mcp list users shows the people that are stored, with their ids.\n",
    );
  });

  it("says when none were reported", async () => {
    const bench = new Workbench();
    await bench.simulate({ products: 1, testsPerProduct: 2, bugsPerTest: 0 });
    await bench.run(["sync", "--bugs"]);
    expect((await bench.run(["list", "bugs"])).stdout).toMatch(/^No bugs were reported\. testio-mcp list tests /);
    const { stdout } = await bench.run(["list", "tests", "--json"]);
    const { tests } = JSON.parse(stdout) as { tests: { test_id: number }[] };
    const { stdout: one } = await bench.run(["list", "bugs", "--test", `${tests[0]?.test_id}`]);
    expect(one).toMatch(/^No bugs were reported in this test\.\n/);
  });
});

describe("list features", () => {
  it("needs one product", async () => {
    const { bench, first, second } = await synced();
    expect((await bench.run(["list", "features"])).stderr).toBe(
      "Error: testio-mcp list features needs --product. See testio-mcp list features --help.\n",
    );
    const { code, stderr } = await bench.run(["list", "features", "--product", `${first},${second}`]);
    expect(code).toBe(2);
    expect(stderr).toBe(`Error: Only one product can be asked for here, not ${first} and ${second}.\n`);
  });

  it("lists those of a product", async () => {
    const { bench, simulator, first } = await synced();
    const ask = ["list", "features", "--product", "web shop"];
    const { stdout } = await bench.run([...ask, "--sort-by", "test_count", "--columns", "id,test_count,user_stories"]);
    expect(stdout).toMatch(/^Id +Test count +User stories\n/);
    for (const id of simulator.truth.featureIds(first)) expect(stdout).toContain(String(id));
    expect((await bench.run([...ask, "--section-id", "77"])).stderr).toMatch(/^Error: Product \d+ has no section 77\./);
    const both = [await bench.run([...ask, "--has-user-stories"]), await bench.run([...ask, "--no-has-user-stories"])];
    const counts = both.map(({ stdout: text }) => Number(/^(\d+) features? · /m.exec(text)?.[1]));
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(simulator.truth.featureIds(first).length);
    if (counts[1] === 0) expect(both[1]?.stdout).toMatch(/^No feature matches\. testio-mcp list features --product /);
  });
});

describe("list users", () => {
  it("lists people, and says what to do when there is nobody", async () => {
    const { bench } = await synced();
    const { stdout } = await bench.run(["list", "users", "--user-type", "customer", "--product", "web"]);
    expect(stdout).toMatch(/^Id +Username +User type +Last activity +First seen\n\d+ +\S.* customer /);
    const nobody = await bench.run(["list", "users", "--type", "tester", "--days", "3"]);
    expect(nobody.stdout).toMatch(
      /^No tester was active in the last 3 days\. .+ To fetch them: testio-mcp sync --bugs\n/,
    );
    expect((await bench.run(["list", "users", "--days", "some"])).code).toBe(2);
  });
});
