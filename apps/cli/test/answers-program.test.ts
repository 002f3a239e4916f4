import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { runProgram, startProgram } from "./support/program.js";
import { openTerminal } from "./support/pseudo-terminal.js";
import { Workbench } from "./support/workbench.js";

const CTRL_C = "\u0003";

async function synced(...flags: string[]) {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: 1, testsPerProduct: 12, bugsPerTest: 3 });
  const [product = 0] = simulator.truth.productIds();
  simulator.world.updateProduct(product, { name: "Web Shop" });
  const [test = 0] = simulator.truth.testIds(product);
  const bug = simulator.world.addBug(test, {
    title: "決済ページ 🛒 \u001b[2J\u001b]0;owned\u0007stays blank after the last step of the checkout",
    severity: "critical",
    status: "forwarded",
  });
  await bench.run(["sync", ...flags]);
  return { bench, simulator, product, test, bug };
}

const CLEAR_LINE = "\u001b[2K";

/** What is on the screen once the line that told of progress is gone. */
function resultIn(written: string): string {
  return written.split(CLEAR_LINE).at(-1) ?? "";
}

/** Lines of a terminal, which ends them with CR LF. */
function linesOf(written: string): string[] {
  return written.trimEnd().split("\r\n");
}

describe("on a terminal", () => {
  it("a list is coloured and fits, also a narrow one with wide characters in it", async () => {
    const { bench, bug } = await synced("--bugs");
    const { code, written } = await openTerminal(bench, ["list", "bugs", "--severity", "critical"], 60).finished;
    expect(code).toBe(0);
    expect(written).toContain("\u001b[31mcritical");
    expect(written).not.toContain("\u001b[2J");
    expect(written).not.toContain("owned");
    for (const line of linesOf(resultIn(written))) expect(stringWidth(line)).toBeLessThanOrEqual(60);
    expect(stripVTControlCharacters(written)).toMatch(
      new RegExp(`^${bug} +決済ページ 🛒 .*… +critical +forwarded`, "m"),
    );
    expect(stripVTControlCharacters(written)).toMatch(/No room for [^:]+: see\s--columns\./);
  });

  it("NO_COLOR means no colours", async () => {
    const { bench } = await synced("--bugs");
    bench.env.NO_COLOR = "1";
    const { written } = await openTerminal(bench, ["list", "bugs"]).finished;
    expect(resultIn(written)).toContain("critical");
    expect(resultIn(written)).not.toContain("\u001b");
  });

  it("a bug is wrapped, and shows its text as text", async () => {
    const { bench, bug } = await synced("--bugs");
    const { code, written } = await openTerminal(bench, ["show", "bug", `${bug}`], 40).finished;
    expect(code).toBe(0);
    expect(written).not.toContain("\u001b[2J");
    for (const line of linesOf(resultIn(written))) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  it("search, metrics and report answer", async () => {
    const { bench } = await synced("--bugs");
    const found = await openTerminal(bench, ["search", "checkout", "blank"], 80).finished;
    expect(found).toMatchObject({ code: 0, written: expect.stringContaining("stays") });
    const counted = await openTerminal(bench, ["metrics", "--metrics", "bug_count", "--dimensions", "severity"], 80)
      .finished;
    expect(stripVTControlCharacters(counted.written)).toMatch(/^critical +\d+/m);
    const report = await openTerminal(bench, ["report", "--products", "web"], 80).finished;
    expect(report).toMatchObject({ code: 0, written: expect.stringContaining("# Product quality report") });
    expect(report.written).not.toContain("\u001b[2J");
  });

  it("Ctrl-C while TestIO does not answer ends at once, with exit code 130", async () => {
    const { bench, simulator, test } = await synced("--no-bugs");
    const arrived = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    simulator.onRequest(async () => {
      arrived.resolve();
      await gate.promise;
    });
    const { type, shown, finished } = openTerminal(bench, ["list", "bugs", "--test-ids", `${test}`]);
    await arrived.promise;
    await shown("Fetching the bugs of 1 test");
    type(CTRL_C);
    const { code, written } = await finished;
    gate.resolve();
    expect(code).toBe(130);
    expect(written).not.toContain("Error");
  });
});

describe("in a pipe", () => {
  it("nothing is cut or coloured", async () => {
    const { bench, bug } = await synced("--bugs");
    const { code, stdout, stderr } = await runProgram(bench, ["list", "bugs", "--severity", "critical"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      new RegExp(`^${bug} +決済ページ 🛒 stays blank after the last step of the checkout +critical +forwarded`, "m"),
    );
    expect(stdout).not.toContain("\u001b");
  });

  it("every command is quiet when nobody reads it any more", async () => {
    const { bench } = await synced("--bugs");
    const commands = [
      ["list", "tests"],
      ["list", "bugs", "--csv"],
      ["show", "product", "web"],
      ["search", "checkout", "--json"],
      ["metrics", "--metrics", "bug_count"],
      ["report", "--products", "web"],
    ];
    for (const argv of commands) {
      const { child, finished } = startProgram(bench, argv);
      child.stdout.destroy();
      const { code, stderr } = await finished;
      expect(stderr).not.toMatch(/Error|EPIPE/);
      expect(code).toBe(0);
    }
  });

  it("JSON on stdout is whole, and the last line is beside it", async () => {
    const { bench, test } = await synced("--bugs");
    const { stdout, stderr } = await runProgram(bench, ["show", "test", `${test}`, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ test: { id: test } });
    expect(stderr).toMatch(/^synced .+ · (?:in)?complete.*\n$/);
  });
});
