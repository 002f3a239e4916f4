// @ts-check
import { spawn } from "node:child_process";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[][]} commands Run one after the other, until one fails.
 * @property {boolean} [live] Show the output as it comes, instead of only when the step fails.
 */

/** @typedef {{ name: string, ok: boolean, seconds: number }} StepResult */

/**
 * @param {string[]} command
 * @param {boolean} live
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function runCommand([program = "", ...args], live) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: live ? "inherit" : ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ ok: false, output: `${program}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Runs a step to its end, whatever happens in it, and prints one line about it; a failed one with its output.
 * @param {Step} step
 * @returns {Promise<StepResult>}
 */
export async function runStep({ name, commands, live = false }) {
  const start = performance.now();
  let ok = true;
  let output = "";
  for (const command of commands) {
    const done = await runCommand(command, live);
    output += done.output;
    ok = done.ok;
    if (!ok) break;
  }
  const seconds = (performance.now() - start) / 1000;
  if (!ok && output) console.log(`\n--- ${name} ---\n${output.trimEnd()}\n`);
  console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
  return { name, ok, seconds };
}

/**
 * Runs steps that do not need each other, two at a time.
 * @param {Step[]} steps
 * @returns {Promise<StepResult[]>} In the order of `steps`.
 */
export async function runSideBySide(steps) {
  /** @type {StepResult[]} */
  const results = [];
  const waiting = [...steps.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await runStep(next[1]);
  };
  await Promise.all([worker(), worker()]);
  return results;
}
