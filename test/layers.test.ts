import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

/** Every kind of import that the layers forbid: the file, what it imports, and the rules that must object. */
const forbidden: [file: string, code: string, rules: string[]][] = [
  ["packages/api-client/src/a.ts", 'import "@testio/store";', ["api-client-imports-only-its-layers"]],
  ["packages/store/src/a.ts", 'import "@testio/config";', ["store-imports-only-its-layers"]],
  ["packages/config/src/a.ts", 'import "@testio/api-client";', ["config-imports-only-its-layers"]],
  ["packages/sync-core/src/a.ts", 'import "@testio/insights";', ["sync-core-imports-only-its-layers"]],
  ["packages/sync-core/src/b.ts", 'import "@testio/config";', ["sync-core-imports-only-its-layers"]],
  ["packages/sync-core/src/c.ts", 'import "@testio/simulator";', ["sync-core-imports-only-its-layers"]],
  ["packages/insights/src/a.ts", 'import "@testio/sync-core";', ["insights-imports-only-its-layers"]],
  ["packages/insights/src/b.ts", 'import type { x } from "@testio/api-client";', ["insights-imports-only-its-layers"]],
  ["packages/simulator/src/a.ts", 'import "@testio/api-client";', ["simulator-imports-only-its-layers"]],
  ["apps/mcp-server/src/a.ts", 'import "testio-mcp";', ["mcp-server-imports-only-its-layers"]],
  ["apps/mcp-server/src/b.ts", 'import "@testio/simulator";', ["mcp-server-imports-only-its-layers"]],
  ["packages/store/src/b.ts", 'import "@testio/mcp-server";', ["store-imports-only-its-layers"]],
  ["packages/insights/test/a.test.ts", 'import "@testio/config";', ["insights-tests-import-only-its-layers"]],
  ["packages/brand-new/src/a.ts", 'import "node:fs";', ["unknown-layer"]],
  [
    "packages/sync-core/src/d.ts",
    'import "../../store/src/inner.js";',
    ["no-package-internals", "no-path-into-another-package"],
  ],
  ["packages/sync-core/src/e.ts", 'import "../../store/src/index.js";', ["no-path-into-another-package"]],
  ["packages/sync-core/src/f.ts", 'import "@testio/store/src/inner.js";', ["no-unresolvable"]],
  ["packages/store/src/c.ts", 'import "../test/helper.js";', ["src-imports-no-test"]],
  ["packages/store/src/one.ts", 'import "./two.js";', ["no-cycles"]],
  ["apps/mcp-server/src/c.ts", 'import "@modelcontextprotocol/sdk/server/mcp.js";', ["mcp-sdk-stays-in-protocol"]],
  ["apps/cli/src/a.ts", 'import type { x } from "@modelcontextprotocol/sdk/types.js";', ["mcp-sdk-stays-in-protocol"]],
  ["packages/store/src/d.ts", 'import "better-sqlite3";', ["sqlite-stays-in-store-sqlite"]],
  ["packages/insights/src/c.ts", 'import "@prisma/client";', ["prisma-stays-in-store"]],
  ["packages/insights/src/d.ts", 'import "./missing.js";', ["no-unresolvable"]],
  ["examples/src/a.ts", 'import "@testio/mcp-server";', ["examples-import-libraries"]],
  ["examples/src/b.ts", 'import "../../packages/store/src/inner.js";', ["examples-import-libraries"]],
  ["packages/store/src/e.ts", 'import "../../../examples/src/ok.js";', ["nobody-imports-examples"]],
];

/** What must go on being allowed, or the rules would only ever say no. */
const allowed: [file: string, code: string][] = [
  ["packages/sync-core/src/ok.ts", 'import "@testio/api-client"; import "@testio/store";'],
  ["packages/insights/test/ok.ts", 'import "@testio/sync-core"; import "@testio/api-client";'],
  ["packages/insights/src/ok.ts", 'import { x } from "@testio/store"; export const y = x;'],
  ["packages/simulator/src/ok.ts", 'import type { x } from "@testio/api-client"; export type Y = typeof x;'],
  ["packages/sync-core/test/ok.test.ts", 'import "@testio/simulator"; import "../src/index.js";'],
  ["packages/store/src/sqlite/ok.ts", 'import "better-sqlite3";'],
  ["packages/store/src/ok.ts", 'import "@prisma/client"; import "node:fs";'],
  ["apps/mcp-server/src/protocol/ok.ts", 'import "@modelcontextprotocol/sdk/server/mcp.js";'],
  ["examples/src/ok.ts", 'import "@testio/sync-core"; import "@testio/store";'],
  ["apps/cli/src/ok.ts", 'import "@testio/mcp-server"; import "@testio/insights"; import "@testio/config";'],
];

const layers = [
  "packages/api-client",
  "packages/brand-new",
  "packages/config",
  "packages/insights",
  "packages/simulator",
  "packages/store",
  "packages/sync-core",
  "apps/cli",
  "apps/mcp-server",
];

interface Violation {
  from: string;
  rule: { name: string };
}

let tree: string;
let violations: Violation[];

async function write(path: string, text: string): Promise<void> {
  const file = join(tree, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function writePackage(name: string): Promise<void> {
  await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
  for (const file of ["index.js", "server/mcp.js", "types.js"]) await write(`node_modules/${name}/${file}`, "");
}

async function writeTree(): Promise<void> {
  const dependencies = { "better-sqlite3": "1.0.0", "@prisma/client": "1.0.0", "@modelcontextprotocol/sdk": "1.0.0" };
  for (const layer of layers) {
    await write(`${layer}/package.json`, JSON.stringify({ dependencies }));
    await write(`${layer}/src/index.ts`, "export const x = 1;\n");
  }
  await write("packages/store/src/inner.ts", "export const inner = 1;\n");
  await write("packages/store/src/two.ts", 'import "./one.js";\n');
  await write("packages/store/test/helper.ts", "export const helper = 1;\n");
  for (const name of Object.keys(dependencies)) await writePackage(name);
  for (const [file, code] of [...forbidden, ...allowed]) await write(file, `${code}\n`);
  for (const file of [".dependency-cruiser.mjs", "tsconfig.layers.json"]) await cp(join(root, file), join(tree, file));
}

async function cruise(): Promise<Violation[]> {
  const cruiser = join(root, "node_modules/.bin/depcruise");
  const args = ["--config", ".dependency-cruiser.mjs", "--output-type", "json", "packages", "apps", "examples"];
  const { stdout } = await run(cruiser, args, { cwd: tree, maxBuffer: 16 * 1024 * 1024 });
  const report: { summary: { violations: Violation[] } } = JSON.parse(stdout);
  return report.summary.violations;
}

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), "layers-"));
  await writeTree();
  violations = await cruise();
});

afterAll(() => rm(tree, { recursive: true, force: true }));

function objectionsTo(file: string): string[] {
  return [...new Set(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name))].sort();
}

describe("the layers", () => {
  it.each(forbidden)("forbid %s: %s", (file, _code, rules) => {
    expect(objectionsTo(file)).toEqual(rules);
  });

  it.each(allowed)("allow %s: %s", (file) => {
    expect(objectionsTo(file)).toEqual([]);
  });

  it("say nothing about files that import nothing", () => {
    const described = new Set([...forbidden, ...allowed].map(([file]) => file));
    expect(violations.filter(({ from }) => !described.has(from))).toEqual([]);
  });
});
