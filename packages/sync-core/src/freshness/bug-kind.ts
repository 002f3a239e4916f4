import { batchesOf } from "../bugs/batches.js";
import type { BugSource, TestRef } from "../bugs/bug-source.js";
import { rejectReasonsOf } from "../bugs/load-reject-reasons.js";
import { refreshBatch } from "../bugs/refresh-batch.js";
import type { FreshnessContext } from "./context.js";
import { areBugsDue } from "./due.js";
import type { Kind } from "./ensure.js";
import { InFlight, type Outcome } from "./in-flight.js";
import type { EnsureOptions, FreshnessReport } from "./types.js";

/** Brings tests up to date; what is not stored yet is fetched by it. */
type EnsureTests = (ids: readonly number[], options: EnsureOptions) => Promise<FreshnessReport>;

/** The bugs of tests, as many tests to a request as its URL can name. */
export function bugKind(context: FreshnessContext, ensureTests: EnsureTests): Kind {
  const { client, store, now } = context;
  const reasons = rejectReasonsOf(client);
  return {
    inFlight: new InFlight(),
    now,
    async sort(ids, { signal, force = false }) {
      const known = await unknownTests(context, ids, ensureTests, signal);
      const age = { now: now(), ttlMs: context.cacheTtlMs };
      const stamps = await store.testStamps(ids);
      const due = stamps.filter((stamp) => context.isAllowed(stamp.productId) && areBugsDue(stamp, age, force));
      const wanted = new Set(due.map(({ id }) => id));
      return { due: ids.filter((id) => wanted.has(id)), known };
    },
    groups: (due) => batchesOf(due.map((id) => ({ id }))).map((batch) => batch.map(({ id }) => id)),
    async fetch(ids, signal, brake) {
      const source: BugSource = { client, store, signal, reasons, now, write: (work) => store.write(work) };
      const tests: TestRef[] = await store.testStamps(ids);
      const { fetched, failures } = await refreshBatch(source, tests, brake);
      const outcomes = new Map<number, Outcome>(fetched.map((id) => [id, { kind: "fetched" }]));
      for (const { testIds, problem } of failures) {
        for (const id of testIds) outcomes.set(id, { kind: "failed", reason: problem.message });
      }
      return outcomes;
    },
    async fetchedAt(ids) {
      const stamps = await store.testStamps(ids);
      return new Map(stamps.flatMap(({ id, bugsSyncedAt }) => (bugsSyncedAt === null ? [] : [[id, bugsSyncedAt]])));
    },
  };
}

/** Fetches the tests that are not stored, which is needed to know what their bugs belong to; returns what became of the others of them. */
async function unknownTests(
  { store }: FreshnessContext,
  ids: readonly number[],
  ensureTests: EnsureTests,
  signal: AbortSignal | undefined,
): Promise<Map<number, Outcome>> {
  const stored = new Set((await store.testStamps(ids)).map(({ id }) => id));
  const unknown = ids.filter((id) => !stored.has(id));
  if (unknown.length === 0) return new Map();
  const { missing, stale } = await ensureTests(unknown, signal === undefined ? {} : { signal });
  return new Map<number, Outcome>([
    ...missing.map((id): [number, Outcome] => [id, { kind: "missing" }]),
    ...stale.map(({ id, reason }): [number, Outcome] => [id, { kind: "failed", reason }]),
  ]);
}
