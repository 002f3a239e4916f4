/** How big and how odd the simulated customer is. Equal options give equal answers, byte for byte. */
export interface SimulatorOptions {
  /** Everything generated follows from it. Default 1. */
  seed?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** Default 0: any free port. */
  port?: number;
  /** What `Authorization: Token …` must carry. Default {@link DEFAULT_TOKEN}. */
  token?: string;
  /** Default 5. */
  products?: number;
  /** Per product, or one number for each. Default 100. */
  testsPerProduct?: number | readonly number[];
  /** On average; single tests have none up to three times as many. Default 8. */
  bugsPerTest?: number;
  /** Added to every answer. Default 0. */
  latencyMs?: number;
  /** Everything a client must not stumble over: see the package's README. Default true; false gives plain data. */
  quirks?: boolean;
  /** "Today" of the generated data. Default 2026-06-30T12:00:00Z, so that answers do not change from day to day. */
  now?: Date;
  /** Where tests without `end_at` stand in lists; how the real API sorts them is unknown. Default `first`. */
  nullEndAt?: "first" | "last";
}

/** The token a simulator accepts unless told otherwise. Not a secret of anybody. */
export const DEFAULT_TOKEN = "sim-token-5f0c1b7e9a3d48268c4e7d10b2f6a95c-testio";
