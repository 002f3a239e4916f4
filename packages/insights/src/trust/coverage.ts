/**
 * How much of what was asked about is in the local database. The counts are of the records in the answer's scope: of
 * tests where it is about bugs or about one test, of products where it lists tests, features or products.
 */
export interface Coverage {
  /** Whether nothing in the scope of the answer is known to be missing. */
  complete: boolean;
  /** When older data was left out: everything that ends at or after this moment is there. Null = no such floor. */
  complete_since: string | null;
  /** Records that were never fetched; of tests in answers about bugs: whose bugs never were. */
  never_fetched: number;
  /** Records that were fetched, and are older than they should be. */
  stale: number;
  /** Records that should have been fetched for this answer, or by the latest sync, and could not be. */
  failed: number;
  /** Places in test lists that TestIO could not answer: a test is missing at each. */
  problem_positions: number;
  /** What is missing, unfinished or failed, in sentences; empty when there is nothing to say. */
  notes: string[];
}

/** What every answer says about itself. */
export interface Trust {
  /** When the data in scope was last synced (ISO 8601, UTC); null = never. */
  as_of: string | null;
  coverage: Coverage;
}

/** A coverage in which nothing is wrong but what is said. */
export function coverageOf(fields: Pick<Coverage, "complete" | "notes"> & Partial<Coverage>): Coverage {
  const nothing = { complete_since: null, never_fetched: 0, stale: 0, failed: 0, problem_positions: 0 };
  return { ...nothing, ...fields };
}
