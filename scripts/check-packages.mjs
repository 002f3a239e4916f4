// @ts-check
/** Looks at every published package as its users get it: publint and Are The Types Wrong on the packed tarballs. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packPublished } from "./pack.mjs";
import { workspaceRoot } from "./workspace.mjs";

const run = promisify(execFile);
const root = workspaceRoot(import.meta.dirname);

/**
 * @param {string} tool
 * @param {string[]} args
 * @returns {Promise<string | null>} What the tool objects to.
 */
async function objections(tool, args) {
  try {
    await run(join(root, "node_modules/.bin", tool), args);
    return null;
  } catch (error) {
    if (!(error instanceof Error && "stdout" in error && "stderr" in error)) throw error;
    return `${tool}: ${error.stdout}${error.stderr}`;
  }
}

const directory = await mkdtemp(join(tmpdir(), "tarballs-"));
try {
  for (const { name, tarball } of await packPublished(root, directory)) {
    const found = [
      await objections("publint", ["run", tarball, "--strict"]),
      await objections("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji"]),
    ].filter((text) => text !== null);
    console.log(found.length === 0 ? `${name}: good` : `${name}\n${found.join("\n")}`);
    if (found.length > 0) process.exitCode = 1;
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
