// @ts-check
/** `npm run bundle`: makes `testio-mcp-VERSION.mcpb`, which Claude Desktop and others install by opening it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { makeBundle } from "./lib/bundle.mjs";
import { kilobytes } from "./lib/package-budget.mjs";
import { packPublished } from "./pack.mjs";
import { workspacePackages, workspaceRoot } from "./workspace.mjs";

const root = workspaceRoot(import.meta.dirname);
const program = workspacePackages(root).find(({ name }) => name === "testio-mcp");
const output = join(root, `testio-mcp-${program?.version}.mcpb`);
const directory = await mkdtemp(join(tmpdir(), "tarballs-"));
try {
  const size = await makeBundle(root, output, await packPublished(root, directory));
  console.log(`${relative(root, output)}: ${(kilobytes(size) / 1000).toFixed(1)} MB`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
