import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openInTerminal } from "./support/pseudo-terminal.js";
import { programDirectory, runInShell } from "./support/shell.js";
import { Workbench } from "./support/workbench.js";

/** Milliseconds for a dozen programs, one after the other, on a machine that does other things as well. */
const MANY_PROGRAMS = 120_000;

const NAMES = ["Web: Shop (new)", "Büro-App", 'Anna\'s "Best" App'] as const;
const [SHOP, OFFICE, BEST] = NAMES;

async function synced() {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: NAMES.length, testsPerProduct: 3, bugsPerTest: 0 });
  for (const [index, id] of simulator.truth.productIds().entries()) {
    simulator.world.updateProduct(id, { name: NAMES[index] });
  }
  await bench.run(["sync"]);
  return bench;
}

const LINES = [
  "testio-mcp sho",
  "testio-mcp show product We",
  'testio-mcp show product "We',
  "testio-mcp show product 'An",
  "testio-mcp show product Bü",
  "testio-mcp list bugs --product=We",
  "testio-mcp list bugs --status open,acc",
  "testio-mcp metrics --filter sev",
  "testio-mcp show test zzz",
];

describe("bash", () => {
  it("is given what it can put on the line as it is", { timeout: MANY_PROGRAMS }, async () => {
    const bench = await synced();
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
});

describe("zsh", () => {
  it("is given values, with what they mean behind a colon", { timeout: MANY_PROGRAMS }, async () => {
    const bench = await synced();
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
});

describe("fish", () => {
  it("is given values and what they mean", { timeout: MANY_PROGRAMS }, async () => {
    const bench = await synced();
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
});

describe("at a keyboard", () => {
  const shells: [shell: string, start: string, load: string][] = [
    ["bash", "bash --norc --noprofile -i", 'eval "$(testio-mcp completion bash)"'],
    ["zsh", "zsh -f -i", 'eval "$(testio-mcp completion zsh)"'],
    ["fish", "fish --no-config -i", "testio-mcp completion fish | source"],
  ];

  it.each(shells)(
    "%s completes a name, open quotation marks included",
    { timeout: MANY_PROGRAMS },
    async (_shell, start, load) => {
      const bench = await synced();
      const PATH = `${programDirectory(bench)}:${process.env.PATH}`;
      const { type, shown, finished } = openInTerminal(bench, start, { env: { PATH, LC_ALL: "C.UTF-8" } });
      // The word is put together, so that what was typed is not taken for what was answered.
      type(`${load}; echo rea""dy\n`);
      await shown("ready");
      type("testio-mcp show product We\t--json | cat\n");
      await shown(`"name": "${SHOP}"`);
      type('testio-mcp show product "Bü\t--json | cat\n');
      await shown(`"name": "${OFFICE}"`);
      type("exit\n");
      await finished;
    },
  );
});
