// @ts-check
/**
 * Everything `npm test` asks for. No step stops the others; the last line counts them all.
 *
 *   npm test                          everything
 *   npm test -- --only checks         build, then the checks: types, lint, unused code, …
 *   npm test -- --only tests          build, then the tests with coverage
 *   npm test -- layers -t "forbid"    build, then the test files and tests with these names, without coverage
 */
import { readFile, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runSideBySide, runStep } from "./steps.mjs";
import { workspaceRoot } from "./workspace.mjs";

process.chdir(workspaceRoot(import.meta.dirname));
process.env.TURBO_TELEMETRY_DISABLED = "1";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, testNamePattern: { type: "string", short: "t" } },
});
if (values.only !== undefined && values.only !== "tests" && values.only !== "checks") {
  console.error(`--only takes "tests" or "checks", not "${values.only}".`);
  process.exit(2);
}
const filter = [...positionals, ...(values.testNamePattern ? ["-t", values.testNamePattern] : [])];
const filtered = filter.length > 0;

/** @type {import("./steps.mjs").Step} */
const build = { name: "build", commands: [["turbo", "run", "build", "--output-logs=errors-only"]] };

/** Scripts of package.json, longest first, since two run at a time. */
const checks = ["types", "packages", "reference", "lint", "api", "unused", "layers", "links", "migrations"].map(
  (name) => ({
    name,
    commands: [["node", "--run", `check:${name}`]],
  }),
);

const report = ".vitest/results.json";
const vitest = ["vitest", "run", "--allowOnly=false", "--silent=passed-only", "--reporter=default", "--reporter=json"];

/** @returns {Promise<{ passed: number, failed: number }>} */
async function runTests() {
  await rm(report, { force: true });
  const command = [...vitest, `--outputFile.json=${report}`, ...(filtered ? filter : ["--coverage"])];
  const { ok } = await runStep({ name: "tests", commands: [command], live: true });
  const counts = await readCounts();
  // A run can fail though no test did: an error outside of a test, or coverage below its threshold.
  const onlyTheRunFailed = !ok && counts.failed === 0;
  if (onlyTheRunFailed) console.log("No test failed, but the run did: see its output above.");
  return { passed: counts.passed, failed: counts.failed + (onlyTheRunFailed ? 1 : 0) };
}

/** @returns {Promise<{ passed: number, failed: number }>} */
async function readCounts() {
  try {
    const results = JSON.parse(await readFile(report, "utf8"));
    // With a filter, the tests it leaves out count as skipped; without, a skipped test proves nothing and fails.
    const skipped = filtered ? 0 : results.numPendingTests + results.numTodoTests;
    if (skipped > 0) console.log(`${skipped} skipped: they count as failed.`);
    return { passed: results.numPassedTests, failed: results.numFailedTests + skipped };
  } catch (error) {
    console.log(`No test results: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 0 };
  }
}

const start = performance.now();
const steps = [await runStep(build)];
if (values.only !== "tests" && !filtered) steps.push(...(await runSideBySide(checks)));
const tests = values.only === "checks" ? { passed: 0, failed: 0 } : await runTests();

console.log("");
for (const { name, ok, seconds } of steps) console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
if (values.only !== "checks") {
  console.log(`${tests.failed === 0 ? "ok    " : "FAILED"} tests (${tests.passed} passed, ${tests.failed} failed)`);
}
console.log(`${((performance.now() - start) / 1000).toFixed(0)} s in all`);

const passed = steps.filter(({ ok }) => ok).length + tests.passed;
const failed = steps.filter(({ ok }) => !ok).length + tests.failed;
if (failed > 0) process.exitCode = 1;
console.log(`${passed} passed, ${failed} failed`);
