/** How much of what was asked about is in the local database. */
export interface Coverage {
  /** Whether nothing in the scope of the answer is known to be missing. */
  complete: boolean;
  /** When older data was left out: everything that ends at or after this moment is there. Null = no such floor. */
  complete_since: string | null;
  /** What is missing, unfinished or failed, in sentences; empty when there is nothing to say. */
  notes: string[];
}

/** What every answer says about itself. */
export interface Trust {
  /** When the data in scope was last synced (ISO 8601, UTC); null = never. */
  as_of: string | null;
  coverage: Coverage;
}
