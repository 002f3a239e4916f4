// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @typedef {object} WorkspacePackage
 * @property {string} name
 * @property {string} version
 * @property {string} directory Absolute.
 * @property {boolean} published False for packages marked `private`.
 */

/**
 * The directory that holds `pnpm-workspace.yaml`, here or above.
 * @param {string} start
 * @returns {string}
 */
export function workspaceRoot(start) {
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, "pnpm-workspace.yaml"))) return directory;
    if (directory === dirname(directory)) throw new Error(`No pnpm-workspace.yaml in ${start} or above it.`);
  }
}

/**
 * The globs under `packages:`. The install runs before any YAML parser is there, so this reads the plain list form only.
 * @param {string} yaml
 * @returns {string[]}
 */
function packageGlobs(yaml) {
  const list = /^packages:\n((?:[ \t]+-.*\n?)+)/m.exec(yaml)?.[1];
  if (!list) throw new Error("pnpm-workspace.yaml has no list of packages.");
  return [...list.matchAll(/^[ \t]+-[ \t]*["']?([^"'\s]+)["']?[ \t]*$/gm)].map((match) => match[1] ?? "");
}

/**
 * @param {string} root
 * @param {string} glob `directory` or `directory/*`; pnpm knows more forms, this workspace uses these two.
 * @returns {string[]}
 */
function directoriesOf(root, glob) {
  if (!glob.endsWith("/*")) return [join(root, glob)];
  const parent = join(root, glob.slice(0, -2));
  if (parent.includes("*") || glob.startsWith("!"))
    throw new Error(`pnpm-workspace.yaml: cannot read the glob ${glob}.`);
  const entries = existsSync(parent) ? readdirSync(parent, { withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(parent, entry.name));
}

/**
 * Every package of the workspace but its root, sorted by directory.
 * @param {string} root
 * @returns {WorkspacePackage[]}
 */
export function workspacePackages(root) {
  const globs = packageGlobs(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"));
  return globs
    .flatMap((glob) => directoriesOf(root, glob))
    .filter((directory) => existsSync(join(directory, "package.json")))
    .sort()
    .map((directory) => {
      const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
      return { name: manifest.name, version: manifest.version, directory, published: manifest.private !== true };
    });
}
