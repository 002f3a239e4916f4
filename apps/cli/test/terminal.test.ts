import { describe, expect, it } from "vitest";
import { holdTestLists } from "./support/hold.js";
import { openTerminal } from "./support/pseudo-terminal.js";
import { drawnTexts, screenOf } from "./support/screen.js";
import { Workbench } from "./support/workbench.js";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/** The terminal echoes Ctrl-C as `^C`. */
function screen(written: string): string {
  return screenOf(written.replaceAll("^C", ""));
}

describe("on a terminal", () => {
  it("a sync draws a bar per phase and leaves lines behind, also on a narrow one", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code, written } = await openTerminal(bench, ["sync"], 40).finished;
    expect(code).toBe(0);
    expect(written).toContain("100 %");
    expect(screen(written)).toMatch(
      /^Products {2}2 products, .+\nFeatures {2}2 products, .+\nTests {5}2 products, 60 tests, .+\nSync completed /,
    );
    for (const text of drawnTexts(written)) expect(text.includes("%") ? text.length : 0).toBeLessThan(40);
  });

  it("Ctrl-C ends a sync in order, with whole lines", async () => {
    const bench = new Workbench();
    const hold = holdTestLists(await bench.simulate());
    const { type, finished } = openTerminal(bench, ["sync"]);
    await hold.reached;
    type(CTRL_C);
    const { code, written } = await finished;
    hold.release();
    expect(code).toBe(130);
    expect(screen(written)).toMatch(
      /\nTests {5}stopped at 0\/2 products, .+\nStopping … Press Ctrl-C again to end at once\.\nSync interrupted after .+\nWhat was fetched is stored\..+\n$/,
    );
    expect(written).not.toContain("\u001b[?");
  });

  it("a nuke asks, and Ctrl-C or Ctrl-D at the question means no", async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate();
    await bench.run(["sync"]);
    const [productId = 0] = simulator.truth.productIds();
    for (const [key, exitCode] of [
      [CTRL_C, 130],
      [CTRL_D, 1],
    ] as const) {
      const { shown, type, finished } = openTerminal(bench, ["sync", "--nuke"]);
      await shown("Type yes to go on: ");
      type(key);
      const { code, written } = await finished;
      expect(code).toBe(exitCode);
      expect(screen(written)).toMatch(/^Current data: 2 products, 60 tests, .+\nDelete it.+: \n/);
      expect(screen(written)).toContain("\nThe sync did not start. Nothing was changed.\n");
    }
    expect(await bench.storedTestIds(productId)).toHaveLength(30);
  });

  it("a nuke goes on after a yes", async () => {
    const bench = new Workbench();
    await bench.simulate();
    await bench.run(["sync"]);
    const { shown, type, finished } = openTerminal(bench, ["sync", "--nuke"]);
    await shown("Type yes to go on: ");
    type("yes\n");
    const { code, written } = await finished;
    expect(code).toBe(0);
    expect(screen(written)).toContain("\nBefore, this was deleted: 2 products, 60 tests, 0 bugs, ");
  });
});
