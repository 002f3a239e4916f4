import type { Clock } from "../../src/background/types.js";

interface Timer {
  at: number;
  callback: () => void;
}

/** Time that passes when a test says so. */
export interface FakeClock extends Clock {
  /**
   * Lets time pass, timer by timer. Before each step it waits until whoever is being tested has set its next timer, so that
   * what a timer started is over when the next one comes.
   */
  advance(ms: number): Promise<void>;
  /** Fires the next timer, and waits for nothing. */
  fire(): void;
  /** How many timers are set. */
  timers(): number;
  /** Sets the clock, as its user might; timers do not notice. */
  set(now: Date): void;
}

export function createFakeClock(start: Date): FakeClock {
  /** What timers go by; it never jumps. */
  let elapsed = 0;
  let offset = start.getTime();
  const timers = new Set<Timer>();
  let waiting: (() => void)[] = [];

  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];
  const fire = (timer: Timer) => {
    elapsed = timer.at;
    timers.delete(timer);
    timer.callback();
  };
  const idle = () => (timers.size > 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)));
  return {
    now: () => new Date(offset + elapsed),
    setTimer(ms, callback) {
      const timer = { at: elapsed + ms, callback };
      timers.add(timer);
      for (const resolve of waiting) resolve();
      waiting = [];
      return () => timers.delete(timer);
    },
    fire() {
      const timer = next();
      if (timer === undefined) throw new Error("No timer is set.");
      fire(timer);
    },
    timers: () => timers.size,
    set(now) {
      offset = now.getTime() - elapsed;
    },
    async advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        await idle();
        const timer = next();
        if (timer === undefined || timer.at > end) break;
        fire(timer);
      }
      elapsed = end;
    },
  };
}
