// @ts-check
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { measureConcurrency } from "./concurrency.mjs";
import { makeBigDatabase } from "./lib/big-database.mjs";
import { cpuMs, memoryMb } from "./lib/process.mjs";
import { cli, environment, withDirectory } from "./lib/programs.mjs";
import { LISTS_AND_SUMMARIES, metricPairs, metricsOf, reportOf, reportOfAll, searches } from "./lib/questions.mjs";
import { percentile, sample } from "./lib/statistics.mjs";
import { row } from "./lib/table.mjs";
import { zipfTexts, zipfWords } from "./lib/texts.mjs";

/** @typedef {import("./lib/questions.mjs").Question} Question */
/** @typedef {{ name: string, arguments: Record<string, unknown> }} Call */

const CALLS = 300;
const MOST_MB = 250;
const SIZE = "100,000 tests, 1,000,000 bugs";

/** How fast the built server answers at 100,000 tests and 1,000,000 bugs. */
export function measureAnswers() {
  return withDirectory(async (directory) => {
    await makeBigDatabase(join(directory, "cache.db"), { texts: zipfTexts(1), now: new Date() });
    return measureAnswersOf(directory);
  });
}

/** @param {string} directory that holds `cache.db` as `makeBigDatabase` makes it, a few minutes old */
export async function measureAnswersOf(directory) {
  return [...(await throughStdio(directory)), ...(await measureConcurrency(directory))];
}

/** @param {string} directory */
async function throughStdio(directory) {
  // Nothing is due, so that nobody is asked at the address where nobody is.
  const env = environment(directory, { url: "http://127.0.0.1:9", token: "x".repeat(40) });
  const client = new Client({ name: "bench", version: "1.0.0" });
  const stderr = /** @type {const} */ ("ignore");
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [cli, "serve"],
    env,
    cwd: directory,
    stderr,
  });
  await client.connect(transport);
  const server = { client, pid: transport.pid ?? 0, database: join(directory, "cache.db") };
  try {
    const rows = [];
    for (const [name, questions] of Object.entries(LISTS_AND_SUMMARIES))
      rows.push(await measure(server, `${name}, MCP stdio p95`, 10, { name, questions }));
    rows.push(
      await measure(server, "search, MCP stdio p95", 30, { name: "search", questions: searches(zipfWords()) }),
      ...(await metricsAndReports(server)),
    );
    const { now, peak } = await memoryMb(server.pid);
    const detail = `${Math.round(now)} MB at the end`;
    return [...rows, row(`memory of the server at ${SIZE}, at most`, peak, MOST_MB, { unit: " MB", detail })];
  } finally {
    await client.close();
  }
}

/** @typedef {{ client: Client, pid: number, database: string }} Server */

/**
 * Reads a file to its end, so that the system holds it: what is measured is a warm database, and a machine with other guests
 * takes back what was not used for a minute.
 * @param {string} path
 */
async function warm(path) {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), nowhere);
}

/** @param {Server} server */
async function metricsAndReports(server) {
  const pairs = await allPairs(server.client);
  /** @type {Question[]} */
  const ofOne = pairs.map((pair) => (turn) => ({ ...pair, ...metricsOf(turn) }));
  // Some of the pairs: over everything, each takes as long as all of one product's calls.
  const ofAll = pairs.filter((_, index) => index % 5 === 0).map((pair) => () => pair);
  const report = "get_product_quality_report";
  return [
    await measure(server, "query_metrics, two dimensions, one product, p95", 150, {
      name: "query_metrics",
      questions: ofOne,
      calls: ofOne.length,
    }),
    await measure(server, "query_metrics, two dimensions, everything, p95", 1500, {
      name: "query_metrics",
      questions: ofAll,
      calls: ofAll.length,
    }),
    await measure(server, "quality report, one product, p95", 150, { name: report, questions: [reportOf], calls: 60 }),
    await measure(server, "quality report, everything, p95", 1500, {
      name: report,
      questions: [() => reportOfAll],
      calls: 5,
    }),
  ];
}

/** @param {Client} client */
async function allPairs(client) {
  const { metrics, dimensions } = /** @type {Record<string, { key: string }[]>} */ (
    await answer(client, { name: "get_analytics_capabilities", arguments: {} })
  );
  const keys = (/** @type {{ key: string }[] | undefined} */ list) => (list ?? []).map(({ key }) => key);
  return metricPairs(keys(metrics), keys(dimensions));
}

/**
 * @param {Server} server
 * @param {string} what
 * @param {number} limitMs
 * @param {{ name: string, questions: readonly Question[], calls?: number }} options
 */
async function measure({ client, pid, database }, what, limitMs, { name, questions, calls = CALLS }) {
  await warm(database);
  const asked = (/** @type {number} */ turn) => questions[turn % questions.length]?.(turn) ?? {};
  const warmUp = Math.max(questions.length <= 10 ? questions.length * 2 : 5, Math.ceil(calls / 10));
  for (let turn = 0; turn < warmUp; turn += 1) await answer(client, { name, arguments: asked(turn) });
  const cpuBefore = await cpuMs(pid);
  const samples = await sample(calls, (turn) => answer(client, { name, arguments: asked(turn) }), 0);
  const cpu = ((await cpuMs(pid)) - cpuBefore) / calls;
  const ms = (/** @type {number} */ value) => value.toPrecision(3);
  const detail = [
    `p50 ${ms(percentile(samples, 0.5))}`,
    `server CPU ${ms(cpu)}`,
    ...(questions.length === 1 ? [] : [slowest(samples, asked, questions.length)]),
  ];
  return row(what, percentile(samples, 0.95), limitMs, { unit: " ms", detail: detail.join(", ") });
}

/**
 * The kind of question that takes longest, by its median.
 * @param {readonly number[]} samples
 * @param {Question} asked
 * @param {number} kinds
 */
function slowest(samples, asked, kinds) {
  const medians = Array.from({ length: kinds }, (_, kind) => ({
    kind,
    median: percentile(
      samples.filter((_, turn) => turn % kinds === kind),
      0.5,
    ),
  }));
  const [worst = { kind: 0, median: Number.NaN }] = medians.toSorted((a, b) => b.median - a.median);
  return `slowest ${worst.median.toPrecision(3)} for ${JSON.stringify(asked(worst.kind))}`;
}

/** Two dimensions with too many groups to be of use to anybody: to say so, it has to count them. */
const TOO_MANY_GROUPS = /make more than [\d,]+ groups/;

/** @param {Client} client @param {Call} call */
async function answer(client, call) {
  const { isError, content, structuredContent } = await client.callTool(call, undefined, { timeout: 120_000 });
  const { coverage } = /** @type {{ coverage?: { complete: boolean } }} */ (structuredContent ?? {});
  const text = JSON.stringify(content);
  // What is incomplete was not counted to its end, or was looked for elsewhere.
  if ((isError && !TOO_MANY_GROUPS.test(text)) || coverage?.complete === false)
    throw new Error(`${JSON.stringify(call)}: ${text.slice(0, 1000)}`);
  return structuredContent;
}
