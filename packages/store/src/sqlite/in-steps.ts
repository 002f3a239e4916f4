import { setImmediate as eventLoopTurn } from "node:timers/promises";

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** A statement with so many rows keeps whoever waits for SQLite waiting for some milliseconds only. */
export const STEP_ROWS = 250;

/** Items by the step, with a turn of the event loop before each but the first. */
export async function* inSteps<T>(items: readonly T[]): AsyncGenerator<T[]> {
  for (const [index, chunk] of chunksOf(items, STEP_ROWS).entries()) {
    if (index > 0) await eventLoopTurn();
    yield chunk;
  }
}

/** Repeats `step`, which answers how many rows it did, until it finds no whole step's worth; returns how many in all. */
export async function untilDone(step: (rows: number) => Promise<number>): Promise<number> {
  for (let total = 0; ; await eventLoopTurn()) {
    const done = await step(STEP_ROWS);
    total += done;
    if (done < STEP_ROWS) return total;
  }
}
