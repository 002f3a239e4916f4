/** The latest durations of each tool from which percentiles are taken. */
const KEPT_DURATIONS = 1000;

/** Calls since the server started, by tool. */
interface ToolMetricsSnapshot {
  tool_calls: Record<string, number>;
  tool_errors: Record<string, number>;
  /** Milliseconds. */
  tool_latency_p50: Record<string, number>;
  tool_latency_p95: Record<string, number>;
  tool_latency_p99: Record<string, number>;
}

export interface ToolMetrics {
  record(tool: string, durationMs: number, failed: boolean): void;
  snapshot(): ToolMetricsSnapshot;
}

export function createToolMetrics(): ToolMetrics {
  const tools = new Map<string, { calls: number; errors: number; durations: number[] }>();
  return {
    record(tool, durationMs, failed) {
      const entry = tools.get(tool) ?? { calls: 0, errors: 0, durations: [] };
      tools.set(tool, entry);
      entry.durations[entry.calls % KEPT_DURATIONS] = durationMs;
      entry.calls += 1;
      if (failed) entry.errors += 1;
    },
    snapshot() {
      const of = <Value>(pick: (entry: { calls: number; errors: number; durations: number[] }) => Value) =>
        Object.fromEntries([...tools].map(([name, entry]) => [name, pick(entry)]));
      return {
        tool_calls: of(({ calls }) => calls),
        tool_errors: of(({ errors }) => errors),
        tool_latency_p50: of(({ durations }) => percentile(durations, 0.5)),
        tool_latency_p95: of(({ durations }) => percentile(durations, 0.95)),
        tool_latency_p99: of(({ durations }) => percentile(durations, 0.99)),
      };
    },
  };
}

/** Nearest rank, rounded to a tenth. */
function percentile(durations: readonly number[], share: number): number {
  const sorted = [...durations].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}
