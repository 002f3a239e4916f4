import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support/workbench.js";

/** A customer with one product, bugs fetched, as of which nothing is due. */
async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: 1, testsPerProduct: 12, bugsPerTest: 3 });
  const [product = 0] = simulator.truth.productIds();
  simulator.world.updateProduct(product, { name: "Web Shop" });
  const test = simulator.truth.testIds(product).find((id) => simulator.truth.bugIds(id).length > 0) ?? 0;
  const bug = simulator.world.addBug(test, {
    title: "Zeppelin \u001b[2Jflies backwards",
    severity: "critical",
    status: "forwarded",
  });
  await bench.run(["sync", "--bugs"]);
  return { bench, simulator, product, test, bug };
}

describe("show", () => {
  it("tells all about a product, by name or id", async () => {
    const { bench, product } = await synced();
    const { code, stdout, stderr } = await bench.run(["show", "product", "web shop"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^Product ${product}: Web Shop\n\nType +\\S+\nTests +12\n`));
    expect(stdout).toMatch(/\n\nTests by status\n {2}\w+ +\d+\n/);
    expect(stdout).toMatch(/\n\nsynced just now · complete\n$/);
    expect((await bench.run(["show", "product", `${product}`])).stdout).toBe(stdout);
    expect(await bench.run(["show", "product", "nowhere"])).toMatchObject({ code: 2, stdout: "" });
  });

  it("tells all about a test and its bugs", async () => {
    const { bench, simulator, test } = await synced();
    const { stdout } = await bench.run(["show", "test", `${test}`]);
    expect(stdout).toMatch(new RegExp(`^Test ${test}: `));
    expect(stdout).toContain(`\nBugs\n  Reported      ${simulator.truth.bugIds(test).length}\n`);
    expect(stdout).toMatch(/\n {2}Accepted +\d+\.\d % \(\d+ of \d+\)\n/);
    expect(stdout).toMatch(/\n\nGoal\n {2}\S/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const { stdout: json, stderr } = await bench.run(["show", "test", `${test}`, "--json"]);
    expect(JSON.parse(json)).toMatchObject({
      test: { id: test },
      bugs: { total: simulator.truth.bugIds(test).length },
    });
    expect(stderr).toBe("synced just now · complete\n");
  });

  it("fetches a test that is not stored yet", async () => {
    const { bench, simulator, product } = await synced();
    const added = simulator.world.addTest(product, { title: "Added later" });
    expect((await bench.run(["show", "test", `${added}`])).stdout).toMatch(
      new RegExp(`^Test ${added}: Added later\n[^]*\n\nBugs\n {2}None were reported\\.\n`),
    );
  });

  it("tells all about a bug, and obeys nothing in its texts", async () => {
    const { bench, bug, test } = await synced();
    const { stdout } = await bench.run(["show", "bug", `${bug}`]);
    expect(stdout).toMatch(new RegExp(`^Bug ${bug}: Zeppelin flies backwards\n\nSeverity +critical\n`));
    expect(stdout).toContain(`(${test})\n`);
    expect(stdout).not.toContain("\u001b");
    const { stdout: json } = await bench.run(["show", "bug", `${bug}`, "--json"]);
    expect(JSON.parse(json)).toMatchObject({ bug: { title: "Zeppelin \u001b[2Jflies backwards" } });
    expect(json).not.toContain("\u001b");
  });

  it("tells the steps, devices and comments of a bug", async () => {
    const { bench, simulator, test, bug } = await synced();
    const told = {
      steps: "1. Fly",
      comments: [{ author: "Tess", body: "Seen twice", created_at: "2026-06-30T10:00:00Z" }],
    };
    simulator.world.updateBug(bug, told);
    await bench.run(["sync", "--refresh"]);
    const { stdout } = await bench.run(["show", "bug", `${bug}`]);
    expect(stdout).toContain("\n\nSteps\n  1. Fly\n");
    expect(stdout).toMatch(/\n\nComment, .+\n {2}Seen twice\n/);
    const other = simulator.truth.bugIds(test).find((id) => id !== bug) ?? 0;
    expect((await bench.run(["show", "bug", `${other}`])).stdout).toMatch(/\n\nFound on\n {2}- \S/);
  });

  it("tells all about a feature and a user", async () => {
    const { bench, simulator, product } = await synced();
    const [feature = 0] = simulator.truth.featureIds(product);
    expect((await bench.run(["show", "feature", `${feature}`])).stdout).toMatch(
      new RegExp(`^Feature ${feature}: .+\n\nProduct +Web Shop \\(${product}\\)\n`),
    );
    const { stdout } = await bench.run(["list", "users", "--user-type", "tester", "--limit", "1", "--csv"]);
    const user = /\n(\d+),/.exec(stdout)?.[1] ?? "";
    expect((await bench.run(["show", "user", user])).stdout).toMatch(
      /^User \d+: .+\n\nType +tester\nBugs reported +\d/,
    );
  });

  it("says what is not known", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate({ products: 1, testsPerProduct: 3 });
    await bench.run(["sync", "--no-bugs"]);
    delete bench.env.TESTIO_CUSTOMER_API_TOKEN;
    const { stdout } = await bench.run(["show", "test", `${truth.testIds()[0]}`]);
    expect(stdout).toMatch(
      /\n\nBugs\n {2}Not known: they were never fetched\. Fetch them with testio-mcp sync --bugs\.\n/,
    );
    expect(stdout).toMatch(/\n\nNotes\n {2}- /);
    expect(stdout).toMatch(/\nnot refreshed \(no token\) · synced .+ · incomplete/);
  });

  it("refuses what is no id, and what is not there", async () => {
    const { bench } = await synced();
    expect(await bench.run(["show", "bug", "abc"])).toMatchObject({ code: 2 });
    expect(await bench.run(["show", "bug", "5"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Error: There is no bug 5 in the local database. testio-mcp list bugs shows the bugs of a test or product, and fetches them first; search finds bugs by their words.\n",
    });
    expect((await bench.run(["show"])).stderr).toContain("product, test, bug, feature, user");
    expect((await bench.run(["show", "buk", "5"])).stderr).toContain("Did you mean show bug?");
  });
});

describe("search", () => {
  it("finds words, with what they stand in", async () => {
    const { bench, bug, product } = await synced();
    const { code, stdout } = await bench.run(["search", "zeppelin", "backwards", "--product", "web"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^bug +${bug} +Zeppelin flies backwards +.+ ${product} +.*⟦Zeppelin⟧`, "m"));
    expect(stdout).toMatch(/\n\nNote: .+\n1 result · synced just now · complete\n$/);
    const json = await bench.run(["search", "zepp*", "--entities", "bug,test", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ query: "zepp*", results: [{ entity_id: bug }] });
    const csv = await bench.run(["search", "zeppelin", "--entities", "bug", "--csv", "--columns", "id,title"]);
    expect(csv.stdout).toBe(`entity_id,title\r\n${bug},Zeppelin flies backwards\r\n`);
  });

  it("says when nothing is found, and what it cannot understand", async () => {
    const { bench } = await synced();
    const { stdout } = await bench.run(["search", "xylophone"]);
    expect(stdout).toMatch(/^Nothing stored matches\. Try fewer words, /);
    expect(stdout).toMatch(/\n0 results · /);
    expect((await bench.run(["search"])).stderr).toContain("testio-mcp search needs <words..>");
    expect(await bench.run(["search", "x", "--entities", "bugs"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Error: --entities cannot be "bugs"\. Did you mean bug\? Valid: /),
    });
    expect(await bench.run(["search", "AND", "--match-mode", "raw"])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("metrics", () => {
  it("counts by dimensions, filtered", async () => {
    const { bench, simulator, product } = await synced();
    const ask = ["metrics", "--metrics", "bug_count,rejection_rate", "--group-by", "product"];
    const { stdout } = await bench.run([...ask, "--filter", "product=Web Shop", "test_status=archived,locked"]);
    expect(stdout).toBe("");
    const answer = await bench.run([...ask, "--filter", "product=Web Shop", "--filter", "test-status=archived,locked"]);
    expect(answer.stdout).toMatch(/^Product +Bug count +Rejection rate\nWeb Shop +\d+ +\d+\.\d %\n\nNote: bug_count, /);
    expect(answer.stdout).toMatch(/\n1 row · synced just now · complete\n$/);
    const bugs = simulator.truth.testIds(product).flatMap((id) => simulator.truth.bugIds(id)).length;
    const all = await bench.run([...ask, "--filter", "test_status=all", "--json"]);
    expect(JSON.parse(all.stdout)).toMatchObject({
      data: [{ product: "Web Shop", product_id: product, bug_count: bugs, rejection_rate: { denominator: bugs } }],
    });
  });

  it("compares with the period before", async () => {
    const { bench } = await synced();
    const ask = ["metrics", "--metrics", "rejection_rate", "--dimensions", "severity", "--compare", "previous_period"];
    const { stdout, stderr } = await bench.run([...ask, "--start-date", "Q2 2026", "--csv"]);
    expect(stdout).toMatch(/^severity,rejection_rate,previous_rejection_rate,change_of_rejection_rate\r\n\w+,/);
    expect(stderr).toMatch(/^Note: /);
    const columns = ["--columns", "rejection-rate-numerator,rejection_rate_denominator,severity"];
    const chosen = await bench.run([...ask, "--start-date", "Q2 2026", "--csv", ...columns]);
    expect(chosen.stdout).toMatch(/^rejection_rate_numerator,rejection_rate_denominator,severity\r\n\d+,\d+,\w+\r\n/);
  });

  it("says when nothing was counted", async () => {
    const { bench } = await synced();
    const { stdout } = await bench.run([
      "metrics",
      "--metrics",
      "bug_count",
      "--group-by",
      "month",
      "--end-date",
      "1999",
    ]);
    expect(stdout).toMatch(/^Nothing was counted: no test matches\. .*\n[\s\S]*\n0 rows · /);
  });

  it("refuses what there is none of", async () => {
    const { bench } = await synced();
    const wrong: [flags: string[], sentence: string][] = [
      [[], "testio-mcp metrics needs --metrics."],
      [["--metrics", "bug_cont"], 'There is no metric "bug_cont"'],
      [["--metrics", "bug_count", "--filter", "severity"], '--filter cannot be "severity": write it as name=value'],
      [["--metrics", "bug_count", "--filter", "severity=major"], "--filter severity"],
      [["--metrics", "bug_count", "--compare", "yesterday"], '--compare cannot be "yesterday"'],
      [["--metrics", "bug_count", "--dimension", "platform"], "found_platform"],
    ];
    for (const [flags, sentence] of wrong) {
      const { code, stderr } = await bench.run(["metrics", ...flags]);
      expect(stderr).toContain(sentence);
      expect(code).toBe(2);
    }
  });
});

describe("report", () => {
  it("is Markdown or JSON on stdout", async () => {
    const { bench, product } = await synced();
    const { code, stdout, stderr } = await bench.run(["report", "--products", "web", "--period", "Q2 2026"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "synced just now · complete\n" });
    expect(stdout).toContain("- Products: Web Shop (");
    expect(stdout).toContain("2026-04-01");
    const json = await bench.run(["report", "--product", `${product}`, "--start-date", "Q2 2026", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      scope: { product_ids: [product], period: { start: "2026-04-01", end: "2026-06-30" } },
    });
    expect((await bench.run(["report", "--product", "web", "--period", "Q2 2026", "--format", "json"])).stdout).toBe(
      json.stdout,
    );
  });

  it("is written to a file, which is not replaced without --force", async () => {
    const { bench, product } = await synced();
    const ask = ["report", "--products", `${product}`, "--output", "q2.json"];
    const file = join(bench.cwd, "q2.json");
    const { code, stdout, stderr } = await bench.run(ask);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toBe(`Wrote the report as JSON to ${file}.\nsynced just now · complete\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ scope: { product_ids: [product] } });
    writeFileSync(file, "mine");
    expect(await bench.run(ask)).toMatchObject({
      code: 1,
      stderr: `Error: ${file} exists already. Choose another name, or add --force to replace it.\n`,
    });
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect((await bench.run([...ask, "--force"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/^\{\n/);
    expect(readdirSync(bench.cwd)).toEqual(["q2.json"]);
  });

  it("refuses what contradicts itself, or where nothing can be written", async () => {
    const { bench } = await synced();
    const wrong: [flags: string[], code: number, sentence: string][] = [
      [["--format", "pdf"], 2, "Valid: html, md, json, csv, markdown."],
      [["--format", "html", "--json"], 2, "--json and --format html contradict each other."],
      [["--format", "html", "--output", "q2.csv"], 2, "--output ends in .csv, which does not fit the format html."],
      [["--format", "markdown", "--json"], 2, "--json and --format markdown contradict each other."],
      [["--format", "json", "--output", "q2.md"], 2, "--output ends in .md, which does not fit the format json."],
      [["--period", "Q2 2026", "--end-date", "today"], 2, "--period and --start-date or --end-date contradict"],
      [["--period", "someday maybe"], 2, '--period is "someday maybe", which names no date.'],
      [["--output", "nowhere/q2.md"], 1, "because its directory does not exist."],
      [["--output", "."], 1, "is a directory. Add a file name."],
      [["--test-ids", "1", "--statuses", "locked"], 2, "--test-ids"],
    ];
    for (const [flags, code, sentence] of wrong) {
      const finished = await bench.run(["report", "--products", "web", ...flags]);
      expect(finished.stderr).toContain(sentence);
      expect(finished.code).toBe(code);
      if (!flags.includes("--json")) expect(finished.stdout).toBe("");
    }
    expect(existsSync(join(bench.cwd, "q2.md"))).toBe(false);
  });
});
