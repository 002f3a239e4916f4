import fc from "fast-check";
import { history } from "./arbitraries.js";
import type { History } from "./history.js";
import { InvariantBroken } from "./invariants/broken.js";
import { runHistory } from "./run-history.js";

/** Histories of one seed. */
const BATCH = 50;
/** For a batch and for the search for the smallest failing history in it. */
const LONGEST_BATCH_MS = 5 * 60_000;

export interface Exploration {
  /** Ends after so many histories, or at that time, whichever comes first. */
  histories: number;
  until: number;
  /** Of the batches, one after another. */
  seeds: Iterable<number>;
  /** Runs only the history at this path of the seed, and what it shrinks to. */
  path: string | null;
  print: (line: string) => void;
}

export interface Explored {
  histories: number;
  /** What broke, with the history it broke in, and how to see it again. */
  failures: string[];
}

/** Lives through random histories, and goes on after one that broke an invariant. */
export async function explore({ histories, until, seeds, path, print }: Exploration): Promise<Explored> {
  const done: Explored = { histories: 0, failures: [] };
  for (const seed of seeds) {
    if (done.histories >= histories || Date.now() >= until) break;
    const numRuns = Math.min(BATCH, histories - done.histories);
    const run = await fc.check(fc.asyncProperty(history, runHistory), {
      seed,
      numRuns,
      interruptAfterTimeLimit: LONGEST_BATCH_MS,
      ...(path === null ? {} : { path }),
    });
    done.histories += run.numRuns;
    print(`seed ${seed}: ${run.numRuns} histories, ${run.failed ? "then a failure" : "all well"}`);
    if (!run.failed) continue;
    const report = describe(run, seed);
    done.failures.push(report);
    print(report);
  }
  return done;
}

/** Others each time. */
export function* freshSeeds(): Generator<number> {
  for (;;) yield Math.floor(Math.random() * 2 ** 31);
}

function describe(
  { errorInstance, counterexample, counterexamplePath, numShrinks }: fc.RunDetails<[History]>,
  seed: number,
): string {
  const broken = errorInstance instanceof InvariantBroken;
  const error = errorInstance instanceof Error && !broken ? errorInstance.stack : errorInstance;
  const [history] = counterexample ?? [];
  const lines = history ? [history.setup, ...history.steps].map((part) => `    ${JSON.stringify(part)}`) : [];
  return [
    `FAILED ${error}`,
    `  again: npm run test:deep -- --seed ${seed} --path ${counterexamplePath}`,
    `  history, shrunk ${numShrinks} times:`,
    ...lines,
  ].join("\n");
}
