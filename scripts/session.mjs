// @ts-check
/**
 * Records the terminal session of the README: runs its commands, as built, in an empty home over the simulator, and writes
 * what they print into README.md. `node scripts/session.mjs`
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "@testio/simulator";
import { cli, run } from "./lib/program.mjs";
import { workspaceRoot } from "./workspace.mjs";

const COMMANDS = [
  ["setup", "--token-env", "TESTIO_TOKEN", "--connect", "cursor", "--sync", "--yes"],
  // Of what a terminal shows, as much as fits.
  [
    ...["list", "bugs", "--product", "nordbank", "--status", "open", "--sort-by", "severity", "--limit", "4"],
    ...["--columns", "id,title,severity,reported_at"],
  ],
  ["metrics", "--metrics", "rejection_rate", "--dimensions", "product", "--start-date", "last 90 days"],
  ["report", "--products", "nordbank", "--period", "last quarter", "--output", "nordbank.html"],
];
const BEGIN = "<!-- session: written by scripts/session.mjs -->";
const END = "<!-- session end -->";
/** A bar on a terminal, lines in a pipe. */
const PROGRESS = /^(?:Products|Features|Tests|Bugs)(?: \d+\/\d+: .*| of .*| …|: done\.)$/;

const root = workspaceRoot(import.meta.dirname);
const home = await mkdtemp(join(tmpdir(), "testio-mcp-session-"));
const size = { products: 5, testsPerProduct: 60, bugsPerTest: 8 };
const simulator = await startSimulator({ ...size, seed: 1, quirks: false, now: new Date() });
const settings = {
  COLUMNS: "100",
  TESTIO_TOKEN: simulator.token,
  TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
};

/** @param {string[]} command @returns {Promise<string>} what a terminal would show of it */
async function record(command) {
  const { shown } = await run([cli, ...command], { home, settings });
  const lines = shown.split("\n").filter((line) => !PROGRESS.test(line));
  return lines.join("\n").replaceAll(home, "~").trimEnd();
}

const quoted = (/** @type {string} */ word) => (word.includes(" ") ? `"${word}"` : word);

try {
  const recorded = [];
  for (const command of COMMANDS) {
    recorded.push(`$ testio-mcp ${command.map(quoted).join(" ")}\n${await record(command)}`);
  }
  const path = join(root, "README.md");
  const readme = await readFile(path, "utf8");
  const [before = "", rest = ""] = readme.split(BEGIN);
  const after = rest.split(END)[1];
  if (after === undefined) throw new Error(`README.md must have "${BEGIN}" and "${END}" in it.`);
  await writeFile(path, `${before}${BEGIN}\n\n\`\`\`console\n${recorded.join("\n\n")}\n\`\`\`\n\n${END}${after}`);
} finally {
  await simulator.close();
  await rm(home, { recursive: true, force: true });
}
