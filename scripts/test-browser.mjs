// @ts-check
/**
 * What people see, in a real Chromium (`/usr/bin/chromium`, or CHROMIUM_PATH).
 *
 *   npm run test:browser                     the tests
 *   npm run test:browser -- live -t "sync"   the test files and tests with these names
 *   npm run test:browser -- --screenshots    also writes docs/screenshots anew
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runStep } from "./steps.mjs";
import { workspaceRoot } from "./workspace.mjs";

process.chdir(workspaceRoot(import.meta.dirname));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "boolean" }, testNamePattern: { type: "string", short: "t" } },
});
const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
if (!existsSync(chromium)) {
  console.error(`There is no browser at ${chromium}: install Debian's chromium, or set CHROMIUM_PATH.`);
  process.exit(1);
}
if (values.screenshots) process.env.SCREENSHOTS = join(process.cwd(), "docs/screenshots");
const filter = [...positionals, ...(values.testNamePattern ? ["-t", values.testNamePattern] : [])];
const command = ["vitest", "run", "--config", "vitest.browser.config.ts", "--allowOnly=false", ...filter];
const { ok } = await runStep({ name: "browser tests", commands: [command], live: true });
if (!ok) process.exitCode = 1;
