import { Brake } from "../bugs/brake.js";
import { gathered, type InFlight, type Outcome, type Outcomes } from "./in-flight.js";
import type { EnsureOptions, FreshnessReport } from "./types.js";

/** One kind of thing that is kept fresh: tests, the bugs of tests, the features of products. */
export interface Kind {
  readonly inFlight: InFlight;
  now(): Date;
  /** Which of the ids have to be fetched, and what is known of others already. The rest is fresh. */
  sort(ids: readonly number[], options: EnsureOptions): Promise<{ due: number[]; known: Outcomes }>;
  /** The ids of each request. */
  groups(due: readonly number[]): number[][];
  /** @param brake says when nothing more is to be asked for this caller */
  fetch(ids: readonly number[], signal: AbortSignal, brake: Brake): Promise<Outcomes>;
  /** When the ids were last fetched; those that never were are absent. */
  fetchedAt(ids: readonly number[]): Promise<ReadonlyMap<number, Date>>;
}

const FRESH: Outcome = { kind: "fresh" };

/** Brings what is due up to date, together with whoever wants the same at the same time. */
export async function ensureFresh(
  kind: Kind,
  ids: readonly number[],
  options: EnsureOptions = {},
): Promise<FreshnessReport> {
  const { signal } = options;
  signal?.throwIfAborted();
  const wanted = [...new Set(ids)];
  const first = kind.inFlight.join(wanted, signal);
  const { due, known } = await kind.sort(first.others, options);
  // Others may have begun meanwhile.
  const second = kind.inFlight.join(due, signal);
  const brake = new Brake();
  const started = kind.inFlight.start(
    kind.groups(second.others),
    (group, cancelled) => kind.fetch(group, cancelled, brake),
    signal,
  );
  const fetched = await gathered([...first.joined, ...second.joined, ...started]);
  signal?.throwIfAborted();
  return reportOf(kind, wanted, (id) => fetched.get(id) ?? known.get(id) ?? FRESH);
}

async function reportOf(
  kind: Kind,
  ids: readonly number[],
  outcomeOf: (id: number) => Outcome,
): Promise<FreshnessReport> {
  const report: FreshnessReport = { fetched: [], fresh: [], stale: [], missing: [] };
  const failed: { id: number; reason: string }[] = [];
  for (const id of ids) {
    const outcome = outcomeOf(id);
    if (outcome.kind === "failed") failed.push({ id, reason: outcome.reason });
    else report[outcome.kind].push(id);
  }
  if (failed.length === 0) return report;
  const fetchedAt = await kind.fetchedAt(failed.map(({ id }) => id));
  const now = kind.now().getTime();
  report.stale = failed.map(({ id, reason }) => {
    const syncedAt = fetchedAt.get(id) ?? null;
    const ageSeconds = syncedAt === null ? null : Math.max(0, Math.round((now - syncedAt.getTime()) / 1000));
    return { id, syncedAt, ageSeconds, reason };
  });
  return report;
}
