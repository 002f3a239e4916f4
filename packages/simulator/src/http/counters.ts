/** What a simulator was asked since its start or the last reset. */
export interface Counters {
  requests: number;
  /** Most requests under way at once, from arrival to the end of the answer. */
  peakConcurrency: number;
  /** Per path with `{id}` for each number, e.g. `/products/{id}/features`; `unknown` for all other paths. */
  byEndpoint: Record<string, number>;
  /** Per HTTP method, refused ones included. */
  methods: Record<string, number>;
}

/** Back to zero in place, so that whoever holds the object sees it. */
export function clearCounters(counters: Counters): void {
  counters.requests = 0;
  counters.peakConcurrency = 0;
  for (const counts of [counters.byEndpoint, counters.methods]) {
    for (const key of Object.keys(counts)) delete counts[key];
  }
}

export function emptyCounters(): Counters {
  return { requests: 0, peakConcurrency: 0, byEndpoint: {}, methods: {} };
}

export function increment(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
