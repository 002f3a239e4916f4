import type { SyncResult } from "../../src/types.js";
import type { LoggedAnswer } from "./answers.js";
import type { SyncStep } from "./history.js";
import type { Snapshot } from "./snapshot.js";

/** A request as it arrived at the API. */
export interface SeenRequest {
  path: string;
  page: number | null;
  perPage: number | null;
}

/** One sync and what it left behind. */
export interface RunRecord {
  step: SyncStep;
  /** The injected clock, which stands still during a run and never shows the same moment in another. */
  at: number;
  /** Places in the world's sequence. */
  startedAt: number;
  endedAt: number;
  result: SyncResult;
  /** Of a rival that began at the same time; null = there was none. */
  rival: SyncResult | null;
  crashed: boolean;
  /** Nothing changed at TestIO while it ran. */
  quiet: boolean;
  /** A fault struck: what failed proves nothing. */
  faulty: boolean;
  /** Products whose test list was answered empty though it is not. */
  liedAbout: ReadonlySet<number>;
  floor: number | null;
  /** Products it was asked for; null = all. */
  scope: readonly number[] | null;
  pageSize: number;
  maxPages: number;
  requests: readonly SeenRequest[];
  /** Most requests under way at once. */
  peak: number;
  answers: readonly LoggedAnswer[];
  before: Snapshot;
  after: Snapshot;
}
