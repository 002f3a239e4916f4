import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "@testio/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packPublished } from "../scripts/pack.mjs";
import { type ProgramResult, runProgram } from "./support/run-program.js";

const program = `
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync } from "@testio/sync-core";

const client = createApiClient({ baseUrl: process.env.SIMULATOR_URL, token: process.env.SIMULATOR_TOKEN });
const store = await openStore({ path: "library.db", customerId: 1 });
const result = await executeSync({ client, store });
await store.close();
await client.close();
console.log(JSON.stringify(result));
`;

let directory: string;
let project: string;
let simulator: Simulator;
let installed: ProgramResult;

/** An environment in which nothing of this machine's own settings counts. */
const settings = () => ({
  HOME: join(directory, "home"),
  TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
  TESTIO_CUSTOMER_API_TOKEN: simulator.token,
  TESTIO_DB_PATH: join(directory, "cli.db"),
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "packed-install-"));
  project = join(directory, "project");
  await mkdir(project);
  await mkdir(join(directory, "home"));
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "project", private: true, type: "module" }));
  await writeFile(join(project, "program.js"), program);
  const packed = await packPublished(join(import.meta.dirname, ".."), join(directory, "tarballs"));
  const tarballs = packed.map(({ tarball }) => tarball);
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
  installed = await runProgram("npm", ["install", ...flags, ...tarballs], { cwd: project });
  simulator = await startSimulator({ products: 2, testsPerProduct: 20 });
}, 180_000);

afterAll(async () => {
  await simulator?.close();
  await rm(directory, { recursive: true, force: true });
});

describe("the packed packages, installed with npm in an empty project", () => {
  it("install without install scripts", () => {
    expect(installed, installed.stderr).toMatchObject({ code: 0 });
  });

  it("bring the program testio-mcp, which knows its version", async () => {
    const manifest: unknown = JSON.parse(await readFile(join(project, "node_modules/testio-mcp/package.json"), "utf8"));
    const { code, stdout, stderr } = await runProgram("npx", ["testio-mcp", "--version"], { cwd: project });
    expect(code, stderr).toBe(0);
    expect(manifest).toMatchObject({ version: stdout.trim() });
  });

  it("sync from the command line", async () => {
    const options = { cwd: project, env: settings() };
    const { code, stdout, stderr } = await runProgram("npx", ["testio-mcp", "sync", "--json"], options);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: "success", products_synced: 2 });
  });

  it("sync from a program of ten lines", async () => {
    const env = { SIMULATOR_URL: simulator.url, SIMULATOR_TOKEN: simulator.token };
    const { code, stdout, stderr } = await runProgram(process.execPath, ["program.js"], { cwd: project, env });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: "success", productsSynced: 2, errors: [] });
  });
});
