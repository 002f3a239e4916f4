// @ts-check
/**
 * Asks the built server ten questions with a client that was not written here, the command line of the MCP Inspector,
 * over stdio and HTTP by turns, and checks every answer against the simulator's own records.
 *
 *   node scripts/questions.mjs            exit code 1 when an answer is wrong
 *   node scripts/questions.mjs --write    also writes the transcript, docs/questions.md
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { startSimulator } from "@testio/simulator";
import { cli, run, serveHttp } from "./lib/program.mjs";
import { QUESTIONS } from "./questions/questions.mjs";
import { recordsOf } from "./questions/records.mjs";
import { transcript } from "./questions/transcript.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inspector = join(root, "node_modules/.bin/mcp-inspector");

const home = await mkdtemp(join(tmpdir(), "testio-mcp-questions-"));
const simulator = await startSimulator({
  seed: 7,
  products: 4,
  testsPerProduct: 60,
  bugsPerTest: 6,
  now: new Date("2026-07-15T12:00:00Z"),
});
const settings = {
  TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
  TESTIO_CUSTOMER_API_TOKEN: simulator.token,
  TESTIO_REFRESH_INTERVAL_SECONDS: "0",
};
const where = { home, settings };
/** @type {Awaited<ReturnType<typeof serveHttp>> | undefined} */
let server;
try {
  await run([cli, "sync", "--bugs"], where);
  server = await serveHttp(where);
  const records = recordsOf(simulator);
  const asked = [];
  for (const [index, question] of QUESTIONS.entries()) {
    const overHttp = index % 2 === 1;
    const given = Object.entries(question.given(records)).flatMap(([name, value]) => [
      "--tool-arg",
      `${name}=${value}`,
    ]);
    const target = overHttp ? [`${server.url}/mcp`] : [process.execPath, cli, "serve"];
    const variables = Object.entries(settings).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
    const call = ["--method", "tools/call", "--tool-name", question.tool, ...given];
    const inspection = ["--cli", ...(overHttp ? [] : variables), ...target, "--format", "json", "--quiet", ...call];
    const { stdout } = await run([inspector, ...inspection], where);
    const { result } = JSON.parse(stdout);
    const answer = result.isError ? result.content[0].text : question.read(result.structuredContent);
    const expected = question.expected(records);
    const right = isDeepStrictEqual(answer, expected);
    console.log(`${right ? "right" : "WRONG"}  ${question.asks}`);
    if (!right) console.log(`  answered ${JSON.stringify(answer)}\n  expected ${JSON.stringify(expected)}`);
    asked.push({
      question,
      transport: overHttp ? "HTTP" : "stdio",
      call,
      printed: result.structuredContent,
      answer,
      right,
    });
  }
  if (asked.some(({ right }) => !right)) process.exitCode = 1;
  else if (process.argv.includes("--write")) {
    const { version } = JSON.parse(
      await readFile(join(root, "node_modules/@modelcontextprotocol/inspector/package.json"), "utf8"),
    );
    await writeFile(join(root, "docs/questions.md"), transcript(asked, version));
  }
} finally {
  await server?.stop();
  await simulator.close();
  await rm(home, { recursive: true, force: true });
}
