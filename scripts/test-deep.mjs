// @ts-check
/**
 * Random histories of the sync engine, many more than `npm test` has time for. Every failure is printed with its seed, its path
 * and the smallest history that shows it. Exit code 0 = none.
 *
 *   npm run test:deep                              20,000 histories
 *   npm run test:deep -- --minutes 60              as many as an hour takes
 *   npm run test:deep -- --seed 1234 --path 5:1:0  one of them again
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { workspaceRoot } from "./workspace.mjs";

process.chdir(workspaceRoot(import.meta.dirname));

const { values } = parseArgs({
  options: {
    histories: { type: "string" },
    minutes: { type: "string" },
    seed: { type: "string" },
    path: { type: "string" },
    jobs: { type: "string" },
  },
});
for (const name of /** @type {const} */ (["histories", "minutes", "seed", "jobs"])) {
  if (values[name] !== undefined && Number.isNaN(Number(values[name])))
    usage(`--${name} takes a number, not "${values[name]}".`);
}
if (values.path !== undefined && values.seed === undefined) usage("--path needs the --seed it belongs to.");

/**
 * @param {string} message
 * @returns {never}
 */
function usage(message) {
  console.error(message);
  process.exit(2);
}

// One seed is one sequence of histories.
const jobs = values.seed === undefined ? Number(values.jobs ?? availableParallelism()) : 1;
const all = Number(values.histories ?? (values.minutes === undefined ? 20_000 : 1e9));
const histories = values.path === undefined ? Math.ceil(all / jobs) : 1;

/** @type {Record<string, string>} */
const settings = {
  HISTORIES: String(histories),
  ...(values.minutes && { HISTORIES_MINUTES: values.minutes }),
  ...(values.seed && { HISTORIES_SEED: values.seed }),
  ...(values.path && { HISTORIES_PATH: values.path }),
};

/** @returns {Promise<{ ok: boolean, histories: number, failures: number }>} */
async function runJob() {
  const file = "packages/sync-core/test/model/histories.test.ts";
  const child = spawn("vitest", ["run", "--project", "sync-core", "--silent=false", "--reporter=dot", file], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const sum = { ok: false, histories: 0, failures: 0 };
  for await (const line of createInterface({ input: child.stdout })) {
    const told = /^(\d+) histories, (\d+) failures$/.exec(line);
    if (told) Object.assign(sum, { histories: Number(told[1]), failures: Number(told[2]) });
    else if (/^(seed |FAILED | {2})/.test(line)) console.log(line);
  }
  sum.ok = (await ended) === 0;
  return sum;
}

const since = performance.now();
const sums = await Promise.all(Array.from({ length: jobs }, runJob));
const lived = sums.reduce((sum, job) => sum + job.histories, 0);
const failed = sums.reduce((sum, job) => sum + job.failures, 0);
console.log(`${lived} histories in ${Math.round((performance.now() - since) / 1000)} s, ${failed} failures`);
if (sums.some(({ ok }) => !ok)) process.exitCode = 1;
