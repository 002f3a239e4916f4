import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { COMMAND_PATHS } from "./support/all-commands.js";
import { fewAtATime } from "./support/in-turn.js";
import { runProgram, startProgram } from "./support/program.js";
import { openTerminal } from "./support/pseudo-terminal.js";
import { Workbench } from "./support/workbench.js";

const ESCAPE = "\u001b";
const CTRL_C = "\u0003";
/** Milliseconds for dozens of programs on a machine that does other things as well. */
const MANY_PROGRAMS = 180_000;

interface Ids {
  product: number;
  test: number;
  bug: number;
  feature: number;
}

interface Case {
  argv: (ids: Ids) => (string | number)[];
  /** The exit code; 0 unless told otherwise. */
  code?: number;
  /** Whether what it prints fits a terminal of any width. */
  fits?: boolean;
  /** Whether what it prints is coloured on a terminal. */
  coloured?: boolean;
  /** What the last line looks like. */
  last?: RegExp;
  /** Command line with which it asks TestIO, and so can be interrupted. */
  asking?: (ids: Ids) => (string | number)[];
}

const TRUST = /synced .+ · (?:in)?complete/;
const answer = { fits: true, coloured: true, last: TRUST } as const;

/** One command line of each command; a command that is not here fails the test below. */
const CASES: Readonly<Record<string, Case>> = {
  serve: { argv: () => ["serve", "--transport", "smoke"], code: 2 },
  sync: { argv: () => ["sync", "--incremental-only"], asking: () => ["sync", "--force"] },
  status: { argv: () => ["status"] },
  "list products": { argv: () => ["list", "products"], ...answer },
  "list tests": { argv: () => ["list", "tests"], ...answer },
  "list bugs": { argv: () => ["list", "bugs", "--all"], ...answer },
  "list features": {
    argv: ({ product }) => ["list", "features", "--product", product],
    ...answer,
    asking: ({ product }) => ["list", "features", "--product", product, "--force-refresh"],
  },
  "list users": { argv: () => ["list", "users", "--days", "3650"], ...answer },
  "show product": { argv: () => ["show", "product", "決済 🛒"], ...answer },
  "show test": { argv: ({ test }) => ["show", "test", test], ...answer, asking: () => ["show", "test", "999999"] },
  "show bug": { argv: ({ bug }) => ["show", "bug", bug], ...answer },
  "show feature": { argv: ({ feature }) => ["show", "feature", feature], ...answer },
  "show user": { argv: () => ["show", "user", "1"], ...answer },
  search: { argv: () => ["search", "checkout"], ...answer },
  metrics: { argv: () => ["metrics", "--metrics", "bug_count", "--dimensions", "product,severity"], ...answer },
  report: { argv: ({ product }) => ["report", "--products", product, "--format", "md"] },
  "problematic list": { argv: () => ["problematic", "list"] },
  "problematic map-tests": { argv: () => ["problematic", "map-tests", "77", "1"], code: 1 },
  "problematic retry": { argv: ({ product }) => ["problematic", "retry", product] },
  "problematic clear": { argv: () => ["problematic", "clear", "--yes"] },
  setup: { argv: () => ["setup", "--token", "-", "--token-env", "X"], code: 2 },
  connect: { argv: () => ["connect", "cursor", "--print"] },
  doctor: { argv: () => ["doctor"], asking: () => ["doctor"] },
  completion: { argv: () => ["completion", "bash"] },
};

/** A customer with wide characters in its names, all of it stored. */
async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: 2, testsPerProduct: 10, bugsPerTest: 2 });
  const [product = 0] = simulator.truth.productIds();
  simulator.world.updateProduct(product, { name: "決済 🛒 Größe" });
  const [test = 0] = simulator.truth.testIds(product);
  const bug = simulator.world.addBug(test, { title: "決済ページ 🛒 checkout 👩‍👩‍👧 stays blank after the last step" });
  await bench.run(["sync", "--bugs"]);
  const [feature = 0] = simulator.truth.featureIds(product);
  return { bench, simulator, ids: { product, test, bug, feature } };
}

const words = (argv: readonly (string | number)[]) => argv.map(String);
const cases = Object.entries(CASES).map(([path, about]) => ({ path, ...about }));

it("every command is among these cases", () => {
  expect(Object.keys(CASES)).toEqual([...COMMAND_PATHS]);
});

describe("in a pipe", () => {
  it("every command ends as it should, prints results alone on stdout, and no colours", {
    timeout: MANY_PROGRAMS,
  }, async () => {
    const { bench, ids } = await synced();
    bench.env.TERM = "xterm-256color";
    await fewAtATime(cases, async ({ path, argv, code = 0, last }) => {
      const { stdout, stderr, code: ended } = await runProgram(bench, words(argv(ids)));
      expect(ended, `${path}: ${stderr}`).toBe(code);
      expect(`${stdout}${stderr}`, path).not.toContain(ESCAPE);
      if (code === 0) expect(stdout, path).toMatch(/\n$/);
      else expect({ path, stdout }).toEqual({ path, stdout: "" });
      if (code !== 0) expect(stderr, path).toMatch(/^Error: .+\n$/);
      if (last !== undefined) expect(stdout.trimEnd().split("\n").at(-1), path).toMatch(last);
    });
  });

  it("every command is quiet when its reader has what it wanted", { timeout: MANY_PROGRAMS }, async () => {
    const { bench, ids } = await synced();
    await fewAtATime(
      cases.filter(({ code = 0 }) => code === 0),
      async ({ path, argv }) => {
        const { child, finished } = startProgram(bench, words(argv(ids)));
        child.stdin.end();
        child.stdout.destroy();
        const { code, stderr } = await finished;
        expect(stderr, path).not.toMatch(/Error|EPIPE/);
        expect(code, path).toBe(0);
      },
    );
  });

  it("FORCE_COLOR brings colours", async () => {
    const { bench } = await synced();
    bench.env.FORCE_COLOR = "1";
    for (const argv of [
      ["list", "tests"],
      ["show", "product", "決済"],
    ]) {
      expect((await runProgram(bench, argv)).stdout).toContain(`${ESCAPE}[1m`);
    }
  });
});

/** What stays on the screen, without the line that tells of progress. */
function linesOf(written: string): string[] {
  const shown = written.split(`${ESCAPE}[2K`).at(-1) ?? "";
  return stripVTControlCharacters(shown).trimEnd().split("\r\n");
}

describe("on a terminal", () => {
  it("every command ends with the same code, coloured, and fits a narrow one", { timeout: MANY_PROGRAMS }, async () => {
    const { bench, ids } = await synced();
    await fewAtATime(cases, async ({ path, argv, code = 0, coloured = false, fits = false }) => {
      const { code: ended, written } = await openTerminal(bench, words(argv(ids)), 40).finished;
      expect(ended, `${path}: ${written}`).toBe(code);
      if (coloured) expect(written, path).toContain(`${ESCAPE}[1m`);
      for (const line of fits ? linesOf(written) : []) {
        expect(stringWidth(line), `${path}: ${line}`).toBeLessThanOrEqual(40);
      }
    });
  });

  it.each([80, 200])("NO_COLOR means none, and %i columns are kept to", async (columns) => {
    const { bench, ids } = await synced();
    bench.env.NO_COLOR = "1";
    for (const argv of [
      ["list", "bugs"],
      ["show", "bug", `${ids.bug}`],
    ]) {
      const { written } = await openTerminal(bench, argv, columns).finished;
      const widths = linesOf(written).map((line) => stringWidth(line));
      expect(Math.max(...widths)).toBeGreaterThan(40);
      expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
      expect(written.split(`${ESCAPE}[2K`).at(-1)).not.toContain(`${ESCAPE}[`);
    }
  });

  it("columns line up under their headings, wide characters or not", async () => {
    const { bench } = await synced();
    const { written } = await openTerminal(bench, ["list", "bugs", "--columns", "title,severity", "--all"], 80)
      .finished;
    const [heading = "", ...rows] = linesOf(written);
    const left = heading.indexOf("Severity");
    const table = rows.slice(0, rows.indexOf(""));
    expect(table.length).toBeGreaterThan(10);
    for (const row of table) {
      const severity = /\S+$/.exec(row)?.[0] ?? "";
      expect(stringWidth(row) - stringWidth(severity), row).toBe(left);
    }
  });

  it("a terminal that does not know its size gets lines of the usual one", async () => {
    const { bench, ids } = await synced();
    const { written } = await openTerminal(bench, ["show", "bug", `${ids.bug}`], 0).finished;
    expect(Math.max(...linesOf(written).map((line) => line.length))).toBeGreaterThan(40);
  });

  it("Ctrl-C ends every command that waits for TestIO with 130", { timeout: MANY_PROGRAMS }, async () => {
    const { bench, simulator, ids } = await synced();
    const gate = Promise.withResolvers<void>();
    for (const { path, asking } of cases) {
      if (asking === undefined) continue;
      const arrived = Promise.withResolvers<void>();
      const unlisten = simulator.onRequest(async () => {
        arrived.resolve();
        await gate.promise;
      });
      const { type, finished } = openTerminal(bench, words(asking(ids)));
      const neverAsked = finished.then(({ written }) => Promise.reject(new Error(`${path} asked nothing: ${written}`)));
      await Promise.race([arrived.promise, neverAsked]);
      type(CTRL_C);
      const { code, written } = await finished;
      await expect(neverAsked).rejects.toThrow();
      unlisten();
      expect(code, `${path}: ${written}`).toBe(130);
      expect(written, path).not.toContain("Error");
    }
    gate.resolve();
  });
});
