import type { Simulator, SimulatorOptions } from "@testio/simulator";
import { GOLDEN } from "../../support/golden.js";
import { startingAt } from "../../support/preload.js";
import { type Environment, openSandbox, type Sandbox } from "../../support/sandbox.js";

/** The last day of the simulated customer's data. */
export const TODAY = new Date("2026-06-30T12:00:00.000Z");

export interface BrowserWorld {
  sandbox: Sandbox;
  /** For every program of it: it is the same day for all. Servers do not sync by themselves. */
  env: Environment;
}

/** A sandbox with all that the simulated customer has stored, bugs included. @param prepare changes TestIO before that */
export async function openWorld(
  prepare: (simulator: Simulator) => void = () => undefined,
  options: SimulatorOptions = GOLDEN,
): Promise<BrowserWorld> {
  const sandbox = await openSandbox({ ...options, now: TODAY });
  prepare(sandbox.simulator);
  const env = { ...startingAt(TODAY), TESTIO_SYNC_BUGS: "true", TESTIO_REFRESH_INTERVAL_SECONDS: "0" };
  await succeed(sandbox, ["sync"], env);
  return { sandbox, env };
}

const DONE_IN_PART = 3;

/** Runs the program, and fails with what it said when it does: more than one record that TestIO cannot answer. */
export async function succeed(sandbox: Sandbox, argv: readonly string[], env: Environment): Promise<void> {
  const { code, stderr } = await sandbox.run(argv, env);
  if (code !== 0 && code !== DONE_IN_PART)
    throw new Error(`testio-mcp ${argv.join(" ")} ended with exit code ${code}:\n${stderr}`);
}
