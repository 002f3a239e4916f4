// @ts-check
/**
 * Looks at every published package as its users get it: publint and Are The Types Wrong on the packed tarballs, what is
 * in them, and how large they are.
 *
 *   node scripts/check-packages.mjs           checks; exit code 1 when something is wrong
 *   node scripts/check-packages.mjs --renew   checks, and writes today's sizes as the new budget
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeBundle } from "./lib/bundle.mjs";
import { installedPackages, sizeOf } from "./lib/installed-packages.mjs";
import { BUNDLE, budgetProblems, INSTALL, kilobytes, readBudget, renewBudget } from "./lib/package-budget.mjs";
import { contentProblems, declarationProblems } from "./lib/package-contents.mjs";
import { packPublished } from "./pack.mjs";
import { workspacePackages, workspaceRoot } from "./workspace.mjs";

const run = promisify(execFile);
const root = workspaceRoot(import.meta.dirname);
const renew = process.argv.includes("--renew");

/**
 * @param {string} tool
 * @param {string[]} args
 * @returns {Promise<string[]>} What the tool objects to.
 */
async function objections(tool, args) {
  try {
    await run(join(root, "node_modules/.bin", tool), args);
    return [];
  } catch (error) {
    if (!(error instanceof Error && "stdout" in error && "stderr" in error)) throw error;
    return [`${tool}: ${error.stdout}${error.stderr}`];
  }
}

/** @param {string} name */
function directoryOf(name) {
  const directory = workspacePackages(root).find((entry) => entry.name === name)?.directory;
  if (directory === undefined) throw new Error(`The workspace has no package ${name}.`);
  return directory;
}

/**
 * What `npx testio-mcp` downloads and unpacks, reckoned from what is installed here.
 * @param {import("./pack.mjs").PackedPackage[]} packed
 */
function installSizes(packed) {
  const ours = new Map(packed.map(({ name, unpackedSize }) => [name, unpackedSize]));
  const installed = installedPackages(join(root, "apps/cli"));
  const bytes = installed.map(({ name, source }) => ours.get(name) ?? sizeOf(source));
  return { packages: installed.length, unpackedKB: kilobytes(bytes.reduce((sum, size) => sum + size, 0)) };
}

/**
 * @param {string} name
 * @param {string[]} problems
 */
function tell(name, problems) {
  console.log(problems.length === 0 ? `${name}: good` : `${name}\n${problems.join("\n")}`);
  if (problems.length > 0) process.exitCode = 1;
}

const directory = await mkdtemp(join(tmpdir(), "tarballs-"));
try {
  const budget = await readBudget(root);
  const packed = await packPublished(root, directory);
  /** @type {import("./lib/package-budget.mjs").Budget} */
  const measured = {};
  for (const { name, tarball, size, unpackedSize, files } of packed) {
    measured[name] = { packedKB: kilobytes(size), unpackedKB: kilobytes(unpackedSize), files: files.length };
    tell(name, [
      ...(await objections("publint", ["run", tarball, "--strict"])),
      ...(await objections("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji"])),
      ...contentProblems(files),
      ...(await declarationProblems(directoryOf(name), files)),
      ...(renew ? [] : budgetProblems(budget, name, measured[name])),
    ]);
  }
  measured[INSTALL] = installSizes(packed);
  tell(INSTALL, renew ? [] : budgetProblems(budget, INSTALL, measured[INSTALL]));
  if (renew && process.exitCode !== undefined) {
    console.error("The budget stays as it was: mend the packages first.");
  } else if (renew) {
    // Left to its own test otherwise, which makes one anyway.
    measured[BUNDLE] = { packedKB: kilobytes(await makeBundle(root, join(directory, "bundle.mcpb"), packed)) };
    await renewBudget(root, measured);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
