import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiAbortedError } from "../errors/aborted-error.js";
import { ApiError } from "../errors/api-error.js";
import { ApiRateLimitError } from "../errors/rate-limit-error.js";
import { ApiTimeoutError } from "../errors/timeout-error.js";
import { type AttemptContext, attempt, type Call } from "./attempt.js";
import { type BackoffLimits, retryDelay } from "./backoff.js";
import { ConcurrencyLimit, type Place } from "./concurrency-limit.js";
import { RateLimitGate } from "./rate-limit-gate.js";
import { isRetried, retryAfterOf } from "./retry-decision.js";
import { openScope } from "./scope.js";
import { Turns } from "./turns.js";

export interface TransportOptions extends AttemptContext {
  maxConcurrentRequests: number;
  deadlineMs: number;
  retryLimit: number;
  backoff: BackoffLimits;
}

/** Everything between "give me this path" and its JSON: limit, rate-limit gate, retries, deadline, cancellation. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #limit: ConcurrencyLimit;
  readonly #gate = new RateLimitGate();
  readonly #turns = new Turns();
  readonly #closing = new AbortController();

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#limit = new ConcurrencyLimit(options.maxConcurrentRequests);
  }

  /** Rejects with an {@link ApiError} whatever goes wrong. */
  async getJson(endpoint: string, query: URLSearchParams, signal?: AbortSignal): Promise<unknown> {
    const closing = this.#closing.signal;
    const { deadlineMs } = this.#options;
    const scope = openScope(signal === undefined ? [closing] : [closing, signal], deadlineMs);
    let last: ApiError | null = null;
    const ended = (): ApiError | null => {
      const end = scope.ended();
      if (end === null) return null;
      if (end === "timeout") return new ApiTimeoutError(endpoint, "deadline", deadlineMs, last?.name ?? null);
      return new ApiAbortedError(endpoint, closing.aborted ? "close" : "caller");
    };
    const call: Call = { endpoint, query, signal: scope.signal, ended };
    const deadline = performance.now() + deadlineMs;
    try {
      for (let number = 1; ; number += 1) {
        try {
          const json = await this.#attemptInTurn(call, number);
          await this.#turns.next();
          return json;
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          const mayRetry = number <= this.#options.retryLimit && isRetried(error);
          const delayMs = this.#delayBefore(number, error);
          if (!mayRetry || performance.now() + delayMs >= deadline) throw error;
          last = error;
          // A 429 waits at the gate instead, with everybody else.
          if (!(error instanceof ApiRateLimitError)) await sleep(delayMs, undefined, { signal: scope.signal });
        }
      }
    } catch (error) {
      throw ended() ?? error;
    } finally {
      scope.close();
    }
  }

  /** Cancels what is under way and waiting, and refuses what comes after. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#options.http.close();
  }

  async #attemptInTurn(call: Call, number: number): Promise<unknown> {
    const place = await this.#place(call.signal);
    try {
      this.#options.metrics.started(this.#limit.held, number > 1);
      // The next request is on its way before this answer is read, which takes longer than taking it in. And one answer is
      // read to a turn, or whatever else this process does would wait for all of them.
      return await attempt(this.#options, call, number, () => {
        place.release();
        return this.#turns.next();
      });
    } catch (error) {
      // Before the place is free, or whoever takes it would slip through; and even when this call gives up.
      if (error instanceof ApiRateLimitError) this.#gate.hold(this.#backoff(number, error));
      throw error;
    } finally {
      place.release();
    }
  }

  /** A place under the limit while the gate is open. Nobody holds a place while waiting for the gate. */
  async #place(signal: AbortSignal): Promise<Place> {
    let waitedMs = 0;
    for (;;) {
      await this.#gate.passed(signal);
      const place = await this.#limit.acquire(signal);
      waitedMs += place.waitedMs;
      if (this.#gate.isOpen()) {
        this.#options.metrics.waited(waitedMs);
        return place;
      }
      place.release();
    }
  }

  #delayBefore(retry: number, error: ApiError): number {
    return error instanceof ApiRateLimitError ? this.#gate.remainingMs() : this.#backoff(retry, error);
  }

  #backoff(retry: number, error: ApiError): number {
    return retryDelay(retry, retryAfterOf(error), this.#options.backoff);
  }
}
