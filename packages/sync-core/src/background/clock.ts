import type { Clock } from "./types.js";

/** No longer than this without a look at the clock: after a night's sleep of the computer a timer knows nothing of it. */
const LOOK_MS = 60_000;

/** The system's time. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Calls back once when `ms` have passed by the timer or by the clock, whichever says so first: a computer that slept, or a
 * clock that was set forward, makes it due early, and a clock that was set back does not hold it up.
 *
 * @returns what cancels it.
 */
export function wakeAfter(clock: Clock, ms: number, callback: () => void): () => void {
  const dueAt = clock.now().getTime() + ms;
  let cancel = wait(ms);
  return () => cancel();

  function wait(leftMs: number): () => void {
    const step = Math.min(leftMs, LOOK_MS);
    return clock.setTimer(step, () => {
      if (leftMs <= step || clock.now().getTime() >= dueAt) callback();
      else cancel = wait(leftMs - step);
    });
  }
}
