import type { ApiClient, ListAnswer } from "@testio/api-client";
import type { Store, StoreWriter, SyncMode, SyncPhaseName } from "@testio/store";
import { describeError, isExpected } from "../errors/describe-error.js";
import type { SyncIssue, SyncProgressEvent, SyncRequest } from "../types.js";

/** A product a run works on. `sectionIds` is empty unless its features must be asked for section by section. */
export interface ProductInRun {
  id: number;
  title: string;
  sectionIds: readonly number[];
}

/** One execution of the engine: what every phase needs, and what they add up. */
export interface Run {
  readonly client: ApiClient;
  readonly store: Store;
  /** Aborted when the caller cancels, and when the run gives up. */
  readonly signal: AbortSignal;
  readonly mode: SyncMode;
  readonly sinceDate: Date | null;
  readonly limits: RunLimits;
  readonly counts: RunCounts;
  /** People this run has stored already. */
  readonly people: Set<string>;
  readonly warnings: string[];
  readonly errors: SyncIssue[];
  /** Positions of test lists that could not be read in any way. */
  problemPositions: number;
  /** How often a phase succeeded for a product. */
  succeeded: number;
  /** Set when something was left to the next run on purpose. */
  incomplete: boolean;
  now(): Date;
  /** Ends all work under way: it would fail everywhere. */
  giveUp(): void;
  report(event: SyncProgressEvent): void;
  /** Requests sent by the client since the run began, retries included. */
  requests(): number;
  /** Writes in one transaction that fails when this run no longer owns the sync lock. */
  write<T>(work: (tx: StoreWriter) => Promise<T>): Promise<T>;
  /** Records a failure that is kept to one product (or `null`: to the phase). */
  fail(phase: SyncPhaseName | null, productId: number | null, error: unknown): SyncIssue;
}

interface RunLimits {
  pageSize: number;
  maxPages: number;
  concurrency: number;
  featureCacheTtlMs: number;
  cacheTtlMs: number;
  /** 0 = only when forced. */
  sweepIntervalMs: number;
}

interface RunCounts {
  productsSynced: number;
  featuresRefreshed: number;
  testsDiscovered: number;
  testsUpdated: number;
  testsDeleted: number;
  bugsRefreshed: number;
}

/** With fewer tests to a page, pages could not always overlap. */
const SMALLEST_PAGE = 5;
const DEFAULTS = {
  pageSize: 100,
  maxPages: 50,
  concurrency: 10,
  featureCacheTtlSeconds: 3600,
  cacheTtlSeconds: 3600,
  sweepIntervalSeconds: 86_400,
};

export function createRun(request: SyncRequest, mode: SyncMode, fence: string): Run {
  const { client, store, settings = {}, scope = {}, onProgress, log, now = () => new Date() } = request;
  const counts: RunCounts = {
    productsSynced: 0,
    featuresRefreshed: 0,
    testsDiscovered: 0,
    testsUpdated: 0,
    testsDeleted: 0,
    bugsRefreshed: 0,
  };
  const requestsBefore = client.metrics().requests;
  const errors: SyncIssue[] = [];
  const gaveUp = new AbortController();
  return {
    client,
    store,
    signal: AbortSignal.any([gaveUp.signal, ...(request.signal ? [request.signal] : [])]),
    mode,
    sinceDate: scope.sinceDate ?? null,
    limits: {
      pageSize: Math.max(SMALLEST_PAGE, settings.pageSize ?? DEFAULTS.pageSize),
      maxPages: settings.maxPages ?? DEFAULTS.maxPages,
      concurrency: settings.concurrency ?? DEFAULTS.concurrency,
      featureCacheTtlMs: 1000 * (settings.featureCacheTtlSeconds ?? DEFAULTS.featureCacheTtlSeconds),
      cacheTtlMs: 1000 * (settings.cacheTtlSeconds ?? DEFAULTS.cacheTtlSeconds),
      sweepIntervalMs: 1000 * (settings.sweepIntervalSeconds ?? DEFAULTS.sweepIntervalSeconds),
    },
    counts,
    people: new Set(),
    warnings: [],
    errors,
    problemPositions: 0,
    succeeded: 0,
    incomplete: false,
    now,
    giveUp: () => gaveUp.abort(),
    report: (event) => onProgress?.(event),
    requests: () => client.metrics().requests - requestsBefore,
    write: (work) => store.write(work, { fence }),
    fail(phase, productId, error) {
      const issue: SyncIssue = { phase, productId, ...describeError(error) };
      errors.push(issue);
      if (!isExpected(error)) log?.({ level: "error", message: issue.message, error });
      return issue;
    },
  };
}

/** Says how many records of an answer had no usable id and could therefore not be stored. */
export function reportUnreadable(
  run: Run,
  phase: SyncPhaseName,
  productId: number | null,
  where: string,
  answer: Pick<ListAnswer<unknown>, "unreadable">,
): void {
  if (answer.unreadable.length === 0) return;
  const positions = answer.unreadable.map(({ index }) => index + 1).join(", ");
  run.errors.push({
    phase,
    productId,
    kind: "UnreadableRecord",
    message: `${answer.unreadable.length} record(s) ${where} have no usable id and were not stored (position ${positions}).`,
  });
}
