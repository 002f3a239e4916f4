import { setImmediate as eventLoopTurn } from "node:timers/promises";

const LONGEST_MS = 8;

/** Work in small steps: to be awaited before each, it turns the event loop when the last turn was some milliseconds ago. */
export function pace(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_MS) return;
    await eventLoopTurn();
    last = performance.now();
  };
}
