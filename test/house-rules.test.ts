import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runProgram } from "./support/run-program.js";

const root = join(import.meta.dirname, "..");

/** What no linter rule catches. Each: why it may not be there, and how it looks. */
const banned: [reason: string, pattern: RegExp][] = [
  [
    "fix the finding instead of silencing it",
    /biome-ignore|eslint-disable|@ts-(?:ignore|expect-error|nocheck)|v8 ignore/,
  ],
  ["open an issue instead of leaving a note", /\b(?:TODO|FIXME|XXX)\b/],
  ["a path of one machine means nothing on another", /["'`\s(]\/(?:home|Users|work|root)\/\w/],
  ["registries come from each machine's own npm settings", /\bregistry\.(?:npmjs\.org|yarnpkg\.com)/],
];

async function sourceFiles(): Promise<string[]> {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { code, stdout, stderr } = await runProgram("git", args, { cwd: root });
  if (code !== 0) throw new Error(`git ls-files: ${stderr}`);
  return stdout.split("\n").filter((file) => /\.(?:[cm]?[jt]s|json|ya?ml|prisma|sql)$/.test(file));
}

async function findings(file: string): Promise<string[]> {
  const lines = (await readFile(join(root, file), "utf8")).split("\n");
  return lines.flatMap((line, index) =>
    banned.filter(([, pattern]) => pattern.test(line)).map(([reason]) => `${file}:${index + 1} ${reason}`),
  );
}

it("are kept by every source file", async () => {
  const files = (await sourceFiles()).filter((file) => !import.meta.filename.endsWith(file));
  expect(files.length).toBeGreaterThan(100);
  expect((await Promise.all(files.map(findings))).flat()).toEqual([]);
});
