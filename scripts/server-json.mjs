// @ts-check
/**
 * Writes the version of the program into server.json, which is what the MCP registry is told of it. Part of
 * `npm run release:version`; a published version cannot be described anew.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { workspacePackages, workspaceRoot } from "./workspace.mjs";

const root = workspaceRoot(import.meta.dirname);
const file = join(root, "server.json");
const program = workspacePackages(root).find(({ name }) => name === "testio-mcp");
const text = await readFile(file, "utf8");
await writeFile(file, text.replaceAll(/("version": )"[^"]*"/g, `$1"${program?.version}"`));
