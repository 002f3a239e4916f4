import type { RequestInfo, Simulator } from "@testio/simulator";

/** Requests that are held back until it is opened. */
export interface Gate {
  /** Resolves when the first request stands before it. */
  reached: Promise<void>;
  /** Lets all requests through, also later ones. */
  open(): void;
}

export function isTestPage({ path }: RequestInfo): boolean {
  return path.endsWith("/exploratory_tests");
}

/** Holds back every request from the `nth` one on that is meant. */
export function holdRequests(simulator: Simulator, isMeant: (request: RequestInfo) => boolean, nth = 1): Gate {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  let seen = 0;
  const forget = simulator.onRequest((request) => {
    if (!isMeant(request)) return;
    seen += 1;
    if (seen < nth) return;
    reached.resolve();
    return opened.promise;
  });
  return {
    reached: reached.promise,
    open() {
      forget();
      opened.resolve();
    },
  };
}
