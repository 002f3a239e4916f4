// @ts-check
/**
 * Writes the part of the documentation that code already says: settings, tools, metrics, REST and commands.
 *
 *   node scripts/reference.mjs            writes docs/reference/ and the table in docs/configuration.md
 *   node scripts/reference.mjs --check    only compares; exit code 1 when a page says something else than the code
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { serveHttp } from "./lib/program.mjs";
import { commandsPage } from "./reference/commands.mjs";
import { formatted } from "./reference/formatted.mjs";
import { metricsPage } from "./reference/metrics.mjs";
import { restPage } from "./reference/rest.mjs";
import { settingsTable } from "./reference/settings.mjs";
import { toolsPage } from "./reference/tools.mjs";
import { workspaceRoot } from "./workspace.mjs";

const root = workspaceRoot(import.meta.dirname);
const check = process.argv.includes("--check");
const BEGIN = "<!-- settings: written by scripts/reference.mjs -->";
const END = "<!-- settings end -->";

/** @param {string} page */
const inReference = (page) => join(root, "docs/reference", page);

/** @param {string} path */
async function withSettings(path) {
  const text = await readFile(path, "utf8");
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} must have "${BEGIN}" and "${END}" in it.`);
  return `${before}${BEGIN}\n\n${settingsTable()}\n\n${END}${after}`;
}

/** @param {string} path */
async function stored(path) {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

const home = await mkdtemp(join(tmpdir(), "testio-mcp-reference-"));
const where = { home, settings: { NO_COLOR: "1", TESTIO_CUSTOMER_API_BASE_URL: "http://127.0.0.1:9" } };
const server = await serveHttp(where);
try {
  const configuration = join(root, "docs/configuration.md");
  /** @type {[string, string][]} */
  const pages = [
    [configuration, await withSettings(configuration)],
    [inReference("tools.md"), await toolsPage(server.url)],
    [inReference("metrics.md"), metricsPage()],
    [inReference("rest.md"), await restPage(server.url)],
    [inReference("commands.md"), await commandsPage(where)],
  ];
  for (const [path, text] of pages) {
    const page = await formatted(root, path, text);
    const name = relative(root, path);
    if ((await stored(path)) === page) {
      console.log(`${name}: true`);
    } else if (check) {
      console.log(`${name}: not what the code says. Run \`npm run reference\`.`);
      process.exitCode = 1;
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, page);
      console.log(`${name}: written`);
    }
  }
} finally {
  await server.stop();
  await rm(home, { recursive: true, force: true });
}
