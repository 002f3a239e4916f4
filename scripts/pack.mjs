// @ts-check
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { promisify } from "node:util";
import { workspacePackages } from "./workspace.mjs";

const run = promisify(execFile);
const notCopied = new Set(["node_modules", ".turbo", "coverage", "src", "test"]);

/**
 * @typedef {object} PackedPackage
 * @property {string} name
 * @property {string} tarball Its path.
 * @property {number} size Of the tarball, in bytes.
 * @property {number} unpackedSize In bytes.
 * @property {string[]} files Paths inside the package.
 */

/**
 * Packs every published package with npm, as a release does, but in a copy of the workspace: packing rewrites
 * package.json for a moment, which must not happen under the feet of whatever else runs here.
 * @param {string} root The workspace; its packages must be built.
 * @param {string} destination Directory for the tarballs; made if missing.
 * @returns {Promise<PackedPackage[]>}
 */
export async function packPublished(root, destination) {
  await mkdir(destination, { recursive: true });
  const copy = await mkdtemp(join(tmpdir(), "pack-"));
  try {
    const packages = workspacePackages(root);
    for (const path of [
      "pnpm-workspace.yaml",
      "scripts",
      ...packages.map(({ directory }) => relative(root, directory)),
    ]) {
      const filter = (/** @type {string} */ file) => !notCopied.has(basename(file));
      await cp(join(root, path), join(copy, path), { recursive: true, filter });
    }
    const published = packages.filter((entry) => entry.published);
    const folders = published.map(({ directory }) => `./${relative(root, directory)}`);
    const args = ["pack", "--json", "--pack-destination", destination, ...folders];
    const { stdout } = await run("npm", args, { cwd: copy, maxBuffer: 64 * 1024 * 1024 });
    return readPackReport(stdout).map(({ name, filename, size, unpackedSize, files }) => ({
      name,
      tarball: join(destination, filename),
      size,
      unpackedSize,
      files: files.map(({ path }) => path),
    }));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/**
 * @param {string} stdout
 * @returns {{ name: string, filename: string, size: number, unpackedSize: number, files: { path: string }[] }[]}
 */
function readPackReport(stdout) {
  return JSON.parse(stdout.slice(stdout.indexOf("[")));
}
