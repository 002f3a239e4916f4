// @ts-check
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @typedef {object} InstalledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} source Where its files are on this machine.
 * @property {string} path Where npm would put it, e.g. `node_modules/a` or `node_modules/a/node_modules/b`.
 */

/**
 * What `npm install` of a workspace package would bring, without asking a registry: its dependencies and theirs, found
 * where this workspace has them. The first version of a name goes to the top, others below the package that needs them.
 * @param {string} directory Of the package.
 * @returns {InstalledPackage[]} The package itself first.
 */
export function installedPackages(directory) {
  /** @type {Map<string, InstalledPackage>} */
  const placed = new Map();
  const queue = [place(placed, directory, "node_modules")];
  // Breadth first: all dependencies of a package have their places before any of theirs looks upwards for its own.
  for (let parent = queue.shift(); parent; parent = queue.shift()) {
    for (const dependency of dependenciesOf(parent)) {
      const { name, version } = manifestOf(dependency);
      const nearest = nearestOf(placed, parent.path, name);
      if (nearest?.version === version) continue;
      queue.push(place(placed, dependency, nearest ? join(parent.path, "node_modules") : "node_modules"));
    }
  }
  return [...placed.values()];
}

/**
 * @param {Map<string, InstalledPackage>} placed
 * @param {string} source
 * @param {string} into
 */
function place(placed, source, into) {
  const { name, version } = manifestOf(source);
  const entry = { name, version, source, path: join(into, name) };
  placed.set(entry.path, entry);
  return entry;
}

/**
 * @param {string} directory
 * @returns {{ name: string, version: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }}
 */
function manifestOf(directory) {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
}

/**
 * @param {InstalledPackage} parent
 * @returns {string[]} Directories.
 */
function dependenciesOf({ name, source }) {
  const { dependencies, optionalDependencies } = manifestOf(source);
  return Object.keys({ ...dependencies, ...optionalDependencies }).map((dependency) => {
    for (let directory = source; ; directory = dirname(directory)) {
      const candidate = join(directory, "node_modules", dependency);
      if (existsSync(candidate)) return realpathSync(candidate);
      if (directory === dirname(directory)) throw new Error(`${dependency}, which ${name} needs, is not installed.`);
    }
  });
}

/**
 * The package that an import of `name` finds, as Node looks for it: next to the importer, then further up.
 * @param {Map<string, InstalledPackage>} placed
 * @param {string} path Of the importer.
 * @param {string} name
 */
function nearestOf(placed, path, name) {
  for (let directory = path; directory !== "."; directory = dirname(directory)) {
    const found = placed.get(join(directory, "node_modules", name));
    if (found) return found;
  }
  return placed.get(join("node_modules", name));
}

/**
 * @param {string} directory
 * @returns {number} Bytes of all files in it, without the packages installed inside of it.
 */
export function sizeOf(directory) {
  let bytes = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isFile()) bytes += statSync(path).size;
    else if (entry.isDirectory() && entry.name !== "node_modules") bytes += sizeOf(path);
  }
  return bytes;
}
