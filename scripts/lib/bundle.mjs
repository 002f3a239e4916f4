// @ts-check
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { installedPackages } from "./installed-packages.mjs";

const run = promisify(execFile);

/**
 * Makes an MCP bundle: the packed packages and all they depend on, laid out as npm would install them, and a manifest that
 * asks for the settings. Its database driver has binaries for every platform, so one bundle serves all of them.
 * @param {string} root The workspace; its packages must be built.
 * @param {string} output Path of the bundle to write.
 * @param {readonly import("../pack.mjs").PackedPackage[]} packed All published packages.
 * @returns {Promise<number>} Its size in bytes.
 */
export async function makeBundle(root, output, packed) {
  const stage = await mkdtemp(join(tmpdir(), "bundle-"));
  try {
    const tarballs = new Map(packed.map(({ name, tarball }) => [name, tarball]));
    for (const { name, source, path } of installedPackages(join(root, "apps/cli"))) {
      await addPackage(tarballs.get(name), source, join(stage, path));
    }
    await cp(join(root, "mcpb"), stage, { recursive: true, filter: (file) => basename(file) !== "icon.svg" });
    await cp(join(root, "LICENSE"), join(stage, "LICENSE"));
    await completeManifest(stage);
    await run(join(root, "node_modules/.bin/mcpb"), ["pack", stage, output], { maxBuffer: 2 ** 24 });
    return (await stat(output)).size;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/**
 * @param {string | undefined} tarball Of a package of ours.
 * @param {string} source
 * @param {string} destination
 */
async function addPackage(tarball, source, destination) {
  await mkdir(destination, { recursive: true });
  if (tarball) {
    await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", destination]);
  } else {
    const filter = (/** @type {string} */ file) => !relative(source, file).split("/").includes("node_modules");
    await cp(source, destination, { recursive: true, filter });
  }
}

/**
 * Puts in what only the staged program knows: its version and its tools.
 * @param {string} stage
 */
async function completeManifest(stage) {
  const file = join(stage, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  const { version } = JSON.parse(await readFile(join(stage, "node_modules/testio-mcp/package.json"), "utf8"));
  const tools = await listTools(join(stage, manifest.server.entry_point), stage);
  await writeFile(file, `${JSON.stringify({ ...manifest, version, tools }, null, 2)}\n`);
}

/**
 * @param {string} program
 * @param {string} home
 * @returns {Promise<{ name: string, description: string }[]>}
 */
async function listTools(program, home) {
  const client = new Client({ name: "bundle", version: "1.0.0" });
  const env = { HOME: home, TESTIO_ENABLE_LOCAL_STORE: "false", TESTIO_REFRESH_INTERVAL_SECONDS: "0" };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, "serve"], env, cwd: home, stderr: "ignore" }),
  );
  try {
    const { tools } = await client.listTools();
    return tools.map(({ name, description = "" }) => ({ name, description: firstSentence(description) }));
  } finally {
    await client.close();
  }
}

/** @param {string} text */
function firstSentence(text) {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, ".") ?? text;
}
