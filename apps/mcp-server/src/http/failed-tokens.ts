/** A guess a few times a minute gets nowhere; nobody who knows the token is wrong this often. */
const MOST_FAILURES = 20;
const WINDOW_MS = 60_000;
/** Addresses remembered at once: a limit of memory, not of guesses. */
const MOST_ADDRESSES = 10_000;

/** Wrong tokens by the address they came from, in whatever form they were sent. */
export interface FailedTokens {
  record(address: string): void;
  /** For how many seconds that address is not listened to; 0 = it is. */
  blockedSeconds(address: string): number;
}

/** @param now milliseconds that only grow. Default: the process's own. */
export function failedTokens(now: () => number = () => performance.now()): FailedTokens {
  const windows = new Map<string, { failures: number; endsAt: number }>();
  const current = (address: string) => {
    const window = windows.get(address);
    return window !== undefined && window.endsAt > now() ? window : null;
  };
  return {
    record(address) {
      const window = current(address) ?? { failures: 0, endsAt: now() + WINDOW_MS };
      window.failures += 1;
      // Put last: what falls out below is who has failed longest ago.
      windows.delete(address);
      windows.set(address, window);
      const [oldest] = windows.keys();
      if (windows.size > MOST_ADDRESSES && oldest !== undefined) windows.delete(oldest);
    },
    blockedSeconds(address) {
      const window = current(address);
      if (window === null || window.failures < MOST_FAILURES) return 0;
      return Math.ceil((window.endsAt - now()) / 1000);
    },
  };
}
