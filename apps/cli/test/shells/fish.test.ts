import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  BEST,
  completeAtKeyboard,
  LINES,
  MANY_PROGRAMS,
  OFFICE,
  SHOP,
  withDifficultNames,
} from "../support/completing.js";
import { runInShell } from "../support/shell.js";

describe("fish", () => {
  it("is given values and what they mean", { timeout: MANY_PROGRAMS }, async () => {
    const bench = await withDifficultNames();
    writeFileSync(join(bench.cwd, "quarter.md"), "");
    const tries = [...LINES, "testio-mcp report --output quar", "testio-mcp show product Anna\\'s"];
    const script = `testio-mcp completion fish | source\n${tries
      .map((line) => `complete -C '${line.replaceAll(/[\\']/g, "\\$&")}'; echo ==`)
      .join("\n")}`;
    const { stdout, code } = await runInShell(bench, "fish", ["--no-config", "-c", script]);
    expect(code).toBe(0);
    const found = stdout
      .replaceAll(/product \d+/g, "product N")
      .split(/^==\n/m)
      .map((part) => part.trim());
    expect(found.slice(0, -1)).toEqual([
      expect.stringMatching(/^show\tShow one product/),
      `${SHOP}\tproduct N`,
      `${SHOP}\tproduct N`,
      `${BEST}\tproduct N`,
      `${OFFICE}\tproduct N`,
      `--product=${SHOP}\tproduct N`,
      "open,accepted",
      "severity=",
      "",
      "quarter.md",
      `${BEST}\tproduct N`,
    ]);
  });

  it("completes a name at the keyboard, open quotation marks included", { timeout: MANY_PROGRAMS }, async () => {
    await completeAtKeyboard("fish --no-config -i", "testio-mcp completion fish | source");
  });
});
