/** What has an id and a name that people type. */
export type NamedRecord = "product" | "section" | "feature" | "user" | "test" | "bug" | "problem_position";

/** Which names to find, for somebody who has typed the beginning of one. */
export interface NamesQuery {
  /** The database file. It is only read: neither made, nor brought up to date. */
  path: string;
  customerId: number;
  of: NamedRecord;
  /** Digits: only ids that begin with them. */
  idPrefix?: string;
  limit: number;
}

export interface StoredName {
  id: number;
  name: string;
}
