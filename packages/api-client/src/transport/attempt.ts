import { performance } from "node:perf_hooks";
import { ApiAbortedError } from "../errors/aborted-error.js";
import { ApiError } from "../errors/api-error.js";
import { ApiNetworkError } from "../errors/network-error.js";
import { ApiTimeoutError } from "../errors/timeout-error.js";
import type { ApiRequestLog } from "../types.js";
import { clockOffset } from "./clock-offset.js";
import type { Http } from "./http.js";
import { interpretAnswer } from "./interpret-answer.js";
import type { MetricsRecorder } from "./metrics.js";
import { errorCode, networkFailure } from "./network-failure.js";
import { openScope } from "./scope.js";

export interface AttemptContext {
  http: Http;
  host: string;
  timeoutMs: number;
  metrics: MetricsRecorder;
  report: (entry: ApiRequestLog) => void;
}

export interface Call {
  endpoint: string;
  query: URLSearchParams;
  /** Aborted by the caller, by closing the client, or by the deadline. */
  signal: AbortSignal;
  /** Why `signal` is aborted, as an error; null while it is not. */
  ended: () => ApiError | null;
}

/**
 * Sends the request once and answers with its JSON. Every failure is an {@link ApiError}.
 *
 * @param arrived Called once a good answer is there; its JSON is read when what this returns has resolved.
 */
export async function attempt(
  context: AttemptContext,
  call: Call,
  number: number,
  arrived: () => Promise<void>,
): Promise<unknown> {
  const since = performance.now();
  const sentAt = Date.now();
  let status: number | null = null;
  let failure: ApiError | null = null;
  let durationMs: number | null = null;
  const scope = openScope([call.signal], context.timeoutMs);
  try {
    const answer = await context.http.get(call.endpoint, call.query, scope.signal);
    status = answer.status;
    context.metrics.clockCompared(clockOffset(answer.date, sentAt, Date.now()));
    durationMs = performance.now() - since;
    if (status >= 200 && status <= 299) await arrived();
    return interpretAnswer(call.endpoint, answer, Date.now());
  } catch (error) {
    failure = toApiError(error, context, call, scope.ended() === "timeout");
    throw failure;
  } finally {
    scope.close();
    durationMs ??= performance.now() - since;
    if (!(failure instanceof ApiAbortedError)) {
      context.metrics.answered(durationMs);
      if (failure !== null) context.metrics.failed();
    }
    context.report({
      endpoint: call.endpoint,
      status,
      durationMs,
      attempt: number,
      error: failure?.name ?? null,
    });
  }
}

function toApiError(error: unknown, context: AttemptContext, call: Call, timedOut: boolean): ApiError {
  const ended = call.ended();
  if (ended !== null) return ended;
  if (error instanceof ApiError) return error;
  if (timedOut) return new ApiTimeoutError(call.endpoint, "attempt", context.timeoutMs);
  const code = errorCode(error);
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") {
    return new ApiTimeoutError(call.endpoint, "attempt", context.timeoutMs);
  }
  return new ApiNetworkError(call.endpoint, context.host, networkFailure(code), code);
}
