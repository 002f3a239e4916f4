// @ts-check
/**
 * `npm run bench`: measures what the product promises of speed and prints one table; `--full` uses the large sizes throughout.
 * Exit code 1 when a promise is not kept. The table is also written to `benchmarks/results/` as JSON.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { measureAnswers } from "./answers.mjs";
import { measureColdStart } from "./cold-start.mjs";
import { measureLatency } from "./latency.mjs";
import { machineSpread } from "./lib/machine.mjs";
import { root, withDirectory } from "./lib/programs.mjs";
import { print } from "./lib/table.mjs";
import { measureLists } from "./lists.mjs";
import { measureBugRequests, measureListsDuringSync, measureLongLists } from "./sync-speed.mjs";
import { measureThroughput } from "./throughput.mjs";

const full = process.argv.includes("--full");
const size = { products: 10, tests: full ? 10_000 : 2000 };
const LISTED = 100_000;

const started = performance.now();
const atFirst = await machineSpread();
const rows = [
  ...(await measureColdStart()),
  ...(await measureLatency()),
  ...(await measureLongLists()),
  ...(await measureBugRequests()),
  ...(await measureListsDuringSync()),
  ...(await withDirectory(async (directory) => [
    ...(await measureThroughput(directory, size)),
    ...(await measureLists(directory, LISTED)),
  ])),
  ...(await measureAnswers()),
];
const atLast = await machineSpread();
print(rows);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`\n${seconds} s on Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}`);
/** @param {{ p50: number, p95: number }} measured */
const spread = ({ p50, p95 }) => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
console.log(`The same work each time, on this machine: ${spread(atFirst)} at first, ${spread(atLast)} at last`);

const results = join(root, "benchmarks", "results");
await mkdir(results, { recursive: true });
const file = join(results, `${new Date().toISOString().replaceAll(":", "-")}.json`);
await writeFile(
  file,
  `${JSON.stringify({ full, node: process.version, machine: { atFirst, atLast }, rows }, null, 2)}\n`,
);
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
