import { describe, expect, it } from "vitest";
import { completeAtKeyboard, MANY_PROGRAMS, withDifficultNames } from "../support/completing.js";
import { runInShell } from "../support/shell.js";

describe("zsh", () => {
  it("is given values, with what they mean behind a colon", { timeout: MANY_PROGRAMS }, async () => {
    const bench = await withDifficultNames();
    // What the completion system calls the function with, and what it hands on.
    const script = `
      eval "$(testio-mcp completion zsh)"
      _describe() { print -r -- "\${(j:|:)\${(P)3}} [\${argv[4,-1]}]"; }
      _files() { print files; }
      compset() { :; }
      try() { words=(testio-mcp "$@"); CURRENT=$#words; PREFIX=$words[-1]; _testio_mcp || print none; }
      try sho
      try show product We
      try show product 'Web\\:\\ S'
      try list bugs --status open,acc
      try metrics --filter sev
      try report --output x
      try show test zzz`;
    const { stdout, stderr } = await runInShell(bench, "zsh", ["-f", "-c", script]);
    expect(stderr).toBe("");
    expect(
      stdout
        .replaceAll(/product \d+/g, "product N")
        .split("\n")
        .slice(0, -1),
    ).toEqual([
      expect.stringMatching(/^show:Show one product, .* \[-U\]$/),
      "Web\\: Shop (new):product N [-U]",
      "Web\\: Shop (new):product N [-U]",
      "open,accepted [-U]",
      "severity= [-U -S ]",
      "files",
      "none",
    ]);
  });

  it("completes a name at the keyboard, open quotation marks included", { timeout: MANY_PROGRAMS }, async () => {
    await completeAtKeyboard("zsh -f -i", 'eval "$(testio-mcp completion zsh)"');
  });
});
