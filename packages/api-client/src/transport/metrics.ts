import type { ApiMetrics } from "../types.js";
import { Sample } from "./sample.js";

const SAMPLE_SIZE = 1000;

/** Counts what a client does. Percentiles are of the last 1,000 attempts. */
export class MetricsRecorder {
  readonly #latency = new Sample(SAMPLE_SIZE);
  readonly #wait = new Sample(SAMPLE_SIZE);
  #requests = 0;
  #errors = 0;
  #retries = 0;
  #peak = 0;
  #clockOffsetMs: number | null = null;

  waited(ms: number): void {
    this.#wait.add(ms);
  }

  started(underWay: number, isRetry: boolean): void {
    this.#requests += 1;
    if (isRetry) this.#retries += 1;
    this.#peak = Math.max(this.#peak, underWay);
  }

  answered(latencyMs: number): void {
    this.#latency.add(latencyMs);
  }

  failed(): void {
    this.#errors += 1;
  }

  /** The latest comparison counts; an answer without a date says nothing. */
  clockCompared(offsetMs: number | null): void {
    this.#clockOffsetMs = offsetMs ?? this.#clockOffsetMs;
  }

  snapshot(): ApiMetrics {
    return {
      requests: this.#requests,
      errors: this.#errors,
      retries: this.#retries,
      peakConcurrency: this.#peak,
      latencyMsP50: toTenths(this.#latency.percentile(0.5)),
      latencyMsP95: toTenths(this.#latency.percentile(0.95)),
      latencyMsP99: toTenths(this.#latency.percentile(0.99)),
      waitMsP95: toTenths(this.#wait.percentile(0.95)),
      clockOffsetMs: this.#clockOffsetMs,
    };
  }
}

function toTenths(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}
