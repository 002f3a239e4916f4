import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "./sqlite-code.js";

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Runs `attempt` until SQLite no longer answers "busy", for at most `timeoutMs`; then the last answer is thrown.
 * SQLite's own waiting (`busy_timeout`) would block the event loop, and does not cover a change of the journal mode.
 */
export async function waitForLock<T>(attempt: () => Promise<T>, timeoutMs: number): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      const left = deadline - performance.now();
      if (!isBusy(error) || left <= 0) throw error;
      // Without the random part, processes that collided once would go on colliding.
      await sleep(Math.min(left, pause * (0.5 + Math.random())));
    }
  }
}
