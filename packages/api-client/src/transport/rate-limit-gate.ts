import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** Holds back all requests of a client while the server has asked for calm. */
export class RateLimitGate {
  #opensAt = 0;

  /** Closes the gate for `delayMs` from now; a closure that lasts longer stays. */
  hold(delayMs: number): void {
    this.#opensAt = Math.max(this.#opensAt, performance.now() + delayMs);
  }

  remainingMs(): number {
    return Math.max(0, this.#opensAt - performance.now());
  }

  isOpen(): boolean {
    return this.remainingMs() === 0;
  }

  /** Resolves when the gate is open, also if it is closed anew meanwhile; rejects when the signal is aborted first. */
  async passed(signal: AbortSignal): Promise<void> {
    // Timers may fire up to a millisecond early, so the gate is looked at again.
    while (!this.isOpen()) await sleep(Math.max(1, this.remainingMs()), undefined, { signal });
  }
}
