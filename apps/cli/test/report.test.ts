import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram } from "./support/program.js";
import { openTerminal } from "./support/pseudo-terminal.js";
import { Workbench } from "./support/workbench.js";

const HOSTILE = "</script><script>alert(1)</script>";

/** A customer with one product of 60 tests, more than an answer lists, bugs fetched. */
async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: 1, testsPerProduct: 60, bugsPerTest: 1 });
  const [product = 0] = simulator.truth.productIds();
  simulator.world.updateProduct(product, { name: "Web Shop" });
  const [test = 0] = simulator.truth.testIds(product);
  simulator.world.updateTest(test, { title: HOSTILE });
  await bench.run(["sync", "--bugs"]);
  return { bench, simulator, product, test };
}

const REPORT = ["report", "--products", "web", "--statuses", "all"];

describe("report --format html", () => {
  it("is one page in a pipe, and the same each time", async () => {
    const { bench } = await synced();
    const { code, stdout, stderr } = await bench.run([...REPORT, "--format", "html"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "synced just now · complete\n" });
    expect(stdout).toMatch(/^<!DOCTYPE html>[\s\S]*<h1>Web Shop<\/h1>[\s\S]*<\/html>\n$/);
    expect(stdout).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(stdout).toContain("&lt;/script&gt;&lt;script&gt;alert(1)");
    expect((await bench.run([...REPORT, "--format", "HTML"])).stdout).toBe(stdout);
  });

  it("links to TestIO where settings say whose pages these are", async () => {
    const { bench, product, test } = await synced();
    const env = {
      TESTIO_CUSTOMER_NAME: "acme",
      TESTIO_CUSTOMER_API_BASE_URL: "https://api.test.io/customer/v2",
      TESTIO_CUSTOMER_API_TOKEN: "",
    };
    const { stdout } = await bench.run(["report", "--products", "web", "--test-ids", `${test}`, "--format", "html"], {
      env,
    });
    expect(stdout).toContain(
      `<a href="https://acme.test.io/products/${product}/test_cycles/${test}" rel="noreferrer">`,
    );
    expect(stdout).toContain("<dd>acme</dd>");
  });

  it("goes to a file on a terminal, named after the report, which is not replaced without --force", async () => {
    const { bench } = await synced();
    const ask = ["report", "--products", "web", "--period", "Q2 2026", "--format", "html"];
    const name = "quality-report-web-shop-2026-04-01-to-2026-06-30.html";
    const { code, written } = await openTerminal(bench, ask).finished;
    expect(code).toBe(0);
    expect(written).toContain("Wrote the report as an HTML page to ");
    expect(written).not.toContain("<html");
    expect(readdirSync(bench.cwd)).toEqual([name]);
    const file = join(bench.cwd, name);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toMatch(/^<!DOCTYPE html>/);
    const again = await openTerminal(bench, ask).finished;
    expect(again.code).toBe(1);
    expect(again.written).toContain("exists already");
    expect((await openTerminal(bench, [...ask, "--force"]).finished).code).toBe(0);
  });

  it("is what the built program makes of a file name", async () => {
    const { bench } = await synced();
    expect(await runProgram(bench, [...REPORT, "--output", "q2.html"])).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(join(bench.cwd, "q2.html"), "utf8")).toMatch(/^<!DOCTYPE html>/);
  });
});

describe("report --format csv", () => {
  it("has a row for every test", async () => {
    const { bench, simulator } = await synced();
    const { code, stdout, stderr } = await runProgram(bench, [...REPORT, "--format", "csv"]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const [header, ...rows] = stdout.trimEnd().split("\r\n");
    expect(header).toMatch(/^test_id,title,product_id,product,status,.*,bugs,accepted,.*,rejection_rate,/);
    const ids = rows.map((row) => Number(row.split(",")[0])).toSorted((a, b) => a - b);
    expect(ids).toEqual(simulator.truth.testIds().toSorted((a, b) => a - b));
    expect((await bench.run([...REPORT, "--output", "tests.csv"])).stderr).toContain("Wrote the report as CSV to ");
    expect(readFileSync(join(bench.cwd, "tests.csv"), "utf8")).toBe(stdout);
  });
});
