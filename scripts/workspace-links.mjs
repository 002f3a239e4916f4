// @ts-check
/**
 * Makes a package.json that npm can publish: `workspace:*` is pnpm's own, so `prepack` writes the version in its place
 * (`resolve`) and `postpack` puts the original back (`restore`). Works in the package's own directory.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workspacePackages, workspaceRoot } from "./workspace.mjs";

const manifestFile = "package.json";
const backupFile = "package.json.original";
const workspaceLink = /("([^"\s]+)"\s*:\s*)"workspace:([^"]*)"/g;

/**
 * @param {string} range What follows `workspace:`.
 * @param {string} version
 * @returns {string}
 */
function publishedRange(range, version) {
  if (range === "*" || range === "^") return `^${version}`;
  return range === "~" ? `~${version}` : range;
}

/**
 * @param {string} manifest Text of a package.json.
 * @param {Map<string, string>} versions Version by package name.
 * @returns {string} The same text, byte for byte but for the links.
 */
function resolveLinks(manifest, versions) {
  return manifest.replace(workspaceLink, (_link, key, name, range) => {
    const version = versions.get(name);
    if (version === undefined)
      throw new Error(`${name} is linked as workspace:${range}, but the workspace has no such package.`);
    return `${key}"${publishedRange(range, version)}"`;
  });
}

/**
 * Whether `manifest` is `original` or what a resolve, of whatever versions, made of it: nothing typed since would be lost.
 * @param {string} manifest
 * @param {string} original
 * @returns {boolean}
 */
function comesFrom(manifest, original) {
  const escaped = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  let pattern = "";
  let end = 0;
  for (const link of original.matchAll(workspaceLink)) {
    pattern += `${escaped(original.slice(end, link.index) + link[1])}"[^"\\s]*"`;
    end = link.index + link[0].length;
  }
  return new RegExp(`^${pattern}${escaped(original.slice(end))}$`).test(manifest);
}

/** @param {string} directory */
function refuse(directory) {
  throw new Error(
    `${join(directory, backupFile)} is left from an interrupted pack, and ${manifestFile} was changed since. ` +
      `Carry the change over to ${backupFile}, then move it to ${manifestFile}.`,
  );
}

/** @param {string} directory */
function restore(directory) {
  const manifest = join(directory, manifestFile);
  const backup = join(directory, backupFile);
  if (!existsSync(backup)) return;
  if (!comesFrom(readFileSync(manifest, "utf8"), readFileSync(backup, "utf8"))) refuse(directory);
  renameSync(backup, manifest);
}

/** @param {string} directory */
function resolveInPlace(directory) {
  restore(directory);
  const manifest = join(directory, manifestFile);
  const original = readFileSync(manifest, "utf8");
  const versions = new Map(workspacePackages(workspaceRoot(directory)).map(({ name, version }) => [name, version]));
  const resolved = resolveLinks(original, versions);
  if (resolved === original) return;
  // In this order, each by a rename: whenever the process dies, the original is whole in one of the two places.
  writeFileSync(`${join(directory, backupFile)}.new`, original);
  renameSync(`${join(directory, backupFile)}.new`, join(directory, backupFile));
  writeFileSync(`${manifest}.new`, resolved);
  renameSync(`${manifest}.new`, manifest);
}

const actions = new Map([
  ["resolve", resolveInPlace],
  ["restore", restore],
]);
const action = actions.get(process.argv[2] ?? "");
try {
  if (!action) throw new Error("Usage: node scripts/workspace-links.mjs resolve|restore (in a package's directory)");
  action(process.cwd());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
