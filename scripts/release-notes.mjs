// @ts-check
/** Prints what the changelog of the program says of its current version, for the release on GitHub. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { workspaceRoot } from "./workspace.mjs";

const directory = join(workspaceRoot(import.meta.dirname), "apps/cli");
const { version } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
const changelog = await readFile(join(directory, "CHANGELOG.md"), "utf8");
const section = changelog.split(/^## /m).find((text) => text.startsWith(`${version}\n`));
if (section === undefined) throw new Error(`apps/cli/CHANGELOG.md says nothing about ${version}.`);
console.log(section.slice(version.length).trim());
