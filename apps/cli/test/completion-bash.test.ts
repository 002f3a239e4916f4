import { describe, expect, it } from "vitest";
import { completeAtKeyboard, LINES, MANY_PROGRAMS, OFFICE, SHOP, withDifficultNames } from "./support/completing.js";
import { runInShell } from "./support/shell.js";

describe("bash", () => {
  it("is given what it can put on the line as it is", { timeout: MANY_PROGRAMS }, async () => {
    const bench = await withDifficultNames();
    const script = `
      set -eu
      eval "$(testio-mcp completion bash)"
      set +e
      while IFS= read -r line; do
        COMP_LINE=$line COMP_POINT=\${#line}
        _testio_mcp
        echo "\${COMPREPLY[*]-}"
      done <<'LINES'
${LINES.join("\n")}
LINES`;
    const { stdout, stderr, code } = await runInShell(bench, "bash", ["--norc", "--noprofile", "-c", script]);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout.split("\n").slice(0, -1)).toEqual([
      "show",
      "Web:\\ Shop\\ \\(new\\)",
      SHOP,
      "Anna'\\''s \"Best\" App",
      OFFICE,
      "Web:\\ Shop\\ \\(new\\)",
      "open,accepted",
      "severity=",
      "",
    ]);
  });

  it("completes a name at the keyboard, open quotation marks included", { timeout: MANY_PROGRAMS }, async () => {
    await completeAtKeyboard("bash --norc --noprofile -i", 'eval "$(testio-mcp completion bash)"');
  });
});
