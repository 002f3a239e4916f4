import type { Fault } from "@testio/simulator";
import type { SyncMode } from "@testio/store";

/** A history as plain data: what fast-check makes up, shrinks and prints. Records are named by places that are taken modulo how many there are. */
export interface History {
  setup: Setup;
  steps: Step[];
}

export interface Setup {
  products: ProductSetup[];
  /** Where tests without an end stand. */
  nullEndAt: "first" | "last";
  /** A database file, with its lock file; else in memory. */
  inFile: boolean;
  pageSize: number;
  maxPages: number;
  /** Products and pages the engine works on side by side. */
  concurrency: number;
  /** Requests the client sends side by side. */
  requestsAtOnce: number;
  sweepIntervalSeconds: number;
}

interface ProductSetup {
  tests: number;
  sections: number;
}

export type Step = SyncStep | ReadStep | UpstreamStep | FaultStep | ClockStep | SettingsStep;

export interface SyncStep {
  do: "sync";
  mode: SyncMode;
  bugs: boolean;
  dryRun: boolean;
  /** Places of products; null = all. */
  products: number[] | null;
  /** Tests that end so many hours before the newest are the oldest that are asked for; null = all. */
  floorHours: number | null;
  /** What happens at TestIO as the nth request of the run arrives. */
  during: { request: number; change: UpstreamChange }[];
  end: RunEnd;
  /** Another sync of the same store begins with it. */
  rival: boolean;
}

export type RunEnd =
  | { by: "itself" }
  /** The signal is aborted as the nth request arrives. */
  | { by: "cancel"; request: number }
  /** Nothing is written any more after so many transactions, and so many statements of the next one. */
  | { by: "crash"; writes: number; statements: number };

/** Refresh on read. */
export interface ReadStep {
  do: "read";
  what: "tests" | "bugs" | "features";
  product: number;
  from: number;
  count: number;
  force: boolean;
}

interface UpstreamStep {
  do: "upstream";
  change: UpstreamChange;
}

export type UpstreamChange =
  | { type: "add"; product: number; place: Place; count: number; status: string }
  | { type: "edit"; product: number; test: number; status: string }
  | { type: "move"; product: number; test: number; place: Place }
  | { type: "delete" | "withdraw"; product: number; from: number; count: number }
  | { type: "restore" }
  | { type: "poison"; product: number; from: number; count: number; alone: boolean }
  | { type: "heal"; from: number; count: number }
  | { type: "product"; product: number; becomes: "withdrawn" | "restored" | "forbidden" | "allowed" | "added" }
  | { type: "bug"; product: number; test: number; becomes: "added" | "edited" | "deleted" | "poisoned" | "healed" };

/** Where in its list a test is put, by the `end_at` it gets. */
export type Place =
  | { at: "top" }
  | { at: "bottom" }
  /** `end_at: null`. */
  | { at: "unknown" }
  /** Just above the test at this place. */
  | { at: "above"; test: number }
  /** At the same instant as the test at this place. */
  | { at: "tie"; test: number };

export interface FaultStep {
  do: "fault";
  /** `clear` ends all that are in force. */
  fault: Fault | "clear";
  /** Requests it matches. */
  on: "anything" | "test lists" | "single tests" | "product list" | "features" | "bugs";
  /** Spares so many requests first, and ends after so many uses; null = only by `clear`. */
  after: number;
  times: number | null;
}

export interface ClockStep {
  do: "clock";
  seconds: number;
}

export interface SettingsStep {
  do: "settings";
  pageSize: number;
  maxPages: number;
}
